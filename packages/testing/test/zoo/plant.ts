// Loaded before a check: changes the sources of the mutant that the environment names while they are loaded, and nothing else.
import { registerHooks } from 'node:module';
import { mutants } from './mutants.ts';
import { harmless } from './mutants/harmless.ts';
import { planted } from './planted.ts';

const wanted = process.env['ZOO_MUTANT'];
const mutant = [...mutants, ...harmless].find(({ name }) => name === wanted);
if (wanted !== undefined && mutant === undefined) throw new RangeError(`there is no mutant "${wanted}"`);

if (mutant !== undefined) {
  const changed = planted(mutant);
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      const [, name] = /\/core\/src\/(.*)\.ts$/.exec(url) ?? [];
      const source = name === undefined ? undefined : changed.get(`${name}.ts`);
      return source === undefined ? loaded : { ...loaded, source };
    },
  });
}
