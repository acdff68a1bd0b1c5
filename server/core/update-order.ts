/**
 * Whether the new structs of an update stand between neighbours that stood side by side for their author. Yjs asks
 * nobody: a struct whose right neighbour is its left one, or stands before it, is integrated, and then a copy that
 * received the updates one by one can read differently from a copy that was loaded from the whole state.
 *
 *   side by side in the document, or in what the update itself has written   plain
 *   apart, and only words between them that the author may not have seen     plain: two people wrote at one place
 *   apart, and words between them that the author must have seen             odd
 *   the left one not before the right one                                    odd
 *   too much between them to tell, or other words of the same update         unsure
 *
 * Odd is not always forged: `forged-order.ts` says where it can be honest. There, and where it is unsure, the update is
 * tried on a copy (`order-trial.ts`).
 */
/* oxlint-disable no-underscore-dangle -- Yjs gives its lists only under such names */
import * as Y from 'yjs';

import { AuthorList } from './author-list.ts';
import { limits } from './limits.ts';
import { type News } from './update-news.ts';
import { type ScannedStruct, type UnitId } from './update-scan.ts';

/** How a struct stands between its neighbours. */
export type Standing = 'plain' | 'unsure' | 'odd';

/** How many items may still be looked at for one update. */
export interface Walk {
  stepsLeft: number;
}

/** Judges the structs of one update, in the order in which they stand in it; made for one inspection. */
export class UpdateOrder {
  readonly #doc: Y.Doc;
  readonly #author: AuthorList | undefined;
  readonly #walk: Walk = { stepsLeft: limits.orderStepsMax };

  /** `news`: every new struct of the update. One alone has nothing beside it that is not in the document. */
  constructor(
    doc: Y.Doc,
    { structs }: Pick<News, 'structs'>,
    structAt: (id: UnitId) => ScannedStruct | undefined,
  ) {
    const [first] = structs.values();
    this.#doc = doc;
    const isAlone = structs.size === 1 && first?.length === 1;
    this.#author = isAlone ? undefined : new AuthorList(structAt);
  }

  /** How many items were looked at where neighbours stand apart. */
  get steps(): number {
    return limits.orderStepsMax - this.#walk.stepsLeft;
  }

  /** `list`: the type that holds the struct, or the struct of this update that brings the type. */
  standingOf(struct: ScannedStruct, list: object): Standing {
    const author = this.#author;
    if (author === undefined) return this.#inDocument(struct, list);
    const { origin, rightOrigin } = struct;
    const wereNeighbours = author.wereNeighbours(origin ?? null, rightOrigin ?? null, list);
    author.write(struct, list);
    if (wereNeighbours === true) return 'plain';
    if (!this.#has(origin) || !this.#has(rightOrigin)) return 'unsure';
    const standing = this.#inDocument(struct, list);
    // What colleagues wrote may have come between the words of this update while they were written.
    return wereNeighbours === false && standing === 'plain' ? 'unsure' : standing;
  }

  /** False for what another client of the same author has written in this update. */
  #has(id: UnitId | undefined): boolean {
    return id === undefined || id.clock < Y.getState(this.#doc.store, id.client);
  }

  /** Both neighbours are in the document, or the ends of a list of it. */
  #inDocument(struct: ScannedStruct, list: object): Standing {
    const { origin, rightOrigin } = struct;
    const left = origin && itemAt(this.#doc, origin);
    const right = rightOrigin && itemAt(this.#doc, rightOrigin);
    // Inside an item the next unit is the only neighbour that stands to the right of a unit and in the same item.
    const isCut = left !== undefined && origin !== undefined && origin.clock < lastClockOf(left);
    if (isCut && left === right) return rightOrigin?.clock === origin.clock + 1 ? 'plain' : 'odd';
    // Whoever knows the right neighbour knows what was written before it in one go.
    if (rightOrigin?.clock !== right?.id.clock) return 'odd';
    const next = left === undefined ? firstOf(list) : left.right;
    if (!isCut && next === (right ?? null)) return 'plain';
    if (this.#walk.stepsLeft < 0) return 'unsure';
    const isKnown = whatWasSeen(this.#doc, struct, this.#walk);
    if (isCut && isKnown(followerOf(origin))) return 'odd';
    return this.#between(next, right, isKnown);
  }

  /** Plain where `right` follows `next` sooner or later, and the author may have seen nothing that stands before it. */
  #between(
    next: Y.Item | null,
    right: Y.Item | undefined,
    isKnown: (id: UnitId) => boolean,
  ): Standing {
    let at = next;
    for (; at !== null && at !== right; at = at.right) {
      if (--this.#walk.stepsLeft < 0) return 'unsure';
      if (isKnown(at.id)) return 'odd';
    }
    return at === (right ?? null) ? 'plain' : 'odd';
  }
}

/** Tells of a unit whether the author of a struct must have seen it: words of their own before, and what the neighbours build on, and what that builds on. */
export function whatWasSeen(
  doc: Y.Doc,
  struct: ScannedStruct,
  walk: Walk,
): (id: UnitId) => boolean {
  const last = new Map<number, number>();
  const waiting: (UnitId | null | undefined)[] = [struct.origin, struct.rightOrigin];
  for (let looked = 0; looked < limits.orderRootsMax; looked++) {
    const id = waiting.shift();
    if (!id) {
      if (waiting.length === 0) break;
      continue;
    }
    walk.stepsLeft--;
    last.set(id.client, Math.max(id.clock, last.get(id.client) ?? 0));
    const item = itemAt(doc, id);
    waiting.push(item?.origin, item?.rightOrigin);
  }
  last.set(struct.client, struct.clock - 1);
  return ({ client, clock }) => clock <= (last.get(client) ?? -1);
}

function followerOf({ client, clock }: UnitId): UnitId {
  return { client, clock: clock + 1 };
}

/** The item that holds a unit which the document has; undefined for garbage. */
export function itemAt(doc: Y.Doc, id: UnitId): Y.Item | undefined {
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
