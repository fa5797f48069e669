#!/usr/bin/env node
// dist-check-history FILE...: reads recorded runs, tells which promises they kept, and the shortest story of each violation.
// Ends with 0 when all were kept, 1 when one was broken, 2 when a file cannot be read or the command is wrong.
import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { HistoryFileError, HistoryReader, checkRecordedRun, coreHost, describeVerdict, replayHistory } from '@dist/testing';

const USAGE = `usage: dist-check-history [--stories N] [--cut] [--replay] FILE...

Checks recorded runs for the promises of a packet distributor.

  --stories N  violations told in full, default 5
  --cut        read a file that is cut off up to its last whole block
  --replay     drive the distributor of @dist/core by the recorded run too, and check what it does
  --help       this text
`;

const options = { stories: { type: 'string', default: '5' }, cut: { type: 'boolean', default: false }, replay: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } };

async function read(file, cut) {
  const reader = new HistoryReader();
  for await (const bytes of createReadStream(file)) reader.push(bytes);
  return reader.finish({ cut: cut ? 'accept' : 'refuse' });
}

/** True when the run kept what it was checked for. */
function check(file, run, stories) {
  const verdict = checkRecordedRun(run);
  const notes = [run.facts.title, run.end === 'running' ? 'it goes on behind its last event' : undefined, run.whole ? undefined : 'events are missing'];
  console.log([file, ...notes.filter((note) => note !== undefined)].join(': '));
  console.log(describeVerdict(verdict, stories));
  return verdict.kept;
}

/** True when @dist/core kept what it was checked for in the same run. */
function replay(run, stories) {
  const { verdict, followed, rows, parted } = replayHistory(run, coreHost());
  console.log(`replayed with @dist/core: ${followed} of ${rows} events as recorded${parted === undefined ? '' : `; ${parted}`}`);
  console.log(describeVerdict(verdict, stories));
  return verdict.kept;
}

function parse() {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const stories = Number(values.stories);
  if (!Number.isInteger(stories) || stories < 0) throw new TypeError(`--stories takes a number, not '${values.stories}'`);
  if (positionals.length === 0 && !values.help) throw new TypeError('no file is named');
  return { ...values, stories, files: positionals };
}

/** The worst status of all files. */
async function main() {
  const { files, stories, ...wanted } = parse();
  if (wanted.help) {
    console.log(USAGE);
    return 0;
  }
  let status = 0;
  for (const file of files) {
    try {
      const run = await read(file, wanted.cut);
      const kept = check(file, run, stories);
      const keptAgain = wanted.replay ? replay(run, stories) : true;
      if (!kept || !keptAgain) status = Math.max(status, 1);
    } catch (error) {
      if (!HistoryFileError.isInstance(error) && error.code === undefined) throw error;
      console.error(`${file}: ${error.message}`);
      status = 2;
    }
  }
  return status;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof TypeError)) throw error;
  console.error(`${error.message}\n\n${USAGE}`);
  process.exitCode = 2;
}
