/** Shorter stretches are filled faster by a loop than by a call out of compiled code. */
const WORTH_A_CALL = 32;

/** Sets bytes `from` to `to`, exclusive: attempts and outcomes of a burst, which nearly always are all the same. */
export function fillBytes(bytes: Uint8Array, value: number, from: number, to: number): void {
  if (to - from >= WORTH_A_CALL) bytes.fill(value, from, to);
  else for (let i = from; i < to; i++) bytes[i] = value;
}
