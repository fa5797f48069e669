/** The task function of a shard, pinned to that shard's thread. */
export const shardName = (shard: number): string => `shard-${shard}`;
