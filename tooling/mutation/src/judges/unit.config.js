// For files that stand alone: the unit tests have to pin them down.
import { judges } from './judges.ts';
export default judges(['packages/core/src/**/*.test.ts']);
