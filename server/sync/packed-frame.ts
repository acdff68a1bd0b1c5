/**
 * A binary WebSocket message as it stands on the wire (RFC 6455 §5.2): one unmasked final frame, header and payload in
 * one buffer. `ws` hands the two to the kernel separately for each receiver; packed once, a message to a hundred
 * colleagues is copied once and leaves in one write each.
 */
export type PackedFrame = Buffer & { readonly __brand: 'PackedFrame' };

const finalBinary = 0x82;

/** Packs a payload. Its bytes are copied. */
export function packFrame(payload: Uint8Array): PackedFrame {
  const { byteLength } = payload;
  const headerBytes = byteLength < 126 ? 2 : byteLength < 65_536 ? 4 : 10;
  const packed = Buffer.allocUnsafe(headerBytes + byteLength);
  packed[0] = finalBinary;
  writeLength(packed, byteLength);
  packed.set(payload, headerBytes);
  return brand(packed);
}

function writeLength(packed: Buffer, byteLength: number): void {
  if (byteLength < 126) {
    packed[1] = byteLength;
  } else if (byteLength < 65_536) {
    packed[1] = 126;
    packed.writeUInt16BE(byteLength, 2);
  } else {
    packed[1] = 127;
    packed.writeBigUInt64BE(BigInt(byteLength), 2);
  }
}

function brand(packed: Buffer): PackedFrame {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the only place that makes one
  return packed as PackedFrame;
}
