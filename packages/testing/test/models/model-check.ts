/** One question to a model: does it keep its assertions in every state, or does its formula come true on every fair run? */
export interface ModelCheck {
  /** The file in packages/testing/models, without its ending. */
  readonly model: string;
  readonly about: string;
  /** `assertions`: and no end but a regular one. `finite`: the formula of that name, under weak fairness. */
  readonly asks: 'assertions' | 'finite';
  readonly defines: readonly string[];
  /** What CI asks instead: the same with smaller bounds. */
  readonly quick?: readonly string[];
  readonly expected: 'holds' | 'fails';
}

/** `unfinished`: memory or depth ran out before all states were seen. */
export type ModelVerdict = 'holds' | 'fails' | 'unfinished';

export interface ModelResult {
  readonly verdict: ModelVerdict;
  readonly states: number;
  readonly depth: number;
  /** Why it fails, as spin says. */
  readonly reason: string;
  /** What the model prints on the way to the failure: its story. */
  readonly story: readonly string[];
}
