/** The number of bytes of a whole number as lib0 writes it: seven bits in each. */
export function varUintBytes(value: number): number {
  let bytes = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) bytes++;
  return bytes;
}

/** The number of bytes of a byte string with its length before it. */
export function sizedBytes({ byteLength }: Uint8Array): number {
  return varUintBytes(byteLength) + byteLength;
}

/**
 * Writes what `lib0/encoding` would write, where its size is known beforehand: into one array, instead of blocks that
 * grow and are copied. Frames are put together at every letter, and most of that cost is memory.
 */
export class ByteWriter {
  /** What is written; as long as it was said to be. */
  readonly bytes: Uint8Array;
  #at = 0;

  constructor(size: number) {
    this.bytes = new Uint8Array(size);
  }

  /** A whole number from 0 to 2^53 - 1. */
  varUint(value: number): void {
    let rest = value;
    for (; rest >= 128; rest = Math.floor(rest / 128)) this.bytes[this.#at++] = (rest % 128) | 128;
    this.bytes[this.#at++] = rest;
  }

  /** A byte string with its length before it. */
  sized(part: Uint8Array): void {
    this.varUint(part.byteLength);
    this.raw(part);
  }

  /** Bytes as they are. */
  raw(part: ArrayLike<number>): void {
    this.bytes.set(part, this.#at);
    this.#at += part.length;
  }
}
