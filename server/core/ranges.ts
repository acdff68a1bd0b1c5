import { type DeletedRange, type UnitId } from './update-scan.ts';

/** Stretches of units, to be asked whether a unit is among them. */
export class Ranges {
  /** Ascending and apart. */
  readonly #ranges = new Map<number, DeletedRange[]>();

  /** Of each client in ascending order, as an update declares them; stretches that touch become one. */
  constructor(ranges: Iterable<DeletedRange>) {
    for (const range of ranges) this.#add(range);
  }

  /** Whether all of a stretch is among them. */
  covers(range: DeletedRange): boolean {
    const found = this.#find(range.client, range.clock);
    return found !== undefined && range.clock + range.length <= found.clock + found.length;
  }

  /** Whether a unit of a stretch is among them. */
  meets({ client, clock, length }: DeletedRange): boolean {
    if (this.#find(client, clock) !== undefined) return true;
    const next = this.#ranges.get(client)?.find((range) => range.clock > clock);
    return next !== undefined && next.clock < clock + length;
  }

  /** Every unit, one by one. */
  *units(): Generator<UnitId> {
    for (const ranges of this.#ranges.values())
      for (const { client, clock, length } of ranges)
        for (let at = clock; at < clock + length; at++) yield { client, clock: at };
  }

  #add(range: DeletedRange): void {
    const own = this.#ranges.get(range.client) ?? [];
    const last = own.at(-1);
    if (last !== undefined && last.clock + last.length === range.clock)
      own[own.length - 1] = { ...last, length: last.length + range.length };
    else own.push(range);
    this.#ranges.set(range.client, own);
  }

  #find(client: number, clock: number): DeletedRange | undefined {
    const own = this.#ranges.get(client) ?? [];
    let low = 0;
    let high = own.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const range = own[middle];
      if (range === undefined || clock < range.clock) high = middle - 1;
      else if (clock >= range.clock + range.length) low = middle + 1;
      else return range;
    }
    return undefined;
  }
}
