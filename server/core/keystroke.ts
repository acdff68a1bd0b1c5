/**
 * Reads the one update that almost every update is: a few letters written right behind the last ones of the same
 * client. Nothing is built but the answer; whatever looks different in a single byte is left to the whole scan.
 *
 *   1 section, 1 struct, client, clock, info (string with an origin), origin, right origin?, bytes, ASCII text, 0 deletes
 */

/** Letters that follow those with the clock before, by the same client. */
export interface Keystroke {
  readonly client: number;
  /** Of the first letter. */
  readonly clock: number;
  /** Letters. */
  readonly length: number;
  /** What stands to the right; -1 and -1 at the end of a text. */
  readonly rightClient: number;
  readonly rightClock: number;
  /** Where in the update the letters begin, a byte for each. */
  readonly lettersAt: number;
}

const string = 4;
const hasRightOrigin = 64;
const hasOrigin = 128;
/** Longer ones are rare enough to be read whole. */
const bytesMax = 96;
/** What a number of the format can hold at most, and so many bytes it then has. */
const clientMax = 2 ** 32 - 1;
const clockMax = 2 ** 31 - 1;
const numberBytesMax = 5;

/** The keystroke that an update is; undefined for every other update. */
export function readKeystroke(update: Uint8Array): Keystroke | undefined {
  if (update.length > bytesMax || update[0] !== 1 || update[1] !== 1) return undefined;
  const reader = new Reader(update, 2);
  const client = reader.number(clientMax);
  const clock = reader.number(clockMax);
  const info = reader.byte();
  if (info !== (string | hasOrigin) && info !== (string | hasOrigin | hasRightOrigin))
    return undefined;
  if (reader.number(clientMax) !== client || reader.number(clockMax) !== clock - 1)
    return undefined;
  const isAtEnd = info === (string | hasOrigin);
  const rightClient = isAtEnd ? -1 : reader.number(clientMax);
  const rightClock = isAtEnd ? -1 : reader.number(clockMax);
  const length = reader.letters();
  if (!reader.endsWithZero || clock + length > clockMax) return undefined;
  // The last byte says that nothing is deleted.
  const lettersAt = update.length - 1 - length;
  return { client, clock, length, rightClient, rightClock, lettersAt };
}

/** Reads numbers and letters; what it cannot read makes it end nowhere. */
class Reader {
  readonly #bytes: Uint8Array;
  #at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  /** Whether all was read as it must be, and the last byte is 0. */
  get endsWithZero(): boolean {
    return this.#at === this.#bytes.length - 1 && this.#bytes[this.#at] === 0;
  }

  byte(): number {
    return this.#bytes[this.#at++] ?? this.#fail();
  }

  /** A number in its shortest form: Yjs writes no other, and what is read here is passed on as it came. */
  number(max: number): number {
    let value = 0;
    let factor = 1;
    for (let count = 0; count < numberBytesMax; count++) {
      const byte = this.byte();
      if (byte < 0) return byte;
      value += (byte & 127) * factor;
      if (byte < 128) return value > max || (byte === 0 && count > 0) ? this.#fail() : value;
      factor *= 128;
    }
    return this.#fail();
  }

  /** Passes a text of ASCII letters; gives how many there are. */
  letters(): number {
    const length = this.number(bytesMax);
    const end = this.#at + length;
    if (length <= 0 || end >= this.#bytes.length) return this.#fail();
    for (; this.#at < end; this.#at++) {
      if ((this.#bytes[this.#at] ?? 128) >= 128) return this.#fail();
    }
    return length;
  }

  #fail(): number {
    this.#at = Infinity;
    return -1;
  }
}
