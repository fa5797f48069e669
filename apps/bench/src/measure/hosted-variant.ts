// A variant in its process, as the parent sees it.
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Answer, Order, Sample } from './order.ts';
import { sibling } from './sibling.ts';
import type { Setting, Variant, Verification } from './variant.ts';

/** The argument that makes the program a host process. */
export const HOST_ARGUMENT = '--host';

/** A run that takes longer is given up: its variant hangs. Programs that it has started end before. */
const PATIENCE_MS = 180_000;

export class HostedVariant {
  readonly variant: Variant;
  /** See `Subject.count`. */
  count: number | undefined;
  readonly #process: ChildProcess;

  /** Starts the process and opens the variant in it. @returns why not, when something it needs is not installed. */
  static async open(caseId: string, variant: Variant, setting: Setting): Promise<HostedVariant | { readonly notHere: string }> {
    const hosted = new HostedVariant(variant);
    const answer = await hosted.#tell({ do: 'open', caseId, variant: variant.name, setting });
    if (answer.kind === 'done') {
      hosted.count = answer.count;
      return hosted;
    }
    hosted.kill();
    return { notHere: answer.why };
  }

  private constructor(variant: Variant) {
    this.variant = variant;
    this.#process = fork(fileURLToPath(sibling(import.meta.url, '../main')), [HOST_ARGUMENT], {
      execArgv: [...process.execArgv, ...(variant.nodeFlags ?? [])],
      serialization: 'advanced',
    });
  }

  async verify(): Promise<Verification | undefined> {
    const answer = await this.#tell({ do: 'verify' });
    return answer.kind === 'done' ? answer.verification : undefined;
  }

  async run(): Promise<Sample> {
    const answer = await this.#tell({ do: 'run' });
    if (answer.kind !== 'done' || answer.sample === undefined) throw new Error(`${this.variant.name}: a run without a result`);
    return answer.sample;
  }

  async close(): Promise<void> {
    await this.#tell({ do: 'close' });
  }

  kill(): void {
    this.#process.kill('SIGKILL');
  }

  #tell(order: Order): Promise<Answer> {
    const name = this.variant.name;
    return new Promise((resolve, reject) => {
      const end = (act: () => void): void => {
        clearTimeout(timer);
        this.#process.off('message', hear);
        this.#process.off('exit', exited);
        act();
      };
      const hear = (answer: Answer): void =>
        end(() => (answer.kind === 'failed' ? reject(new Error(`${name}: '${order.do}' failed: ${answer.why}`)) : resolve(answer)));
      const exited = (code: number | null, signal: string | null): void =>
        end(() => reject(new Error(`${name}: its process ended in '${order.do}' with ${signal ?? String(code)}`)));
      const timer = setTimeout(() => {
        this.kill();
        end(() => reject(new Error(`${name}: '${order.do}' did not end within ${PATIENCE_MS / 1000} s`)));
      }, PATIENCE_MS);
      this.#process.on('message', hear);
      this.#process.on('exit', exited);
      this.#process.send(order);
    });
  }
}
