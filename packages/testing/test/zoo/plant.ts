// Loaded before a check: changes the sources of the mutant that the environment names while they are loaded, and nothing else. What was
// built is the sources without their types: there, a source that is changed stands in for what was built from it.
import { registerHooks, stripTypeScriptTypes } from 'node:module';
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
      const [, folder, name] = /\/core\/(src|dist)\/(.*)\.[jt]s$/.exec(url) ?? [];
      const source = name === undefined ? undefined : changed.get(`${name}.ts`);
      if (source === undefined) return loaded;
      return { ...loaded, source: folder === 'dist' ? asBuilt(source) : source };
    },
  });
}

function asBuilt(source: string): string {
  return stripTypeScriptTypes(source).replaceAll(/(from '\.[^']*)\.ts'/g, "$1.js'");
}
