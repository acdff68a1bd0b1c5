/**
 * Letters that were typed on and are not in the document yet. What one client typed in between is one piece, as if it
 * had come at once: Yjs would make one of the letters anyway, after having placed each.
 */
import { ByteWriter, varUintBytes } from './byte-writer.ts';
import { type Keystroke } from './keystroke.ts';

interface Letters {
  /** The first update up to the number of its letters: which client, from which clock, between which neighbours. */
  readonly place: Uint8Array;
  readonly pieces: Uint8Array[];
  length: number;
}

/** What waits to be put into one document. */
export class TypedLetters {
  readonly #ofClients = new Map<number, Letters>();
  #count = 0;

  /** How many keystrokes wait. */
  get count(): number {
    return this.#count;
  }

  /** Takes a keystroke, which goes on where the last one of its client ended. Its bytes are kept. */
  add(keystroke: Keystroke, update: Uint8Array): void {
    const { client, length, lettersAt } = keystroke;
    this.#count++;
    const piece = update.subarray(lettersAt, lettersAt + length);
    const before = this.#ofClients.get(client);
    if (before === undefined) {
      const place = update.subarray(0, lettersAt - varUintBytes(length));
      this.#ofClients.set(client, { place, pieces: [piece], length });
      return;
    }
    before.pieces.push(piece);
    before.length += length;
  }

  /** One update for each client; nothing waits any more. */
  take(): readonly Uint8Array[] {
    const updates = [...this.#ofClients.values()].map(updateOf);
    this.#ofClients.clear();
    this.#count = 0;
    return updates;
  }
}

function updateOf({ place, pieces, length }: Letters): Uint8Array {
  const writer = new ByteWriter(place.length + varUintBytes(length) + length + noDeletes.length);
  writer.raw(place);
  writer.varUint(length);
  for (const piece of pieces) writer.raw(piece);
  writer.raw(noDeletes);
  return writer.bytes;
}

const noDeletes = Uint8Array.of(0);
