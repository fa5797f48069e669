// For the files that work together: all tests of core, the stepped cases and random moves. None on real threads, since what they
// find they find by luck, and none whose point is size.
import { judges } from './judges.ts';
export default judges([
    'packages/core/{src,test}/**/!(threads|allocation|many-workers).test.ts',
    'packages/testing/test/model/model.test.ts',
    'tooling/mutation/src/judges/cases.ts',
]);
