/**
 * Where the new structs of an update would stand. Integration takes the parent from the origin, else from the right
 * origin, else from the wire; each of them is looked up in the document first and in the update second, because what
 * the document already has wins over what the update says about it. Chains of origins can be 100,000 long: the search
 * keeps its own stack.
 */
import { type Container } from '@alliance/shared/access/content-policy';
import { type RefusalRule } from '@alliance/shared/access/refusal-rules';
import { roots } from '@alliance/shared/editor/section-document';
import * as Y from 'yjs';

import { contentRefs, typeRefs } from './content-scan.ts';
import { type ScannedStruct, type UnitId } from './update-scan.ts';

/** A place in a container. */
export interface LivePlace {
  readonly isDead: false;
  readonly container: Container;
  readonly key: string | null;
  /** The type that holds what stands there, or the struct of the update that brings the type. */
  readonly holder: object;
}

/** A place, or nowhere: the struct would be integrated as garbage and never be seen. */
export type Place = LivePlace | { readonly isDead: true };

/** A place, or the rule against the update that asks for it. */
export type Placing = Place | { readonly rule: RefusalRule };

/** Any Yjs type. */
type SharedType = NonNullable<ReturnType<Y.Doc['share']['get']>>;

type Sections = ReadonlyMap<number, readonly ScannedStruct[]>;

const dead: Place = { isDead: true };

/** Finds the places of one update's new structs; made for one inspection. */
export class UpdatePlaces {
  readonly #doc: Y.Doc;
  readonly #sections: Sections;
  readonly #found = new Map<ScannedStruct, Placing>();

  constructor(doc: Y.Doc, sections: Sections) {
    this.#doc = doc;
    this.#sections = sections;
  }

  /** The place of a struct of this update that the document does not have yet. */
  of(struct: ScannedStruct): Placing {
    if (this.#neededBy(struct) === undefined) return this.#placeNow(struct);
    const stack = [struct];
    const waiting = new Set<ScannedStruct>();
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const needed = this.#found.has(top) ? undefined : this.#neededBy(top);
      if (needed !== undefined) {
        if (waiting.has(needed)) return { rule: 'IN7' };
        waiting.add(needed);
        stack.push(needed);
        continue;
      }
      this.#placeNow(top);
      stack.pop();
    }
    return this.#found.get(struct) ?? dead;
  }

  #placeNow(struct: ScannedStruct): Placing {
    const found = this.#found.get(struct);
    if (found !== undefined) return found;
    const place = this.#place(struct);
    this.#found.set(struct, place);
    return place;
  }

  /** The struct of the update that holds a unit which the document does not have. */
  readonly structAt = (id: UnitId): ScannedStruct | undefined =>
    this.#isKnown(id) ? undefined : this.#inUpdate(id);

  /** A struct of the update that must be placed before this one. */
  #neededBy({ origin, rightOrigin, parent }: ScannedStruct): ScannedStruct | undefined {
    return (
      this.#unplaced(origin) ??
      this.#unplaced(rightOrigin) ??
      (typeof parent === 'object' ? this.#unplaced(parent) : undefined)
    );
  }

  #unplaced(id: UnitId | undefined): ScannedStruct | undefined {
    const struct = id && this.structAt(id);
    return struct === undefined || this.#found.has(struct) ? undefined : struct;
  }

  #place(struct: ScannedStruct): Placing {
    if (struct.ref === contentRefs.gc) return dead;
    if (struct.parent !== undefined) return this.#placeInParent(struct.parent, struct);
    const left = struct.origin && this.#beside(struct.origin, struct);
    const right = struct.rightOrigin && this.#beside(struct.rightOrigin, struct);
    return join(left, right);
  }

  #placeInParent(parent: string | UnitId, struct: ScannedStruct): Placing {
    if (typeof parent === 'string') return this.#placeInRoot(parent, struct.key);
    if (isOwnFuture(parent, struct)) return { rule: 'IN7' };
    if (this.#isKnown(parent)) return placeInType(this.#doc, typeAt(this.#doc, parent), struct.key);
    const other = this.#inUpdate(parent);
    const place = other && this.#found.get(other);
    if (other === undefined || place === undefined) return { rule: 'IN7' };
    if ('rule' in place || place.isDead) return place;
    if (other.ref !== contentRefs.type) return dead;
    return { isDead: false, container: containerOf(other), key: struct.key, holder: other };
  }

  #placeInRoot(name: string, key: string | null): Placing {
    if (!isRootName(name)) return { rule: 'IN4' };
    return placeInType(this.#doc, this.#doc.share.get(name), key);
  }

  /** The place of a neighbour, which its neighbours share. */
  #beside(id: UnitId, struct: ScannedStruct): Placing {
    if (isOwnFuture(id, struct)) return { rule: 'IN7' };
    if (this.#isKnown(id)) return placeOfItem(this.#doc, id);
    const other = this.#inUpdate(id);
    return (other && this.#found.get(other)) ?? { rule: 'IN7' };
  }

  #isKnown(id: UnitId): boolean {
    return id.clock < Y.getState(this.#doc.store, id.client);
  }

  #inUpdate(id: UnitId): ScannedStruct | undefined {
    const struct = structAt(this.#sections.get(id.client) ?? [], id.clock);
    return struct?.ref === contentRefs.skip ? undefined : struct;
  }
}

/**
 * The struct that holds a clock, among structs by ascending clock. Each is at least one unit long, so it stands no
 * further on than its clock; of single letters it stands exactly there, and there it is looked for first.
 */
export function structAt(
  structs: readonly ScannedStruct[],
  clock: number,
): ScannedStruct | undefined {
  let low = 0;
  let high = Math.min(structs.length - 1, clock - (structs[0]?.clock ?? 0));
  for (let middle = high; low <= high; middle = (low + high) >> 1) {
    const struct = structs[middle];
    if (struct === undefined) return undefined;
    if (clock < struct.clock) high = middle - 1;
    else if (clock >= struct.clock + struct.length) low = middle + 1;
    else return struct;
  }
  return undefined;
}

function join(left: Placing | undefined, right: Placing | undefined): Placing {
  if (left === undefined || right === undefined) return left ?? right ?? dead;
  if ('rule' in left) return left;
  if ('rule' in right) return right;
  // A list is collected whole: of two neighbours in it, one alone is never garbage.
  if (left.isDead !== right.isDead) return { rule: 'IN19' };
  if (left.isDead || right.isDead) return dead;
  return left.holder === right.holder && left.key === right.key ? left : { rule: 'IN6' };
}

/** Nobody writes after words of their own that they have yet to write. */
function isOwnFuture(id: UnitId, struct: ScannedStruct): boolean {
  return id.client === struct.client && id.clock >= struct.clock;
}

function isRootName(name: string): boolean {
  return Object.hasOwn(roots, name);
}

function itemAt(doc: Y.Doc, id: UnitId): Y.Item | undefined {
  const structs = doc.store.clients.get(id.client);
  const struct = structs?.[Y.findIndexSS(structs, id.clock)];
  return struct instanceof Y.Item ? struct : undefined;
}

function typeAt(doc: Y.Doc, id: UnitId): SharedType | undefined {
  const content = itemAt(doc, id)?.content;
  return content instanceof Y.ContentType ? content.type : undefined;
}

function placeOfItem(doc: Y.Doc, id: UnitId): Place {
  const item = itemAt(doc, id);
  if (item === undefined || !(item.parent instanceof Y.AbstractType)) return dead;
  return placeInType(doc, item.parent, item.parentSub);
}

function placeInType(doc: Y.Doc, type: SharedType | undefined, key: string | null): Place {
  if (type === undefined) return dead;
  return { isDead: false, container: containerOfType(doc, type), key, holder: type };
}

function containerOfType(doc: Y.Doc, type: SharedType): Container {
  if (type === doc.share.get('body')) return { kind: 'body' };
  if (type === doc.share.get('chips')) return { kind: 'chips' };
  if (type instanceof Y.XmlElement) return { kind: 'element', name: type.nodeName };
  return { kind: type instanceof Y.XmlText ? 'text' : 'unknown' };
}

function containerOf(struct: ScannedStruct): Container {
  if (struct.typeRef === typeRefs.xmlElement) return { kind: 'element', name: struct.name };
  return { kind: struct.typeRef === typeRefs.xmlText ? 'text' : 'unknown' };
}
