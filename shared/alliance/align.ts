/** One place of two lists laid side by side: in both, or in one of them. Numbers are places in the lists. */
export interface Aligned {
  readonly before?: number;
  readonly after?: number;
}

/** The longest lists that are compared place by place, as a product; longer ones count as replaced. */
const placesMax = 4_000_000;

/** Lays two lists side by side so that as much as possible of them stands opposite its equal, in order. */
export function align(before: readonly string[], after: readonly string[]): readonly Aligned[] {
  const head = commonHead(before, after);
  const tail = commonHead(before.slice(head).toReversed(), after.slice(head).toReversed());
  const middle = alignMiddle(
    before.slice(head, before.length - tail),
    after.slice(head, after.length - tail),
  );
  return [
    ...range(head).map((place) => ({ before: place, after: place })),
    ...middle.map((pair) => shifted(pair, head)),
    ...range(tail).map((place) => ({
      before: before.length - tail + place,
      after: after.length - tail + place,
    })),
  ];
}

function commonHead(one: readonly string[], other: readonly string[]): number {
  const end = Math.min(one.length, other.length);
  for (let place = 0; place < end; place++) if (one[place] !== other[place]) return place;
  return end;
}

function alignMiddle(before: readonly string[], after: readonly string[]): readonly Aligned[] {
  if (before.length * after.length > placesMax)
    return [
      ...range(before.length).map((place) => ({ before: place })),
      ...range(after.length).map((place) => ({ after: place })),
    ];
  return walk(before, after, lengths(before, after));
}

/** `lengths[i][j]`: how much the lists from `i` and from `j` on have in common. */
function lengths(before: readonly string[], after: readonly string[]): readonly Uint16Array[] {
  const rows = range(before.length + 1).map(() => new Uint16Array(after.length + 1));
  for (let one = before.length - 1; one >= 0; one--)
    for (let other = after.length - 1; other >= 0; other--) {
      const row = rows[one];
      if (row === undefined) continue;
      row[other] =
        before[one] === after[other]
          ? at(rows, one + 1, other + 1) + 1
          : Math.max(at(rows, one + 1, other), at(rows, one, other + 1));
    }
  return rows;
}

/** What goes stands before what comes. */
function walk(
  before: readonly string[],
  after: readonly string[],
  rows: readonly Uint16Array[],
): readonly Aligned[] {
  const pairs: Aligned[] = [];
  let one = 0;
  let other = 0;
  while (one < before.length || other < after.length) {
    const isBoth = one < before.length && other < after.length && before[one] === after[other];
    const isGone = other >= after.length || at(rows, one + 1, other) >= at(rows, one, other + 1);
    if (isBoth) pairs.push({ before: one++, after: other++ });
    else if (one < before.length && isGone) pairs.push({ before: one++ });
    else pairs.push({ after: other++ });
  }
  return pairs;
}

function at(rows: readonly Uint16Array[], one: number, other: number): number {
  return rows[one]?.[other] ?? 0;
}

function shifted({ before, after }: Aligned, by: number): Aligned {
  return {
    ...(before !== undefined && { before: before + by }),
    ...(after !== undefined && { after: after + by }),
  };
}

function range(length: number): readonly number[] {
  return Array.from({ length }, (_, place) => place);
}
