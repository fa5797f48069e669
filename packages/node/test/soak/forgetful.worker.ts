// A worker that makes light of what its packets bring: what should have failed comes back done. The soak must see it.
import { Desk, Fate } from './desk.ts';

Desk.prototype.fate = (): number => Fate.NORMAL;
await import('./soak.worker.ts');
