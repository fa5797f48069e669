// Where in the code an operation of a thread is: the thread is run once more up to it, and its stack is taken there.
import type { ThreadRunner } from './threads/thread-runner.ts';

const OWN = /[\\/]explore[\\/](?:(?:threads|machine|search)[\\/]|(?:position|teller|check-checkpoints)\.[jt]s)/;

/** The stack of an operation, innermost first, without the explorer's own frames; `` before a thread's first operation. */
export function positionIn(runner: ThreadRunner, node: number): string {
  let stack = '';
  runner.watch(node, (at, trace) => {
    if (at === node) stack = trace;
  });
  return stack
    .split('\n')
    .slice(1)
    .map((frame) => frame.trim())
    .filter((frame) => frame !== '' && !OWN.test(frame))
    .join('\n    ');
}
