import { expect, it } from 'vitest';
import { OneThreadEvidence } from './one-thread-evidence.ts';

const packets = (...handles: number[]) => ({ handles, tags: handles.map(() => 0xffff_fff0 | 0), count: handles.length });

function submitted(count: number): OneThreadEvidence {
  const evidence = new OneThreadEvidence();
  for (let packet = 0; packet < count; packet++) evidence.submitted(packet, 0xffff_fff0);
  return evidence;
}

it('finds nothing wrong with packets of a tag one after the other, whatever sign the tag is written with', () => {
  const evidence = submitted(2);
  for (const packet of [0, 1]) {
    evidence.handled(packet, packets(packet));
    evidence.handedBack(packet, packets(packet));
  }
  evidence.returned(packets(0, 1), 2);
  expect(evidence.verify()).toMatchObject({ kept: true, text: expect.stringContaining('Ordered') as string });
});

it('finds two workers that hold packets of one tag, a swap, and a loss', () => {
  const together = submitted(2);
  together.handled(0, packets(0));
  together.handled(1, packets(1));
  together.handedBack(0, packets(0));
  together.handedBack(1, packets(1));
  together.returned(packets(0, 1), 2);
  expect(together.verify()).toMatchObject({ kept: false, text: expect.stringContaining('Exclusive') as string });

  const swapped = submitted(2);
  swapped.handled(0, packets(1, 0));
  swapped.handedBack(0, packets(1, 0));
  swapped.returned(packets(1, 0), 2);
  expect(swapped.verify()).toMatchObject({ kept: false, text: expect.stringContaining('Ordered') as string });

  const lost = submitted(2);
  lost.handled(0, packets(0));
  lost.handedBack(0, packets(0));
  lost.returned(packets(0), 1);
  expect(lost.verify()).toMatchObject({ kept: false, text: expect.stringContaining('Once') as string });
});
