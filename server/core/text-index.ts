/**
 * Who wrote what in a document, as its log says: which row brought each value of a chip, and which mentions of a seat
 * stand in the text. Read from the bytes of the rows, one after the other, without building the document (CH13, IB45).
 */
import { type PersonId } from '@alliance/shared/identity/person';
import * as decoding from 'lib0/decoding';

import { contentRefs } from './content-scan.ts';
import { rowFormats } from './row-format.ts';
import { type DeletedRange, type ScannedStruct, scanUpdate } from './update-scan.ts';

/** What of a row is read. */
export interface IndexedRow {
  readonly seq: number;
  readonly payload: Uint8Array;
  readonly format: string;
  readonly personId: PersonId;
  readonly committedAt: string;
}

/** Where something comes from. */
export interface WrittenBy {
  readonly seq: number;
  readonly personId: PersonId;
  /** ISO 8601 instant. */
  readonly at: string;
}

/** A mention that stands in the text. */
export interface StandingMention extends WrittenBy {
  readonly seatId: string;
}

/** Mentions of one document that are known at a time; of more the latest. */
const mentionsMax = 1000;

/** Values of chips of one document whose row is known; of more the latest. */
const chipWritesMax = 20_000;

/** An index that grows row by row. */
export class TextIndex {
  readonly #chips = new Map<string, WrittenBy>();
  readonly #mentions = new Map<string, StandingMention>();
  #seq = 0;

  /** The last row that was read. */
  get seq(): number {
    return this.#seq;
  }

  /** The mentions that stand in the text, in the order in which they came. */
  get mentions(): Iterable<StandingMention> {
    return this.#mentions.values();
  }

  /** Which row brought the entry under a key of the registers. */
  chipWrite(key: string): WrittenBy | undefined {
    return this.#chips.get(key);
  }

  /** Reads the next row. */
  read({ seq, payload, format, personId, committedAt }: IndexedRow): void {
    this.#seq = seq;
    if (format !== rowFormats.update) return;
    if (this.#mentions.size === 0 && !mayConcern(payload)) return;
    const update = scanUpdate(payload);
    if (update === undefined) return;
    const by: WrittenBy = { seq, personId, at: committedAt };
    const gone = this.#takeAway(update.deletes);
    for (const structs of update.sections.values())
      for (const struct of structs) this.#readStruct(struct, { by, gone, bytes: payload });
    trim(this.#mentions, mentionsMax);
    trim(this.#chips, chipWritesMax);
  }

  /** Mentions that a row takes out of the text. */
  #takeAway(deletes: readonly DeletedRange[]): StandingMention[] {
    const gone: StandingMention[] = [];
    for (const [unit, mention] of this.#mentions) {
      if (!deletes.some((range) => covers(range, unit))) continue;
      this.#mentions.delete(unit);
      gone.push(mention);
    }
    return gone;
  }

  /** Only first writes of a key name their place on the wire; nothing else is ever written under one. */
  #readStruct(
    struct: ScannedStruct,
    { by, gone, bytes }: { by: WrittenBy; gone: StandingMention[]; bytes: Uint8Array },
  ): void {
    const { parent, key } = struct;
    if (parent === 'chips' && key !== null && !this.#chips.has(key)) this.#chips.set(key, by);
    if (key !== 'seatId' || typeof parent !== 'object' || struct.ref !== contentRefs.any) return;
    const decoder = decoding.createDecoder(bytes);
    decoder.pos = struct.valuesAt;
    const seatId: unknown = decoding.readAny(decoder);
    if (typeof seatId !== 'string') return;
    // Whoever splits or moves a block writes what stands in it anew: it stays the words of its author.
    const moved = gone.findIndex((each) => each.seatId === seatId);
    const [before] = moved === -1 ? [] : gone.splice(moved, 1);
    this.#mentions.set(unitOf(parent), before ?? { ...by, seatId });
  }
}

/** Whether the bytes can hold an entry of the registers or a mention. */
function mayConcern(payload: Uint8Array): boolean {
  return words.some((word) => holds(payload, word));
}

const words = ['chips', 'mention'].map((word) =>
  Array.from({ length: word.length }, (_, index) => word.charCodeAt(index)),
);

function holds(bytes: Uint8Array, word: readonly number[]): boolean {
  const [first = 0] = word;
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1))
    if (word.every((byte, index) => bytes[at + index] === byte)) return true;
  return false;
}

function covers({ client, clock, length }: DeletedRange, unit: string): boolean {
  const [owner, at] = unit.split(':').map(Number);
  return owner === client && at !== undefined && at >= clock && at < clock + length;
}

function unitOf({ client, clock }: { readonly client: number; readonly clock: number }): string {
  return `${client}:${clock}`;
}

function trim<Value>(map: Map<string, Value>, max: number): void {
  for (const oldest of map.keys()) {
    if (map.size <= max) return;
    map.delete(oldest);
  }
}
