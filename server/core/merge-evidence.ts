/**
 * What somebody cannot have seen when they wrote (MC4). A server tells everybody everything in one order, so whoever has
 * not seen a row has seen none after it. A row tells what its author had not seen by four signs:
 *
 *   words between two units that stood side by side for the author          not seen
 *   a block that was gone when their words arrived in it                    its going was not seen
 *   what went with a block although the author did not delete it            not seen
 *   deletions that the author made again, or, coming back, does not know    not seen
 *
 * Whoever is told of every change before they write the next one leaves none of these signs.
 */
/* oxlint-disable no-underscore-dangle -- Yjs gives its lists only under such names */
import * as Y from 'yjs';

import { type Change, type MergeHistory } from './merge-history.ts';
import { type DeletedRange, type UnitId } from './update-scan.ts';

/**
 * The last row of others that the author of a change can have seen, right after it was played; undefined when there is
 * no sign that they had not seen everything.
 */
export function lastSeen(history: MergeHistory, change: Change): number | undefined {
  const signs = new Signs(history, change);
  for (const range of change.written)
    for (const item of history.itemsIn([range])) signs.readItem(item, item.id.clock >= range.clock);
  signs.readDeletes();
  return signs.lastSeen;
}

class Signs {
  readonly #history: MergeHistory;
  readonly #change: Change;
  readonly #clients: ReadonlySet<number>;
  /** The last row of others that the author must have seen. */
  #seen = 0;
  /** The first row that they cannot have seen. */
  #unseen = Number.POSITIVE_INFINITY;

  constructor(history: MergeHistory, change: Change) {
    this.#history = history;
    this.#change = change;
    this.#clients = new Set(change.written.map(({ client }) => client));
  }

  /** Signs against each other are none: taking back what was taken back before leaves such. */
  get lastSeen(): number | undefined {
    const { seq } = this.#change;
    return this.#unseen >= seq || this.#seen >= this.#unseen ? undefined : this.#unseen - 1;
  }

  /** `isNew`: it begins with this change; otherwise it goes on after words that the author wrote before. */
  readItem(item: Y.Item, isNew: boolean): void {
    if (isNew) this.#mustHaveSeen(item.origin);
    this.#mustHaveSeen(item.rightOrigin);
    const parent = item.parent instanceof Y.AbstractType ? item.parent._item : null;
    if (parent?.deleted === true) this.#notSeenGoing(parent);
    if (item.parentSub === null && !isTakenBack(this.#history, item))
      this.#readNeighbours(item, isNew);
  }

  readDeletes(): void {
    const { said, gone, seq } = this.#change;
    if (said === undefined) return;
    for (const range of gone) {
      if (this.#clients.has(range.client) || said.ranges.covers(range)) continue;
      for (let clock = range.clock; clock < range.clock + range.length; clock++) {
        const unit = { client: range.client, clock };
        if (!said.ranges.covers({ ...unit, length: 1 }))
          this.#notSeen(this.#history.writerOf(unit));
      }
    }
    if (said.isAllKnown) this.#readUnknown(said);
    else
      for (const unit of said.ranges.units()) {
        const earlier = this.#history.goneWith(unit);
        if (earlier !== undefined && earlier < seq) this.#notSeen(earlier);
      }
  }

  /** Whoever comes back says every deletion that they know of, and how much of everybody's words they had. */
  #readUnknown({ ranges, known }: NonNullable<Change['said']>): void {
    const isHad = ({ client, clock, length }: DeletedRange): boolean =>
      this.#clients.has(client) || (known?.get(client) ?? 0) >= clock + length;
    for (const { seq, gone, written } of this.#history.changes) {
      if (seq >= this.#change.seq) return;
      const isKnown = gone.every((range) => ranges.covers(range));
      if (isKnown && (known === undefined || written.every(isHad))) continue;
      this.#notSeen(seq);
      return;
    }
  }

  #readNeighbours(item: Y.Item, isNew: boolean): void {
    for (
      let at = isNew ? item.left : null;
      at !== null && !isAt(at.lastId, item.origin);
      at = at.left
    )
      this.#notSeenItem(at);
    for (let at = item.right; at !== null && !isAt(at.id, item.rightOrigin); at = at.right)
      this.#notSeenItem(at);
  }

  #notSeenItem({ id }: Y.Item): void {
    if (!this.#clients.has(id.client)) this.#notSeen(this.#history.writerOf(id));
  }

  #notSeenGoing({ id }: Y.Item): void {
    const seq = this.#history.goneWith(id);
    if (seq !== undefined && seq < this.#change.seq) this.#notSeen(seq);
  }

  #notSeen(seq: number): void {
    this.#unseen = Math.min(this.#unseen, seq);
  }

  #mustHaveSeen(id: UnitId | null): void {
    if (id !== null && !this.#clients.has(id.client))
      this.#seen = Math.max(this.#seen, this.#history.writerOf(id));
  }
}

function isAt(one: UnitId, other: UnitId | null): boolean {
  return other !== null && one.client === other.client && one.clock === other.clock;
}

/** What is taken back is written anew between neighbours that need not have stood side by side: before the deleted words themselves. */
function isTakenBack(history: MergeHistory, { rightOrigin, content }: Y.Item): boolean {
  if (rightOrigin === null) return false;
  const { client, clock } = rightOrigin;
  const [before] = history.itemsIn([{ client, clock, length: 1 }]);
  if (before?.deleted !== true) return false;
  if (content instanceof Y.ContentString)
    return (
      before.content instanceof Y.ContentString && shareBeginning(before.content.str, content.str)
    );
  return content instanceof Y.ContentType && before.content instanceof Y.ContentType;
}

function shareBeginning(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one);
}
