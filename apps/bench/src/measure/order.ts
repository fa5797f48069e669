// What the parent tells a host process to do, and what it answers: one answer an order, in turn.
import type { Load } from './load.ts';
import type { Outcome, Setting, Verification } from './variant.ts';

export type Order =
  | { readonly do: 'open'; readonly caseId: string; readonly variant: string; readonly setting: Setting }
  | { readonly do: 'verify' }
  | { readonly do: 'run' }
  | { readonly do: 'close' };

/** One timed run: what it gave and how quiet the machine was. */
export interface Sample {
  readonly values: Outcome['values'];
  readonly load: Load;
}

export type Answer =
  | { readonly kind: 'done'; readonly count?: number; readonly verification?: Verification; readonly sample?: Sample }
  | { readonly kind: 'not-here'; readonly why: string }
  | { readonly kind: 'failed'; readonly why: string };
