import { describe, expect, it } from 'vitest';

import { DistributorError } from '../errors/distributor-error.ts';
import { LAYOUT_VERSION, REGION_KIND, type RegionKind, openRegion, stampRegion } from './region.ts';
import { SharedMemory } from './shared-memory.ts';

const kinds = Object.keys(REGION_KIND) as RegionKind[];

function stamped(kind: RegionKind): SharedMemory {
  const memory = new SharedMemory(new SharedArrayBuffer(64));
  stampRegion(memory, kind);
  return memory;
}

function failureOf(open: () => unknown): DistributorError {
  try {
    open();
  } catch (error) {
    if (DistributorError.isInstance(error)) return error;
    throw error;
  }
  throw new Error('it was opened');
}

describe('a region', () => {
  it.each(kinds)('is opened as the %s it was stamped as, by its buffer or by a memory', (kind) => {
    const memory = stamped(kind);
    expect(openRegion(memory.buffer, kind).buffer).toBe(memory.buffer);
    expect(openRegion(memory, kind)).toBe(memory);
  });

  it.each(kinds.flatMap((kind) => kinds.filter((other) => other !== kind).map((other) => [kind, other] as const)))(
    'of kind %s is no %s, and the error names both kinds',
    (kind, other) => {
      const error = failureOf(() => openRegion(stamped(kind).buffer, other));
      expect(error.code).toBe('NOT_A_REGION');
      expect(error.message).toContain(`kind ${REGION_KIND[kind]}`);
      expect(error.message).toContain(`a ${other} is of kind ${REGION_KIND[other]}`);
    },
  );

  it('of another layout version is refused by an error that names both versions', () => {
    const memory = stamped('pool');
    memory.write(2, LAYOUT_VERSION + 41);
    const error = failureOf(() => openRegion(memory, 'pool'));
    expect(error.code).toBe('LAYOUT_VERSION');
    expect(error.message).toContain(`version ${LAYOUT_VERSION + 41},`);
    expect(error.message).toContain(`has ${LAYOUT_VERSION}:`);
  });

  it.each([0, 4, 11, 13, 4096])('is not any other buffer, one of %i zero bytes say; the error carries the length', (bytes) => {
    const error = failureOf(() => openRegion(new SharedArrayBuffer(bytes), 'distributor'));
    expect(error.code).toBe('NOT_A_REGION');
    expect(error.message).toContain(`${bytes} bytes`);
  });

  it('is whole from its three words on, and no part of one is a region', () => {
    const { buffer } = stamped('ring');
    expect(openRegion(buffer.slice(0, 12), 'ring').buffer.byteLength).toBe(12);
    for (const bytes of [4, 8]) expect(failureOf(() => openRegion(buffer.slice(0, bytes), 'ring'))).toMatchObject({ code: 'NOT_A_REGION' });
  });
});
