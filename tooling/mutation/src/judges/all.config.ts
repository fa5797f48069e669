// For the files that work together: all tests of core, the stepped cases and random moves. None on real threads, since what they
// find they find by luck, none whose point is size, and not the one that compares a file with what it should be.
import { judges } from './judges.ts';

export default judges([
  'packages/core/{src,test}/**/!(threads|allocation|many-workers|assembly).test.ts',
  'packages/testing/test/model/model.test.ts',
  'tooling/mutation/src/judges/cases.ts',
]);
