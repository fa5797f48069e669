/** One packet of a capture: where its bytes are and what the capture says about it. One object, overwritten by each packet. */
export class PacketRecord {
  /** Where the frame starts in the window's bytes. */
  offset = 0;
  /** Bytes captured, all of them in the window. */
  caplen = 0;
  /** Bytes on the wire, as the capture says; may be less than `caplen` in damaged files. */
  wirelen = 0;
  /** Whole seconds since 1970, an exact integer, negative before 1970; NaN when the capture gives no time (simple packet blocks). */
  seconds = 0;
  /** 0 .. 999 999 999, to be added to `seconds`. */
  nanoseconds = 0;
  /** LINKTYPE_ value, as https://www.tcpdump.org/linktypes.html lists them. */
  linktype = 0;
}
