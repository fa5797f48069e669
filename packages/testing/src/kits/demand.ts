/** Ends a case with this text unless `kept`. */
export function demand(kept: boolean, text: string): asserts kept {
  if (!kept) throw new Error(text);
}
