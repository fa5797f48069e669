// Small captures made byte by byte, for what no real capture has.

export class CaptureBuilder {
  readonly #bytes: number[] = [];
  littleEndian: boolean;

  constructor(littleEndian = true) {
    this.littleEndian = littleEndian;
  }

  u16(...values: number[]): this {
    for (const value of values) this.#push(value, 2);
    return this;
  }

  u32(...values: number[]): this {
    for (const value of values) this.#push(value, 4);
    return this;
  }

  raw(bytes: ArrayLike<number>): this {
    for (const byte of Array.from(bytes)) this.#bytes.push(byte);
    return this;
  }

  /** A pcap file header. */
  pcap(linktype = 1, options: { magic?: number; major?: number; minor?: number } = {}): this {
    const { magic = 0xa1b2c3d4, major = 2, minor = 4 } = options;
    return this.u32(magic).u16(major, minor).u32(0, 0, 65_535, linktype);
  }

  /** A pcap record. */
  packet(frame: ArrayLike<number>, seconds = 1, fraction = 0, wirelen = frame.length): this {
    return this.u32(seconds, fraction, frame.length, wirelen).raw(frame);
  }

  /** A pcapng block around `body`, padded, with both lengths. */
  block(type: number, body: Uint8Array, lengths: { total?: number; again?: number } = {}): this {
    const padded = (body.length + 3) & ~3;
    const total = lengths.total ?? 12 + padded;
    return this.u32(type, total).raw(body).raw(new Uint8Array(padded - body.length)).u32(lengths.again ?? total);
  }

  section(major = 1, minor = 0): this {
    return this.block(0x0a0d0d0a, this.body().u32(0x1a2b3c4d).u16(major, minor).u32(0xffff_ffff, 0xffff_ffff).bytes());
  }

  interface(linktype = 1, options: { snaplen?: number; resolution?: number; offset?: bigint } = {}): this {
    const body = this.body().u16(linktype, 0).u32(options.snaplen ?? 0);
    if (options.resolution !== undefined) body.u16(9, 1).raw([options.resolution, 0, 0, 0]);
    if (options.offset !== undefined) {
      const words = [Number(BigInt.asUintN(32, options.offset >> 32n)), Number(BigInt.asUintN(32, options.offset))];
      body.u16(14, 8).u32(...(this.littleEndian ? words.reverse() : words));
    }
    return this.block(1, body.u16(0, 0).bytes());
  }

  enhanced(frame: ArrayLike<number>, time = 0n, interfaceId = 0, lengths: { caplen?: number; wirelen?: number } = {}): this {
    const body = this.body()
      .u32(interfaceId, Number(time >> 32n), Number(time & 0xffff_ffffn), lengths.caplen ?? frame.length, lengths.wirelen ?? frame.length)
      .raw(frame);
    return this.block(6, body.bytes());
  }

  /** An empty builder of the same byte order. */
  body(): CaptureBuilder {
    return new CaptureBuilder(this.littleEndian);
  }

  bytes(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }

  #push(value: number, width: number): void {
    for (let index = 0; index < width; index++) {
      const shift = (this.littleEndian ? index : width - 1 - index) * 8;
      this.#bytes.push((value >>> shift) & 0xff);
    }
  }
}
