// For users
export { steppedCases } from './cases/all-cases.ts';
export type { Case, SteppedCase, ThreadedCase } from './cases/case.ts';
export type { ThreadHost, WorkerThread } from './cases/threads/thread-host.ts';
export type { WorkerOrder } from './cases/threads/worker-order.ts';
export { dpdkHost } from './doubles/dpdk-host.ts';
export type { PastFault } from './doubles/past-fault.ts';
export { checkHistory } from './history/check-history.ts';
export type { CheckOptions } from './history/check-history.ts';
export { EventKind } from './history/event-kind.ts';
export { History, NO_WORKER } from './history/history.ts';
export { HistoryRecorder } from './live/history-recorder.ts';
export type { MergedHistory } from './live/history-recorder.ts';
export { LiveChecker } from './live/live-checker.ts';
export type { LiveCheckerOptions } from './live/live-checker.ts';
export { LiveWitness } from './live/live-witness.ts';
export { ThreadRecorder } from './live/thread-recorder.ts';
export { coreHost } from './stepped/core-host.ts';
export type { SteppedHost, SteppedOptions } from './stepped/stepped-host.ts';
export { assertKept } from './verdict/assert-kept.ts';
export { describeVerdict } from './verdict/describe-verdict.ts';
export { joinVerdicts } from './verdict/join-verdicts.ts';
export type { PromiseName } from './verdict/promise-name.ts';
export type { Verdict } from './verdict/verdict.ts';
export type { Violation } from './verdict/violation.ts';
export { promiseOf } from './verdict/violation-kind.ts';
export type { ViolationKind } from './verdict/violation-kind.ts';
export { collidingTags, lowFifteenBits } from './workloads/colliding-tags.ts';
export { hotTag } from './workloads/hot-tag.ts';
export { oneTag } from './workloads/one-tag.ts';
export { Random } from './workloads/random.ts';
export type { TagWorkload } from './workloads/tag-workload.ts';
export { uniformTags } from './workloads/uniform-tags.ts';
export { zipfTags } from './workloads/zipf-tags.ts';

// For extension authors
export type { Counts, DistributorUnderTest, LostPacket, Meanwhile } from './stepped/distributor-under-test.ts';
export { SteppedRun } from './stepped/stepped-run.ts';
export type { SteppedWorker, WorkerState } from './stepped/stepped-worker.ts';
