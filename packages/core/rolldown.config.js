// What is published is one file. V8 takes what a module keeps to itself for constant, what it imports or exports it does not: each use of
// such a number or function is a load and a check, in every loop. See docs/decisions/0013-core-in-one-file.md.
import { defineConfig } from 'rolldown';

export default defineConfig({
  cwd: import.meta.dirname,
  input: 'src/index.ts',
  platform: 'neutral',
  output: { file: 'dist/bundle/index.js', sourcemap: true },
});
