import { checkHistory } from '../../history/check-history.ts';
import { EventKind } from '../../history/event-kind.ts';
import { NO_WORKER } from '../../history/history.ts';
import type { Program, ThreadContext } from '../../explore/program.ts';
import { describeVerdict } from '../../verdict/describe-verdict.ts';
import { RuleDistributor } from './rule-distributor.ts';
import type { RuleUnlock } from './rule-distributor.ts';
import { RuleWorker } from './rule-worker.ts';
import { ruleLabel, ruleValue, ruleWords } from './rule-words.ts';

/**
 * DPDK's burst mode as a program for the explorer: packets are processed one by one, and each worker gets, handles and hands back.
 * With `at-take` it is the original, with D1; `at-hand-back` is what it takes to be without.
 */
export function ruleProgram(options: { readonly workers: number; readonly tags: readonly number[]; readonly unlock: RuleUnlock }): Program {
  const { workers, tags } = options;
  return {
    name: `DPDK's burst rule, unlocked ${options.unlock}: ${workers} workers, ${tags.length} packets`,
    words: ruleWords(workers),
    cells: Math.max(...tags) + 1,
    label: ruleLabel,
    show: ruleValue,
    // Handlers of a tag change its cell: another order of them is another order of steps.
    eventsAreSteps: false,
    // It ends where the distributor does: packets may be out then.
    check: ({ history }) => {
      const verdict = checkHistory(history, { end: 'running' });
      return verdict.kept ? undefined : describeVerdict(verdict, 1);
    },
    threads: [
      {
        name: 'distributor',
        run: (context): void => {
          const distributor = new RuleDistributor(context.memory, options);
          context.share();
          for (const [packet, tag] of tags.entries()) {
            context.checkpoint('process', packet, distributor.seats, distributor.next);
            context.doing(`process packet ${packet} of tag ${tag}`);
            context.record(EventKind.SUBMITTED, packet, tag, NO_WORKER);
            distributor.process(packet);
          }
        },
      },
      ...Array.from({ length: workers }, (_, id) => ({
        name: `worker ${id}`,
        background: true,
        run: (context: ThreadContext): void => {
          const worker = new RuleWorker(context.memory, id);
          for (;;) {
            context.checkpoint('take');
            context.doing('take');
            const packets = worker.take();
            for (const packet of packets) handle(context, packet, tags[packet]!, id);
            context.doing('hand back and ask');
            worker.request(packets);
          }
        },
      })),
    ],
  };
}

/** The cell of the tag says how many are in it. */
function handle(context: ThreadContext, packet: number, tag: number, worker: number): void {
  context.doing(`handle packet ${packet} of tag ${tag}`);
  context.cells.add(tag, 1);
  context.record(EventKind.STARTED, packet, tag, worker);
  context.cells.add(tag, -1);
  context.record(EventKind.FINISHED, packet, tag, worker);
}
