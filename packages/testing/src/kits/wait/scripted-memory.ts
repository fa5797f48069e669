import { SharedMemory } from '@dist/core';

/** Memory on one thread: where a thread would sleep, the rest of the world takes its turn instead. */
export class ScriptedMemory extends SharedMemory {
  /** The rest of the world. */
  turn: () => void = () => undefined;

  override wait(): void {
    this.turn();
  }
}
