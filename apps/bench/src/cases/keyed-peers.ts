// Every way of doing keyed, ordered work that is measured, by name. Modules are loaded when a variant is opened, in its own process.
import type { OpenPeer } from '../peers/keyed/keyed-peer.ts';
import type { DistKeyedOptions } from '../peers/ours/keyed.ts';

export interface NamedPeer {
  readonly name: string;
  /** See `Variant.wakes`; with handlers that take no time. */
  readonly wakes: boolean;
  readonly load: () => Promise<OpenPeer>;
}

export const dist = (name: string, options: DistKeyedOptions): NamedPeer => ({
  name,
  wakes: options.looks === 0 || options.nap !== undefined,
  load: async () => (await import('../peers/ours/keyed.ts')).openDist(options),
});

export const ringbuf: NamedPeer = {
  name: 'ringbuf.js, sharded, batches of 32',
  wakes: false,
  load: async () => (await import('../peers/ringbuf/sharded.ts')).openRingbufSharded,
};

export const postMessageBatched: NamedPeer = {
  name: 'postMessage, sharded, batches of 64',
  wakes: true,
  load: async () => (await import('../peers/post-message/batched.ts')).openPostMessageBatched,
};

export const postMessageSingle: NamedPeer = {
  name: 'postMessage, sharded',
  wakes: true,
  load: async () => (await import('../peers/post-message/single.ts')).openPostMessageSingle,
};

export const piscinaSharded: NamedPeer = {
  name: 'piscina, sharded',
  wakes: true,
  load: async () => (await import('../peers/piscina/sharded.ts')).openPiscinaSharded,
};

export const piscinaChained: NamedPeer = {
  name: 'piscina, chain per key',
  wakes: true,
  load: async () => (await import('../peers/piscina/chained.ts')).openPiscinaChained,
};

export const tinypoolSharded: NamedPeer = {
  name: 'tinypool, sharded',
  wakes: true,
  load: async () => (await import('../peers/tinypool/sharded.ts')).openTinypoolSharded,
};

export const poolifierAffinity: NamedPeer = {
  name: 'poolifier, affinity',
  wakes: true,
  load: async () => (await import('../peers/poolifier/affinity.ts')).openPoolifierAffinity,
};

export const workerpoolChained: NamedPeer = {
  name: 'workerpool, chain per key',
  wakes: true,
  load: async () => (await import('../peers/workerpool/chained.ts')).openWorkerpoolChained,
};
