// One packet in a worker: bytes to value, value to result, result to bytes.
import type { MessagePort } from 'node:worker_threads';
import type { PacketBurst } from '@dist/core';
import type { Codec } from '../codec/codec.ts';
import type { PayloadChains } from '../payload/payload-chains.ts';
import { writeResult } from '../payload/value-writer.ts';
import type { Handler } from './define-worker.ts';
import type { PacketContext } from './packet-context.ts';
import { toPortable } from './portable-error.ts';
import type { PacketFailure, WorkerWords } from './words.ts';

export interface PacketHandlerParts {
  readonly chains: PayloadChains;
  readonly port: MessagePort;
  readonly worker: number;
  readonly signal: AbortSignal;
  readonly handler: Handler<unknown, unknown>;
  readonly valueCodec: Codec<unknown>;
  readonly resultCodec: Codec<unknown>;
  readonly maxPayloadBytes: number;
}

/** Handles packets of one worker, one at a time. */
export class PacketHandler {
  readonly #parts: PacketHandlerParts;

  constructor(parts: PacketHandlerParts) {
    this.#parts = parts;
  }

  /**
   * Handles a packet of a burst, without a promise if the handler needs none.
   * @returns whether it went well; if not, the failure has been said.
   */
  handle(burst: PacketBurst, index: number): boolean | Promise<boolean> {
    const { chains, handler, valueCodec, worker, signal } = this.#parts;
    const packet: PacketContext = { tag: burst.tags[index]!, attempt: burst.attempts[index]!, worker, signal };
    const handle = burst.handles[index]!;
    let value;
    try {
      value = valueCodec.decode(chains.read(handle));
    } catch (error) {
      return this.#fail('CODEC_FAILED', packet, error);
    }
    let result;
    try {
      result = handler(value, packet);
    } catch (error) {
      return this.#fail('HANDLER_FAILED', packet, error);
    }
    return isPromiseLike(result) ? this.#await(result, handle, packet) : this.#finish(result, handle, packet);
  }

  async #await(result: PromiseLike<unknown>, handle: number, packet: PacketContext): Promise<boolean> {
    let resolved;
    try {
      resolved = await result;
    } catch (error) {
      return this.#fail('HANDLER_FAILED', packet, error);
    }
    return this.#finish(resolved, handle, packet);
  }

  #finish(result: unknown, handle: number, packet: PacketContext): boolean {
    const { chains, resultCodec, maxPayloadBytes, worker } = this.#parts;
    let large;
    try {
      large = writeResult(chains, handle, resultCodec, result, maxPayloadBytes);
    } catch (error) {
      return this.#fail('CODEC_FAILED', packet, error);
    }
    chains.sign(handle, worker);
    if (large !== undefined) this.#say({ said: 'result', handle, bytes: large }, [large.buffer]);
    return true;
  }

  #fail(code: PacketFailure['code'], { tag, attempt }: PacketContext, error: unknown): false {
    this.#say({ said: 'failure', code, tag, attempt, error: toPortable(error) }, []);
    return false;
  }

  #say(words: WorkerWords, transfer: readonly ArrayBuffer[]): void {
    this.#parts.port.postMessage(words, transfer);
  }
}

function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
