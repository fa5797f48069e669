/**
 * What `dissect` found in a frame: one record, filled again for each frame. Offsets are indices into the bytes that
 * were dissected (not into the frame: they include the frame's own offset); -1 says "not there".
 */
export class FrameFields {
  /** 4 or 6; 0 when the frame is not IP, and then every other field is as after `clear`. */
  ipVersion = 0;
  /** First byte of the IP header. */
  l3Offset = -1;
  /** Length of the datagram, header and all, as it states itself. Where an IPv4 header states 0 (segmentation offload), the rest of the frame. */
  l3Length = 0;
  /** How much of the datagram the frame holds: less than `l3Length` when the frame is cut. Link-layer padding does not count. */
  l3Captured = 0;
  /** First byte of the source address. */
  sourceOffset = -1;
  /** First byte of the destination address. */
  destinationOffset = -1;
  /** 4 or 16. */
  addressLength = 0;
  /** The first protocol after the IP header and the extension headers that could be walked through. */
  protocol = -1;
  /** Where that protocol's header starts; may equal the end of the datagram. In a later fragment: where its part of the payload starts. */
  l4Offset = -1;
  /** TCP, UDP or SCTP port; -1 where there is none, in later fragments, and where the frame is cut before it. */
  sourcePort = -1;
  /** As `sourcePort`. */
  destinationPort = -1;
  /** One of `NOT_FRAGMENTED`, `FIRST_FRAGMENT`, `LATER_FRAGMENT`, `ATOMIC_FRAGMENT`. */
  fragment = 0;
  /** Which extension headers were walked through: `EXTENSION_*` bits. */
  extensions = 0;
  /** How many they were. */
  extensionCount = 0;

  /** Back to "not IP". */
  clear(): void {
    this.ipVersion = 0;
    this.l3Offset = -1;
    this.l3Length = 0;
    this.l3Captured = 0;
    this.sourceOffset = -1;
    this.destinationOffset = -1;
    this.addressLength = 0;
    this.protocol = -1;
    this.l4Offset = -1;
    this.sourcePort = -1;
    this.destinationPort = -1;
    this.fragment = 0;
    this.extensions = 0;
    this.extensionCount = 0;
  }
}
