/**
 * The log of a document, played again with everything that was ever written in it, and for every unit who wrote it and
 * with which row it went (MC1–MC3). Nothing is collected as garbage here: what is gone can still be read.
 */
import { typeRoots } from '@alliance/shared/editor/section-document';
import { type PersonId } from '@alliance/shared/identity/person';
import * as Y from 'yjs';

import { Ranges } from './ranges.ts';
import { rowFormats } from './row-format.ts';
import { readSaid } from './said-deletes.ts';
import { type DeletedRange, type UnitId } from './update-scan.ts';

/** A row of the log, as the history needs it. */
export interface HistoryRow {
  readonly seq: number;
  readonly personId: PersonId;
  readonly committedAt: string;
  readonly payload: Uint8Array;
  readonly format: string;
}

/** One change: what it brought, what went with it, and what its author has said of the latter. */
export interface Change extends Pick<HistoryRow, 'seq' | 'personId' | 'committedAt'> {
  /** What it wrote. */
  readonly written: readonly DeletedRange[];
  /** Everything that went with it, formatting marks left out. */
  readonly gone: readonly DeletedRange[];
  /** What its author has deleted; undefined when that is all that went. */
  said?: {
    readonly ranges: Ranges;
    /** Whether these are all deletions that they knew of. */
    readonly isAllKnown: boolean;
    /** How much they had of each client, if they said it. */
    readonly known: ReadonlyMap<number, number> | undefined;
  };
}

/** A history that grows row by row. */
export class MergeHistory {
  readonly doc = typeRoots(new Y.Doc({ gc: false }));
  readonly changes: Change[] = [];
  /** Rows that came in one piece before the first change: nobody knows who wrote them. */
  readonly baseSeq: number;
  readonly #writers = new Map<number, { readonly clock: number; readonly seq: number }[]>();
  readonly #gone = new Map<number, Map<number, number>>();
  #seq: number;

  /** @param base a state with which the history begins instead of the first row */
  constructor(base?: { readonly seq: number; readonly state: Uint8Array }) {
    this.baseSeq = base?.seq ?? 0;
    this.#seq = this.baseSeq;
    if (base !== undefined) Y.applyUpdate(this.doc, base.state);
  }

  /** The last row that was played. */
  get seq(): number {
    return this.#seq;
  }

  /** Plays a row; gives its change, or undefined when the row only says more about the one before. */
  play(row: HistoryRow): Change | undefined {
    this.#seq = row.seq;
    const last = this.changes.at(-1);
    if (row.format !== rowFormats.update) {
      const isAllKnown = row.format === rowFormats.known;
      const said = readSaid(row.payload);
      if (last && said)
        last.said = { ranges: new Ranges(said.deletes), isAllKnown, known: said.known };
      return undefined;
    }
    const change = this.#apply(row);
    this.changes.push(change);
    return change;
  }

  /** The row that wrote a unit; {@link baseSeq} when it was there before. */
  writerOf({ client, clock }: UnitId): number {
    const runs = this.#writers.get(client) ?? [];
    let low = 0;
    let high = runs.length - 1;
    let seq = this.baseSeq;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const run = runs[middle];
      if (run === undefined || run.clock > clock) high = middle - 1;
      else {
        seq = run.seq;
        low = middle + 1;
      }
    }
    return seq;
  }

  /** The row with which a unit went; undefined while it stands. */
  goneWith({ client, clock }: UnitId): number | undefined {
    return this.#gone.get(client)?.get(clock);
  }

  /** The change of a row. */
  changeAt(seq: number): Change | undefined {
    let low = 0;
    let high = this.changes.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const change = this.changes[middle];
      if (change === undefined || change.seq > seq) high = middle - 1;
      else if (change.seq < seq) low = middle + 1;
      else return change;
    }
    return undefined;
  }

  /** The letters of stretches, in the order in which they were written; those of two texts are apart. `onlyStanding`: without what is gone. */
  lettersIn(ranges: readonly DeletedRange[], onlyStanding = false): string {
    let letters = '';
    let parent: Y.Item['parent'] = null;
    for (const range of ranges)
      for (const item of this.itemsIn([range])) {
        if (!(item.content instanceof Y.ContentString) || (onlyStanding && item.deleted)) continue;
        const from = range.clock - item.id.clock;
        if (item.parent !== parent) letters += ' ';
        parent = item.parent;
        letters += item.content.str.slice(Math.max(0, from), from + range.length);
      }
    return letters;
  }

  /** The items that have a unit in these stretches: Yjs makes one of what was written one after the other. */
  *itemsIn(ranges: readonly DeletedRange[]): Generator<Y.Item> {
    for (const { client, clock, length } of ranges) {
      const structs = this.doc.store.clients.get(client) ?? [];
      if (structs.length === 0) continue;
      for (let index = Y.findIndexSS(structs, clock); index < structs.length; index++) {
        const struct = structs[index];
        if (struct === undefined || struct.id.clock >= clock + length) break;
        if (struct instanceof Y.Item) yield struct;
      }
    }
  }

  #apply(row: HistoryRow): Change {
    const written: DeletedRange[] = [];
    const gone: DeletedRange[] = [];
    const note = (transaction: Y.Transaction): void => {
      written.push(...writtenIn(transaction));
      gone.push(...goneIn(transaction));
    };
    this.doc.on('afterTransaction', note);
    try {
      Y.applyUpdate(this.doc, row.payload);
    } finally {
      this.doc.off('afterTransaction', note);
    }
    for (const { client, clock } of written) this.#noteWriter(client, clock, row.seq);
    const words = gone.flatMap((range) => this.#withoutMarks(range));
    for (const range of words) this.#noteGone(range, row.seq);
    const { seq, personId, committedAt } = row;
    return { seq, personId, committedAt, written, gone: words };
  }

  /** Formatting marks go by themselves, on every copy when it likes. */
  #withoutMarks(range: DeletedRange): readonly DeletedRange[] {
    const end = range.clock + range.length;
    return [...this.itemsIn([range])]
      .filter(({ content }) => !(content instanceof Y.ContentFormat))
      .map(({ id: { client, clock }, length }) => {
        const from = Math.max(clock, range.clock);
        return { client, clock: from, length: Math.min(clock + length, end) - from };
      });
  }

  #noteWriter(client: number, clock: number, seq: number): void {
    const runs = this.#writers.get(client) ?? [];
    runs.push({ clock, seq });
    this.#writers.set(client, runs);
  }

  #noteGone({ client, clock, length }: DeletedRange, seq: number): void {
    const own = this.#gone.get(client) ?? new Map<number, number>();
    for (let at = clock; at < clock + length; at++) if (!own.has(at)) own.set(at, seq);
    this.#gone.set(client, own);
  }
}

function writtenIn({ beforeState, afterState }: Y.Transaction): readonly DeletedRange[] {
  const written: DeletedRange[] = [];
  for (const [client, end] of afterState) {
    const clock = beforeState.get(client) ?? 0;
    if (end > clock) written.push({ client, clock, length: end - clock });
  }
  return written;
}

function goneIn({ deleteSet }: Y.Transaction): readonly DeletedRange[] {
  return [...deleteSet.clients].flatMap(([client, ranges]) =>
    ranges.map(({ clock, len }) => ({ client, clock, length: len })),
  );
}
