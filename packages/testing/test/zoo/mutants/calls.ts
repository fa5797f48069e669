// What a call promises by itself: that it looks, that it waits long enough, what it says and what it refuses.
import type { Mutant } from '../mutant.ts';

export const callMutants: readonly Mutant[] = [
  {
    name: 'a call that waits for room does not look at the workers',
    seenIn: "DPDK 5acce079e7 (2020): worker and distributor waited for each other's handshake",
    edits: [
      { find: 'this.#serve(minInt(this.#limits.workers, 1 + (count >> 2)), 0, count === 0 ? ALL : count);', replace: '' },
      { find: 'if (wait.spin(round, this.#pause)) {\n      this.#dispatcher.pass();', replace: 'if (wait.spin(round, this.#pause)) {' },
    ],
    check: 'case: full worker',
    breaks: 'Finite',
    within: 50,
  },
  {
    name: 'packets that come before any worker are accepted and kept nowhere',
    seenIn: 'DPDK cf669d6930 (2020): process() before any worker is up takes nothing, which callers did not look at',
    edits: [{ find: 'this.#flows.enqueue(record, handle);', replace: 'if (this.#roster.present.size > 0) this.#flows.enqueue(record, handle);' }],
    check: 'case: before any worker',
    breaks: 'Once',
    within: 0,
  },
  {
    name: 'packets that are refused count as accepted',
    seenIn: 'DPDK cf669d6930 (2020): a short count that nobody looked at',
    edits: [{ find: 'return count - kept;', replace: 'return count;' }],
    check: 'model: any moves',
    breaks: 'Contract',
    within: 10,
  },
  {
    name: 'a flush gives up after twenty looks',
    seenIn: 'D6: the flush sleeps 10 ms and returns',
    edits: [{ find: 'for (let round = 1; !this.#flushed(); ) round', replace: 'for (let round = 1, looks = 0; !this.#flushed() && looks < 20; looks++) round' }],
    check: 'case: D6',
    breaks: 'Finite',
    within: 10,
  },
  {
    name: 'what a flush needs is made with the first packet',
    seenIn: 'DPDK 917f49cfd0 (2017): flush and clear_returns used what their mode had not set up',
    edits: [
      { find: 'this.sender = new Sender(limits, this.lanes, this.flows, this.roster);', replace: '' },
      { find: 'const { count, tags, handles } = packets;\n', replace: 'const { count, tags, handles } = packets;\n    this.sender ??= new Sender(this.#limits, this.lanes, this.flows, this.roster);\n' },
    ],
    check: 'case: nothing has happened',
    breaks: 'threw',
    says: /undefined \(reading 'publishAll'\)/,
    within: 0,
  },
  {
    name: 'clearing the returns wipes the word in which a leave is told',
    seenIn: 'D10',
    edits: [
      {
        find: 'this.#dispatcher.pass();\n    const count',
        replace: `for (let worker = 0; worker < this.limits.workers; worker++) {
      const at = this.#dispatcher.lanes.handshake(worker);
      if (this.#dispatcher.roster.present.has(worker)) this.#memory.store(at, withPresence(this.#memory.load(at), 0));
    }
    this.#dispatcher.pass();
    const count`,
      },
    ],
    check: 'case: D10',
    breaks: 'Finite',
    within: 20,
  },
  {
    name: 'the returns ring has room for what 15 workers hand back at once',
    seenIn: 'D12',
    edits: [{ find: 'new ReturnedRing(2 * capacity, space)', replace: 'new ReturnedRing(15 * limits.burst)' }],
    check: 'case: D12',
    breaks: 'Once',
    within: 5000,
  },
  {
    name: 'a poll says 0 while nothing has been given',
    seenIn: 'DPDK ed4be82d9e (2020): the guide said 0',
    edits: [{ find: '=== this.#claimed) return NOTHING_YET;', replace: '=== this.#claimed) return 0;' }],
    check: 'case: nothing given',
    breaks: 'Contract',
    within: 0,
  },
  {
    name: 'a leave looks into the burst that it hands back, and there may be none',
    seenIn: 'DPDK 6bd951b482 (2020): oldpkt[0] was read with a count of 0',
    edits: [{ find: 'const count = handedBack?.count ?? 0;', replace: 'const { count } = handedBack!;' }],
    check: 'case: nothing to hand back',
    breaks: 'threw',
    says: /'handedBack' as it is undefined/,
    within: 0,
  },
  {
    name: 'the number of workers has no upper limit',
    seenIn: 'DPDK acc6e5503e (2019): single mode had no upper check',
    edits: [{ find: "requireInteger('workers', options.workers, 1, 1024)", replace: "requireInteger('workers', options.workers, 1, 2 ** 31)" }],
    check: 'case: number of workers',
    breaks: 'Contract',
    within: 0,
  },
];
