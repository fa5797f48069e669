// For programs that check themselves while they run: the live check and the recorder alone, without cases, explorer and distributor.

// For users
export { EventKind, Look } from '../history/event-kind.ts';
export { History, NO_WORKER } from '../history/history.ts';
export type { HistoryBounds } from '../history/history-bounds.ts';
export { boundsOf } from '../history-file/run-facts.ts';
export type { RunFacts } from '../history-file/run-facts.ts';
export { assertKept } from '../verdict/assert-kept.ts';
export { describeVerdict } from '../verdict/describe-verdict.ts';
export type { PromiseName } from '../verdict/promise-name.ts';
export type { Verdict } from '../verdict/verdict.ts';
export type { Violation } from '../verdict/violation.ts';
export type { ViolationKind } from '../verdict/violation-kind.ts';
export { HistoryRecorder } from './history-recorder.ts';
export type { MergedHistory } from './history-recorder.ts';
export { LiveChecker } from './live-checker.ts';
export type { LiveCheckerOptions } from './live-checker.ts';
export { LiveWitness } from './live-witness.ts';
export { RestWatch } from './rest-watch.ts';
export type { Refused, RestCalls, RestWatchOptions } from './rest-watch.ts';
export { RestWitness } from './rest-witness.ts';
export { ThreadRecorder } from './thread-recorder.ts';
