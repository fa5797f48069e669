// Core's own flow table and pins. They are inside of it and no part of its API, so they are loaded as files of its folder: a copy would be
// measured in their place.
import { extname } from 'node:path';

/** As far as the designs use it; see packages/core/src/flows/flow-table.ts. */
export interface CoreFlowTable {
  readonly fields: Int32Array;
  readonly buckets: Int32Array;
  readonly shift: number;
  readonly size: number;
  find(bucket: number, tag: number): number;
  add(bucket: number, tag: number): number;
  remove(bucket: number, record: number): void;
}

interface FlowTableFile {
  readonly FlowTable: new (capacity: number) => CoreFlowTable;
  readonly NONE: number;
  readonly WORKER: number;
  readonly IN_FLIGHT: number;
  readonly bucketOf: (tag: number, shift: number) => number;
}

/** See packages/core/src/flows/pin.ts. */
interface PinFile {
  readonly speaksAgainst: (pin: number, worker: number) => boolean;
  readonly countedOnce: (pin: number, worker: number) => number;
  readonly uncountedOnce: (pin: number) => number;
  readonly hasRecords: (pin: number) => boolean;
  readonly pinnedWorker: (pin: number) => number;
}

const core = import.meta.resolve('@dist/core/package.json');
const ending = extname(import.meta.url);
const load = (file: string): Promise<unknown> => import(new URL(`./${ending === '.ts' ? 'src' : 'dist'}/flows/${file}${ending}`, core).href);

export const flowTable: FlowTableFile = (await load('flow-table')) as FlowTableFile;
export const pin: PinFile = (await load('pin')) as PinFile;
