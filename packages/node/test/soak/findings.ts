const KEPT = 20;

/** What was found to be wrong: all are counted, the first are kept. */
export class Findings {
  readonly texts: string[] = [];
  count = 0;

  require(kept: boolean, text: string): void {
    if (kept) return;
    this.count++;
    if (this.texts.length < KEPT) this.texts.push(text);
  }
}
