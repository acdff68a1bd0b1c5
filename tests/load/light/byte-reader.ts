/**
 * Reads lib0's variable-length integers from a window of bytes without allocating: one reader serves a whole
 * process, so that counting a hundred thousand frames a second costs the measuring side next to nothing.
 */
export class ByteReader {
  bytes: Uint8Array = new Uint8Array();
  at = 0;
  end = 0;

  /** Reads from `from` (inclusive) to `end` (exclusive) of `bytes`. */
  open(bytes: Uint8Array, from: number, end: number): void {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  /** The next byte. Throws a RangeError behind the end. */
  byte(): number {
    const value = this.at < this.end ? this.bytes[this.at] : undefined;
    if (value === undefined) throw new RangeError('Read behind the end of a frame.');
    this.at += 1;
    return value;
  }

  /** The next variable-length unsigned integer. */
  varUint(): number {
    let value = 0;
    let factor = 1;
    for (;;) {
      const byte = this.byte();
      value += (byte & 127) * factor;
      if (byte < 128) return value;
      factor *= 128;
    }
  }

  /** Steps over a length and as many bytes; gives the length. */
  skipSized(): number {
    const length = this.varUint();
    this.at += length;
    return length;
  }
}
