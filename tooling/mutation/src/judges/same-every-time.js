// Loaded before each test file: a mutant meets the same random examples in every run, a hundred of each kind, and nobody waits for
// the shortest one that fails.
import fc from 'fast-check';
fc.configureGlobal({ seed: 1, numRuns: 100, endOnFailure: true });
