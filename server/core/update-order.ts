/**
 * Whether the new structs of an update stand between neighbours that stood side by side for their author. Yjs asks
 * nobody: a struct whose right neighbour is its left one, or stands before it, is integrated, and then a copy that
 * received the updates one by one can read differently from a copy that was loaded from the whole state.
 *
 *   side by side in the document, or in what the update itself has written   plain
 *   apart, and only words between them that the author may not have seen     plain: two people wrote at one place
 *   apart, and words between them that the author must have seen             odd
 *   the left one not before the right one                                    odd
 *
 * Odd is not forged: Yjs itself writes so when somebody takes back a deletion in a block that was taken back before.
 * What is odd is tried on a copy (`order-trial.ts`).
 */
/* oxlint-disable no-underscore-dangle -- Yjs gives its lists only under such names */
import * as Y from 'yjs';

import { AuthorList } from './author-list.ts';
import { limits } from './limits.ts';
import { type ScannedStruct, type UnitId } from './update-scan.ts';

/** Judges the structs of one update, in the order in which they stand in it; made for one inspection. */
export class UpdateOrder {
  readonly #doc: Y.Doc;
  readonly #author: AuthorList | undefined;
  #stepsLeft: number = limits.orderStepsMax;

  /** `isAlone`: the update brings one struct only, so nothing can stand beside it that is not in the document. */
  constructor(doc: Y.Doc, isAlone: boolean, structAt: (id: UnitId) => ScannedStruct | undefined) {
    this.#doc = doc;
    this.#author = isAlone ? undefined : new AuthorList(structAt);
  }

  /** How many items were looked at between neighbours that stand apart. */
  get steps(): number {
    return limits.orderStepsMax - this.#stepsLeft;
  }

  /** `list`: the type that holds the struct, or the struct of this update that brings the type. */
  isPlain(struct: ScannedStruct, list: object): boolean {
    const author = this.#author;
    if (author === undefined) return this.#isPlainInDocument(struct, list);
    const { origin, rightOrigin } = struct;
    const wereNeighbours = author.wereNeighbours(origin ?? null, rightOrigin ?? null, list);
    author.write(struct, list);
    if (wereNeighbours !== undefined) return wereNeighbours;
    if (!this.#has(origin) || !this.#has(rightOrigin)) return false;
    return this.#isPlainInDocument(struct, list);
  }

  /** False for what another client of the same author has written in this update. */
  #has(id: UnitId | undefined): boolean {
    return id === undefined || id.clock < Y.getState(this.#doc.store, id.client);
  }

  /** Both neighbours are in the document, or the ends of a list of it. */
  #isPlainInDocument(struct: ScannedStruct, list: object): boolean {
    const { origin, rightOrigin } = struct;
    const left = origin && itemAt(this.#doc, origin);
    const right = rightOrigin && itemAt(this.#doc, rightOrigin);
    // Inside an item the next unit is the only neighbour that stands to the right of a unit and in the same item.
    const isCut = left !== undefined && origin !== undefined && origin.clock < lastClockOf(left);
    if (isCut && left === right) return rightOrigin?.clock === origin.clock + 1;
    // Whoever knows the right neighbour knows what was written before it in one go.
    if (rightOrigin?.clock !== right?.id.clock) return false;
    const next = left === undefined ? firstOf(list) : left.right;
    if (!isCut && next === (right ?? null)) return true;
    const isKnown = whatIsKnown(this.#doc, struct);
    return !(isCut && isKnown(followerOf(origin))) && this.#isUnseen(next, right, isKnown);
  }

  /** Whether `right` follows `next` sooner or later, and the author may have seen nothing that stands before it. */
  #isUnseen(
    next: Y.Item | null,
    right: Y.Item | undefined,
    isKnown: (id: UnitId) => boolean,
  ): boolean {
    let at = next;
    for (; at !== null && at !== right; at = at.right) {
      if (--this.#stepsLeft < 0 || isKnown(at.id)) return false;
    }
    return at === (right ?? null);
  }
}

/** Tells of a unit whether the author of a struct must have seen it: words of their own before, and what the neighbours build on, and what that builds on. */
function whatIsKnown(doc: Y.Doc, struct: ScannedStruct): (id: UnitId) => boolean {
  const last = new Map<number, number>();
  const waiting: (UnitId | null | undefined)[] = [struct.origin, struct.rightOrigin];
  for (let looked = 0; looked < limits.orderRootsMax; looked++) {
    const id = waiting.shift();
    if (!id) {
      if (waiting.length === 0) break;
      continue;
    }
    last.set(id.client, Math.max(id.clock, last.get(id.client) ?? 0));
    const item = itemAt(doc, id);
    waiting.push(item?.origin, item?.rightOrigin);
  }
  return ({ client, clock }) => client === struct.client || clock <= (last.get(client) ?? -1);
}

function followerOf({ client, clock }: UnitId): UnitId {
  return { client, clock: clock + 1 };
}

function itemAt(doc: Y.Doc, id: UnitId): Y.Item | undefined {
  const structs = doc.store.clients.get(id.client);
  const struct = structs?.[Y.findIndexSS(structs, id.clock)];
  return struct instanceof Y.Item ? struct : undefined;
}

function firstOf(list: object): Y.Item | null {
  return list instanceof Y.AbstractType ? list._start : null;
}

function lastClockOf(item: Y.Item): number {
  return item.id.clock + item.length - 1;
}
