// Loaded before a check: changes the source of the mutant that the environment names while it is loaded, and nothing else.
import { registerHooks } from 'node:module';
import { mutants } from './mutants.ts';
import { filesOf, planted } from './mutant.ts';

const wanted = process.env['ZOO_MUTANT'];
const mutant = mutants.find(({ name }) => name === wanted);
if (wanted !== undefined && mutant === undefined) throw new RangeError(`there is no mutant "${wanted}"`);

if (mutant !== undefined) {
  const files = filesOf(mutant);
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      const file = files.find((name) => url.endsWith(`/core/src/${name}`));
      if (file === undefined) return loaded;
      const { source } = loaded;
      const text = typeof source === 'string' ? source : new TextDecoder().decode(source ?? undefined);
      return { ...loaded, source: planted(text, file, mutant) };
    },
  });
}
