// The words of a HistoryRecorder, all 32-bit. A stamp is taken by an atomic addition, so the stamps of all threads are one order that
// agrees with everything the threads can know of each other.
//
//   header       [0] stamp: next of the run (atomic, anyone)   [16] first stamp whose event was not recorded (atomic, anyone)
//                [1] threads   [2] events a thread can record                                       written once, before sharing
//   thread 0     [0] events recorded (atomic, this thread), padded to a cache line
//                events of 4 words: stamp | { worker : 16 | kind : 8 } | packet | tag              (this thread)
//   thread 1 ...
const RECORDER_HEADER = 32;
export const STAMP = 0;
export const THREADS = 1;
export const CAPACITY = 2;
export const FIRST_LOST = 16;
/** No thread has run out of room. */
export const NOTHING_LOST = 0x7fff_ffff;
export const THREAD_HEADER = 16;
export const EVENT_WORDS = 4;

/** The first word of a thread's part. */
export function threadStart(thread: number, capacity: number): number {
  return RECORDER_HEADER + thread * (THREAD_HEADER + capacity * EVENT_WORDS);
}
