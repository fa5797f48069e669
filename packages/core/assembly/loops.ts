// The loops that see every packet, for WebAssembly: they do the same as those of src/loops/plain-loops.ts, where it is said what and why.
// `pnpm --filter @dist/core assembly` compiles this file into src/loops/wasm-code.ts. Addresses are in bytes.
//   packet   8 bytes: tag, handle      bucket   8 bytes: pin, first record (see src/flows/pin.ts)
//
// Packets of one tag at the beginning of a call are counted together: where they are one by one, each waits for what the one before wrote.

const WORD: usize = 4;
const PACKET: usize = 8;
const BUCKET_SHIFT: usize = 3;
const LINE: usize = 64;
const SPREAD: u32 = 0x9e3779b1;
const PACKETS: u32 = 0x7fff;

// @ts-expect-error: decorators of functions are AssemblyScript's
@inline
function bucketOf(tag: u32, buckets: usize, shift: u32): usize {
  return buckets + (<usize>(((tag ^ (tag >>> 15)) * SPREAD) >>> shift) << BUCKET_SHIFT);
}

// @ts-expect-error: decorators of functions are AssemblyScript's
@inline
function speaksAgainst(pin: u32, worker: u32): bool {
  return ((pin >>> 16) ^ worker) * (pin & 0xffff) !== 0;
}

export function append(tags: usize, handles: usize, count: usize, first: usize, buckets: usize, shift: u32, worker: u32): usize {
  const end = first + count * PACKET;
  for (let line = first + LINE, tag = tags + (LINE / PACKET) * WORD; line < end; line += LINE, tag += (LINE / PACKET) * WORD) {
    store<u32>(line, load<u32>(tag));
  }
  if (count === 0) return 0;
  let packet = first;
  let tag = load<u32>(tags);
  let bucket = bucketOf(tag, buckets, shift);
  let pin = load<u32>(bucket);
  if (speaksAgainst(pin, worker)) return 0;
  pin = (worker << 16) | (pin & PACKETS);
  do {
    store<u32>(packet, tag);
    store<u32>(packet, load<u32>(handles), WORD);
    pin++;
    tags += WORD;
    handles += WORD;
    packet += PACKET;
  } while (packet < end && load<u32>(tags) === tag);
  store<u32>(bucket, pin);
  while (packet < end) {
    tag = load<u32>(tags);
    bucket = bucketOf(tag, buckets, shift);
    pin = load<u32>(bucket);
    if (speaksAgainst(pin, worker)) break;
    store<u32>(bucket, (worker << 16) | ((pin & PACKETS) + 1));
    store<u32>(packet, tag);
    store<u32>(packet, load<u32>(handles), WORD);
    tags += WORD;
    handles += WORD;
    packet += PACKET;
  }
  return (packet - first) / PACKET;
}

export function collect(first: usize, count: usize, tags: usize, handles: usize, buckets: usize, shift: u32): usize {
  if (count === 0) return 0;
  const end = first + count * PACKET;
  let packet = first;
  let tag = load<u32>(packet);
  let bucket = bucketOf(tag, buckets, shift);
  let pin = load<i32>(bucket);
  if (pin < 0) return 0;
  do {
    store<u32>(tags, tag);
    store<u32>(handles, load<u32>(packet, WORD));
    pin--;
    tags += WORD;
    handles += WORD;
    packet += PACKET;
  } while (packet < end && load<u32>(packet) === tag);
  store<i32>(bucket, pin);
  while (packet < end) {
    tag = load<u32>(packet);
    bucket = bucketOf(tag, buckets, shift);
    pin = load<i32>(bucket);
    if (pin < 0) break;
    store<i32>(bucket, pin - 1);
    store<u32>(tags, tag);
    store<u32>(handles, load<u32>(packet, WORD));
    tags += WORD;
    handles += WORD;
    packet += PACKET;
  }
  return (packet - first) / PACKET;
}

export function anyMark(marks: usize, count: usize): u32 {
  let any: u32 = 0;
  for (let end = marks + count * WORD; marks < end; marks += WORD) any |= load<u32>(marks);
  return any;
}
