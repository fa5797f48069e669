// Loaded before a program that merges states: opens the private fields of @dist/core's classes to checkpoints.
import { registerHooks } from 'node:module';
import { openPrivateFields } from '../../src/explore/private-state.ts';

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (!/\/(?:packages\/)?core\/(?:src|dist)\/.*\.[jt]s$/.test(url) && !/\/explore\//.test(url)) return loaded;
    const { source } = loaded;
    if (source === undefined) return loaded;
    return { ...loaded, source: openPrivateFields(typeof source === 'string' ? source : new TextDecoder().decode(source)) };
  },
});
