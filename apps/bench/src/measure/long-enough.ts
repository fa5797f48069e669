// How many packets make a run, where nobody knows beforehand how fast they move.

export interface Growth {
  /** The first try. */
  readonly least: number;
  readonly most: number;
  /** A run is long enough with that. */
  readonly seconds: number;
  /** After so many seconds of trying, what there is has to do. */
  readonly patience: number;
}

/** Four times as many: what is fast while few move may be slow with more, so no rate is believed far beyond what was measured. */
const STEP = 4;

/** The first count, from `least` on, whose run lasts long enough. @param secondsOf runs that many */
export async function longEnough({ least, most, seconds, patience }: Growth, secondsOf: (count: number) => Promise<number>): Promise<number> {
  const start = performance.now();
  for (let count = Math.min(least, most); ; count = Math.min(most, count * STEP)) {
    const took = await secondsOf(count);
    const late = performance.now() - start > patience * 1000;
    if (count >= most || took >= seconds || late) return count;
  }
}
