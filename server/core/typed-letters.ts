/**
 * Letters that were typed on and are not in the document yet. What one client typed in between is one piece, as if it
 * had come at once: Yjs would make one of the letters anyway, after having placed each.
 */
import { ByteWriter, varUintBytes } from './byte-writer.ts';
import { type Keystroke } from './keystroke.ts';

interface Letters {
  /** The first update up to the number of its letters: which client, from which clock, between which neighbours. */
  readonly place: Uint8Array;
  /** In ASCII. */
  readonly letters: number[];
}

/** What waits to be put into one document. */
export class TypedLetters {
  readonly #ofClients = new Map<number, Letters>();
  #count = 0;

  /** How many keystrokes wait. */
  get count(): number {
    return this.#count;
  }

  /** Takes a keystroke, which goes on where the last one of its client ended. */
  add({ client, length, lettersAt }: Keystroke, update: Uint8Array): void {
    this.#count++;
    const letters = this.#ofClients.get(client)?.letters ?? [];
    if (letters.length === 0) {
      const place = update.slice(0, lettersAt - varUintBytes(length));
      this.#ofClients.set(client, { place, letters });
    }
    // Not a view of the update: that would keep all of it, and move it out of V8's own memory first.
    for (let at = lettersAt; at < lettersAt + length; at++) letters.push(update[at] ?? 0);
  }

  /** One update for each client; nothing waits any more. */
  take(): readonly Uint8Array[] {
    const updates = [...this.#ofClients.values()].map(updateOf);
    this.#ofClients.clear();
    this.#count = 0;
    return updates;
  }
}

function updateOf({ place, letters }: Letters): Uint8Array {
  const { length } = letters;
  const writer = new ByteWriter(place.length + varUintBytes(length) + length + noDeletes.length);
  writer.raw(place);
  writer.varUint(length);
  writer.raw(letters);
  writer.raw(noDeletes);
  return writer.bytes;
}

const noDeletes = [0];
