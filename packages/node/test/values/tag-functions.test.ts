// @dist/tags knows nothing of this package: its functions fit because a tag function is just `(packet) => uint32`.
import { type ValueDistributorOptions, bytes, createDistributor } from '@dist/node';
import { LINKTYPE_ETHERNET, rssTag } from '@dist/tags';
import { expect, expectTypeOf, it } from 'vitest';

type TagOfFrame = ValueDistributorOptions<Uint8Array, Uint8Array>['tag'];

/** Ethernet, IPv4, UDP from 10.0.0.`host` port 53 to 10.0.0.9 port 53. */
function frameFrom(host: number): Uint8Array {
  const ethernet = [...Array<number>(12).fill(2), 0x08, 0x00];
  const ip = [0x45, 0, 0, 28, 0, 0, 0, 0, 64, 17, 0, 0, 10, 0, 0, host, 10, 0, 0, 9];
  return Uint8Array.from([...ethernet, ...ip, 0, 53, 0, 53, 0, 8, 0, 0]);
}

it('distributes frames by the tags of @dist/tags', async () => {
  const frameTag = rssTag();
  const tag = (frame: Uint8Array): number => frameTag(frame, 0, frame.length, LINKTYPE_ETHERNET);
  expectTypeOf(tag).toExtend<TagOfFrame>();
  expectTypeOf<ReturnType<typeof frameTag>>().toEqualTypeOf<ReturnType<TagOfFrame>>();
  await using values = await createDistributor<Uint8Array, Uint8Array>({
    worker: new URL('./workers/echo.worker.ts', import.meta.url),
    workers: 2,
    tag,
    valueCodec: bytes(),
    resultCodec: bytes(),
  });
  const frames = Array.from({ length: 20 }, (_, host) => frameFrom(host));
  for (const frame of frames) await values.submit(frame);
  values.end();
  const results = new Map<number, number[]>();
  for await (const result of values.results()) results.set(result.tag, [...result.value]);
  expect(results).toEqual(new Map(frames.map((frame) => [tag(frame), [...frame]])));
  expect(results.size).toBe(20);
});
