// Loaded before a check: changes the source of the mutant that the environment names while it is loaded, and nothing else.
import { registerHooks } from 'node:module';
import { mutants } from './mutants.ts';
import { planted } from './mutant.ts';

const wanted = process.env['ZOO_MUTANT'];
const mutant = mutants.find(({ name }) => name === wanted);
if (wanted !== undefined && mutant === undefined) throw new RangeError(`there is no mutant "${wanted}"`);

if (mutant !== undefined) {
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      if (!url.endsWith(`/core/src/${mutant.file}`)) return loaded;
      const { source } = loaded;
      const text = typeof source === 'string' ? source : new TextDecoder().decode(source ?? undefined);
      return { ...loaded, source: planted(text, mutant) };
    },
  });
}
