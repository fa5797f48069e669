/** What a scripted thread attaches to. */
export interface ScriptOrder {
  readonly worker: number;
  readonly checker: SharedArrayBuffer;
  readonly recorder: SharedArrayBuffer;
}

/** One step of it. */
export interface ScriptStep {
  readonly action: 'start' | 'finish' | 'hand back' | 'end';
  readonly tag: number;
  readonly packet: number;
}
