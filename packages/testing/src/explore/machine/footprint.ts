// What a step touches, so that the explorer knows which steps may change places without anybody noticing: two steps of
// different threads depend on each other when they touch the same object and one of them changes it.

export class Footprint {
  readonly objects: Int32Array;
  readonly changes: Uint8Array;
  size = 0;

  constructor(capacity: number) {
    this.objects = new Int32Array(capacity);
    this.changes = new Uint8Array(capacity);
  }

  clear(): void {
    this.size = 0;
  }

  add(object: number, changes: boolean): void {
    this.objects[this.size] = object;
    this.changes[this.size++] = changes ? 1 : 0;
  }

  dependsOn(other: Footprint): boolean {
    for (let i = 0; i < this.size; i++) {
      for (let j = 0; j < other.size; j++) {
        if (this.objects[i] === other.objects[j] && (this.changes[i]! | other.changes[j]!) !== 0) return true;
      }
    }
    return false;
  }
}
