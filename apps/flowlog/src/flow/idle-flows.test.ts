import { expect, test } from 'vitest';
import { packWhat } from './flow-keys.ts';
import { FULL, FlowTable } from './flow-table.ts';
import { IdleFlows } from './idle-flows.ts';

const view = new DataView(new ArrayBuffer(8));

function see(table: FlowTable, address: number, packet: number): number {
  view.setUint32(0, address);
  return table.find(view, 0, packWhat(4, 1, false), 0, packet);
}

test('always gives the flow whose last packet is oldest, as a list of all flows in that order would', () => {
  const table = new FlowTable(100, 9);
  const idle = new IdleFlows(table);
  // Insertion order of the map = order of the last packets.
  const model = new Map<number, number>();
  let state = 77;
  let given = 0;
  for (let packet = 1; packet < 30_000; packet++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const address = (state >>> 8) % 260;
    let flow = see(table, address, packet);
    if (flow === FULL) {
      let oldest = idle.take();
      if (oldest < 0) {
        idle.refresh();
        oldest = idle.take();
      }
      const [expected] = model;
      expect(oldest).toBe(expected?.[1]);
      model.delete(expected?.[0] ?? -1);
      table.remove(oldest);
      given++;
      flow = see(table, address, packet);
    }
    model.delete(address);
    model.set(address, flow);
  }
  expect(given).toBeGreaterThan(10_000);
});

test('gives nothing before it has looked', () => {
  const table = new FlowTable(4, 9);
  see(table, 1, 1);
  expect(new IdleFlows(table).take()).toBe(-1);
});

test('works for a table of one flow', () => {
  const table = new FlowTable(1, 9);
  const idle = new IdleFlows(table);
  see(table, 1, 1);
  idle.refresh();
  expect(idle.take()).toBe(0);
  expect(idle.take()).toBe(-1);
});
