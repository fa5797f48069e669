// @dist/tags on one thread: nanoseconds a call. The inputs change with every call, and all results are used.
import { FrameFields, LINKTYPE_ETHERNET, MICROSOFT_KEY, ToeplitzHash, dissect, rssTagInto } from '@dist/tags';
import type { Outcome, Subject } from '../../measure/variant.ts';

const INPUTS = 1024;

/** @param pass calls the function under test for each input once */
export function timeOf(count: number, pass: () => void): Subject {
  const passes = Math.max(1, Math.round(count / INPUTS));
  return {
    run(): Promise<Outcome> {
      for (let i = 0; i < passes / 8; i++) pass();
      const start = performance.now();
      for (let i = 0; i < passes; i++) pass();
      const nanoseconds = (performance.now() - start) * 1e6;
      return Promise.resolve({ values: { time: nanoseconds / (passes * INPUTS) } });
    },
    close: () => Promise.resolve(),
  };
}

function randomBytes(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let word = 1;
  for (let i = 0; i < length; i++) {
    word = (Math.imul(word, 1_664_525) + 1_013_904_223) | 0;
    bytes[i] = word >>> 24;
  }
  return bytes;
}

/** The Toeplitz hash of inputs of a length. */
export function hashSubject(length: number, count: number): Subject {
  const inputs = randomBytes(INPUTS * length);
  const toeplitz = new ToeplitzHash(MICROSOFT_KEY);
  const results = new Uint32Array(INPUTS);
  return timeOf(count, () => {
    for (let i = 0; i < INPUTS; i++) results[i] = toeplitz.part(0, inputs, i * length, length);
  });
}

const FRAME_BYTES = 128;

/** Ethernet frames of TCP over IPv4 or IPv6, in one buffer. */
function frames(version: 4 | 6): Uint8Array {
  const bytes = randomBytes(INPUTS * FRAME_BYTES);
  for (let i = 0; i < INPUTS; i++) {
    const frame = bytes.subarray(i * FRAME_BYTES, (i + 1) * FRAME_BYTES);
    const length = FRAME_BYTES - 14;
    if (version === 4) frame.set([0x08, 0x00, 0x45, 0, 0, length, i >> 8, i & 255, 0x40, 0, 64, 6], 12);
    else frame.set([0x86, 0xdd, 0x60, 0, 0, 0, 0, length - 40, 6, 64], 12);
    frame[14 + (version === 4 ? 20 : 40) + 12] = 0x50;
  }
  return bytes;
}

/** The fields of a frame. */
export function dissectSubject(version: 4 | 6, count: number): Subject {
  const bytes = frames(version);
  const fields = new FrameFields();
  let found = 0;
  return timeOf(count, () => {
    for (let i = 0; i < INPUTS; i++) {
      dissect(bytes, i * FRAME_BYTES, FRAME_BYTES, LINKTYPE_ETHERNET, fields);
      found += fields.ipVersion;
    }
    if (found % version !== 0) throw new Error(`a frame was not recognized as IP version ${version}`);
  });
}

/** The tag of a frame: dissected and hashed. */
export function frameTagSubject(version: 4 | 6, symmetric: boolean, count: number): Subject {
  const bytes = frames(version);
  const tagInto = rssTagInto({ symmetric });
  const tags = new Uint32Array(INPUTS);
  return timeOf(count, () => {
    for (let i = 0; i < INPUTS; i++) tagInto(tags, i, bytes, i * FRAME_BYTES, FRAME_BYTES, LINKTYPE_ETHERNET);
  });
}
