import { LIMITS, defaultWorkers } from './parse-options.ts';

/** What `--help` prints. */
export function helpText(): string {
  return `flowlog: who talked to whom in a packet capture, worked out by worker threads in proven order

Usage: flowlog [options] [FILE ... | -]

Reads pcap and pcapng from files, or from standard input for '-', and writes one line for each flow (version, addresses,
protocol and ports, one direction): packets, bytes, first and last time, checksum failures, TCP flags, and TCP segments
repeated or out of order. Without arguments it reads the small capture that comes with it.

  -f, --format NAME    table (the default), jsonl or csv
  -o, --output FILE    write the flows there instead of to standard output
  -w, --workers N      worker threads, ${String(LIMITS.workers.least)} to ${String(LIMITS.workers.most)} (here: ${String(defaultWorkers())}); the flows are the same for any number
  -b, --burst N        packets handed over at once, ${String(LIMITS.burst.least)} to ${String(LIMITS.burst.most)} (${String(LIMITS.burst.fallback)})
      --max-flows N    flows remembered at a time, ${String(LIMITS.maxFlows.least)} to ${String(LIMITS.maxFlows.most)} (${String(LIMITS.maxFlows.fallback)}); beyond that the longest
                       idle one is written early, and again if it goes on
  -q, --quiet          no progress and no summary
  -h, --help           this text
      --version        the version

Exit status: 0 done; 1 wrong usage, or an input that is missing, empty or not a capture; 2 damaged capture (what comes
before the damage is in the log); 3 flowlog itself failed; 130 interrupted by Ctrl-C (what was read is in the log).
`;
}
