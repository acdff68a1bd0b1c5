/**
 * What one update shows of its author's own list: which units stood side by side there when the author wrote between
 * them. Whoever writes in one go knows each neighbour that they made themselves.
 */
import { type ScannedStruct, type UnitId } from './update-scan.ts';

/** A neighbour: a unit, or the end of the list on that side. */
export type Neighbour = UnitId | null;

/** The stretches of lists that one update has written, in the order in which it wrote them. */
export class AuthorList {
  readonly #after = new UnitMap();
  readonly #before = new UnitMap();
  readonly #first = new Map<object, UnitId>();
  readonly #last = new Map<object, UnitId>();
  readonly #structAt: (id: UnitId) => ScannedStruct | undefined;

  /** `structAt`: the struct of this update that holds a unit. */
  constructor(structAt: (id: UnitId) => ScannedStruct | undefined) {
    this.#structAt = structAt;
  }

  /** Whether two units stood side by side in a list when something was written between them; undefined when the update does not show it. */
  wereNeighbours(left: Neighbour, right: Neighbour, list: object): boolean | undefined {
    const after = this.#rightOf(left, list);
    if (after !== undefined) return isSame(after, right);
    const before = this.#leftOf(right, list);
    return before === undefined ? undefined : isSame(before, left);
  }

  /** A struct was written between its neighbours. */
  write(struct: ScannedStruct, list: object): void {
    const { origin, rightOrigin, client, clock, length } = struct;
    const first = { client, clock };
    const last = length === 1 ? first : { client, clock: clock + length - 1 };
    if (origin === undefined) this.#first.set(list, first);
    else this.#after.set(origin, first);
    if (rightOrigin === undefined) this.#last.set(list, last);
    else this.#before.set(rightOrigin, last);
    this.#before.set(first, origin ?? null);
    this.#after.set(last, rightOrigin ?? null);
  }

  #rightOf(unit: Neighbour, list: object): Neighbour | undefined {
    if (unit === null) return this.#first.get(list);
    const written = this.#after.get(unit);
    if (written !== undefined) return written;
    const struct = this.#structAt(unit);
    const isInside = struct !== undefined && unit.clock + 1 < struct.clock + struct.length;
    return isInside ? { client: unit.client, clock: unit.clock + 1 } : undefined;
  }

  #leftOf(unit: Neighbour, list: object): Neighbour | undefined {
    if (unit === null) return this.#last.get(list);
    const written = this.#before.get(unit);
    if (written !== undefined) return written;
    const struct = this.#structAt(unit);
    const isInside = struct !== undefined && unit.clock > struct.clock;
    return isInside ? { client: unit.client, clock: unit.clock - 1 } : undefined;
  }
}

function isSame(one: Neighbour, other: Neighbour): boolean {
  return one?.client === other?.client && one?.clock === other?.clock;
}

/** Neighbours by unit. What is written in one go has clocks in a row: they lie in small pages, so that few keys are hashed. */
class UnitMap {
  readonly #clients = new Map<number, Map<number, (Neighbour | undefined)[]>>();
  #client = -1;
  #pageAt = -1;
  #page: (Neighbour | undefined)[] = [];

  get({ client, clock }: UnitId): Neighbour | undefined {
    const page =
      client === this.#client && clock >> pageBits === this.#pageAt
        ? this.#page
        : this.#clients.get(client)?.get(clock >> pageBits);
    return page?.[clock & pageMask];
  }

  set({ client, clock }: UnitId, neighbour: Neighbour): void {
    const pageAt = clock >> pageBits;
    if (client !== this.#client || pageAt !== this.#pageAt) this.#turnTo(client, pageAt);
    this.#page[clock & pageMask] = neighbour;
  }

  #turnTo(client: number, pageAt: number): void {
    let pages = this.#clients.get(client);
    if (pages === undefined) this.#clients.set(client, (pages = new Map()));
    let page = pages.get(pageAt);
    if (page === undefined) pages.set(pageAt, (page = Array.from({ length: 1 << pageBits })));
    this.#client = client;
    this.#pageAt = pageAt;
    this.#page = page;
  }
}

/** Clocks are below 2³¹: their shifts are exact. Pages are small, because clocks need not lie in a row. */
const pageBits = 4;
const pageMask = (1 << pageBits) - 1;
