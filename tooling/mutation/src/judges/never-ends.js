// A mutant that waits for ever looks at shared memory for ever: it is known by that, long before its time is over.
import { SharedMemory } from '@dist/core';
import { beforeEach } from 'vitest';
/** Accesses of one test: five times what the longest one needs. */
const MOST = 1000000;
// Files share their modules, and this one is loaded for each of them.
const watched = SharedMemory.prototype;
if (watched.accesses === undefined)
    watch();
beforeEach(() => {
    watched.accesses = 0;
});
function watch() {
    const { load, compareExchange, wait } = SharedMemory.prototype; // eslint-disable-line @typescript-eslint/unbound-method -- they are bound where they are called
    const count = () => {
        watched.accesses = (watched.accesses ?? 0) + 1;
        if (watched.accesses > MOST)
            throw new Error('this never ends');
    };
    watched.load = function (...of) {
        count();
        return load.apply(this, of);
    };
    watched.compareExchange = function (...of) {
        count();
        return compareExchange.apply(this, of);
    };
    watched.wait = function (...of) {
        count();
        wait.apply(this, of);
    };
}
