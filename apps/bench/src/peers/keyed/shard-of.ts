/**
 * The shard of a tag under static sharding. Without the sign bit, so that it is a division of small integers, which tags of 2^31 and
 * more are not in V8.
 */
export function shardOf(tag: number, shards: number): number {
  return (tag & 0x7fff_ffff) % shards;
}
