/** Finds, when a document is loaded, whether it holds words whose left neighbour does not stand before their right one (IN21). */
/* oxlint-disable no-underscore-dangle -- Yjs gives its lists only under such names */
import * as Y from 'yjs';

/** Whether anything in the document stands between crossed neighbours. It counts each list at most once. */
export function hasOddOrder(doc: Y.Doc): boolean {
  const places = new ListPlaces(doc);
  for (const structs of doc.store.clients.values()) {
    for (const struct of structs) {
      if (!(struct instanceof Y.Item) || struct.parentSub !== null) continue;
      const { origin, rightOrigin } = struct;
      if (origin && rightOrigin && !places.isBefore(origin, rightOrigin)) return true;
    }
  }
  return false;
}

class ListPlaces {
  readonly #doc: Y.Doc;
  readonly #counted = new Set<unknown>();
  readonly #places = new Map<Y.Item, number>();

  constructor(doc: Y.Doc) {
    this.#doc = doc;
  }

  /** Garbage stands nowhere and is before and after everything. */
  isBefore(one: Y.ID, other: Y.ID): boolean {
    const left = this.#itemAt(one);
    const right = this.#itemAt(other);
    if (left === undefined || right === undefined) return true;
    if (left === right) return one.clock < other.clock;
    return left.right === right || this.#placeOf(left) < this.#placeOf(right);
  }

  #itemAt({ client, clock }: Y.ID): Y.Item | undefined {
    const structs = this.#doc.store.clients.get(client) ?? [];
    const struct = structs[Y.findIndexSS(structs, clock)];
    return struct instanceof Y.Item ? struct : undefined;
  }

  #placeOf(item: Y.Item): number {
    const { parent } = item;
    if (parent instanceof Y.AbstractType && !this.#counted.has(parent)) {
      this.#counted.add(parent);
      let place = 0;
      for (let at = parent._start; at !== null; at = at.right) this.#places.set(at, place++);
    }
    return this.#places.get(item) ?? -1;
  }
}
