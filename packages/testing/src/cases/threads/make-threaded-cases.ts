import type { PromiseName } from '../../verdict/promise-name.ts';
import type { ThreadedCase } from '../case.ts';
import { ThreadedRig } from './threaded-rig.ts';
import type { ThreadedOptions } from './threaded-rig.ts';
import type { ThreadHost } from './thread-host.ts';

/** One case for each burst size. The script runs on a rig whose workers are up; it may end them itself. */
export function makeThreadedCases(
  text: { readonly name: string; readonly source: string; readonly promise: PromiseName },
  options: Omit<ThreadedOptions, 'burst'>,
  bursts: readonly number[],
  script: (rig: ThreadedRig) => void | Promise<void>,
): ThreadedCase[] {
  return bursts.map((burst) => ({
    ...text,
    name: `${text.name} (threads, burst ${burst})`,
    threads: true,
    run: async (host: ThreadHost) => {
      const rig = await ThreadedRig.start(host, { ...options, burst });
      try {
        await script(rig);
        return await rig.end();
      } catch (error) {
        await rig.abandon();
        throw error;
      }
    },
  }));
}
