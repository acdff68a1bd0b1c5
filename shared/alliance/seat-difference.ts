import { type SectionRight } from '../access/section-right.ts';
import { type SectionKey } from '../careplan/section.ts';
import { canonicalJson } from './canonical-json.ts';
import { type CharterChange } from './charter-change.ts';
import { type CharterContent, type CharterSeat } from './charter.ts';

/** What changed in the seats of a charter: new and changed ones in their order, then those that are gone. */
export function seatDifference(
  one: CharterContent,
  other: CharterContent,
): readonly CharterChange[] {
  const gone = one.seats.filter((seat) =>
    other.seats.every(({ seatId }) => seatId !== seat.seatId),
  );
  return [
    ...other.seats.flatMap((seat): readonly CharterChange[] => {
      const before = one.seats.find(({ seatId }) => seatId === seat.seatId);
      const { seatId, title } = seat;
      return before === undefined
        ? [{ what: 'seat-added', seatId, title }]
        : changesOfSeat(before, seat);
    }),
    ...gone.map(({ seatId, title }) => ({ what: 'seat-removed' as const, seatId, title })),
  ];
}

function changesOfSeat(one: CharterSeat, other: CharterSeat): readonly CharterChange[] {
  if (canonicalJson(one) === canonicalJson(other)) return [];
  const { seatId, title } = other;
  const changes: CharterChange[] = [];
  if (one.title !== title)
    changes.push({ what: 'seat-title', seatId, before: one.title, after: title });
  const [before, after] = [one.disciplineKey, other.disciplineKey];
  if (before !== after) changes.push({ what: 'seat-discipline', seatId, before, after });
  for (const mark of ['isLead', 'isSteward', 'isRequired'] as const)
    if (one[mark] !== other[mark])
      changes.push({ what: 'seat-mark', seatId, title, mark, isNow: other[mark] });
  return [...changes, ...lineChanges(one, other), ...scopeChanges(one, other)];
}

function lineChanges(one: CharterSeat, other: CharterSeat): readonly CharterChange[] {
  const { seatId, title } = other;
  return (['responsibilities', 'offers', 'needs'] as const).flatMap((list) => {
    const added = other[list].filter((line) => !one[list].includes(line));
    const removed = one[list].filter((line) => !other[list].includes(line));
    if (added.length === 0 && removed.length === 0) return [];
    return [{ what: 'seat-lines' as const, seatId, title, list, added, removed }];
  });
}

function scopeChanges(one: CharterSeat, other: CharterSeat): readonly CharterChange[] {
  const { seatId, title } = other;
  const keys = new Set([...one.scope, ...other.scope].map(({ sectionKey }) => sectionKey));
  return [...keys].flatMap((sectionKey) => {
    const [before, after] = [rightOf(one, sectionKey), rightOf(other, sectionKey)];
    if (before === after) return [];
    const sides = { ...(before && { before }), ...(after && { after }) };
    return [{ what: 'scope' as const, seatId, title, sectionKey, ...sides }];
  });
}

function rightOf({ scope }: CharterSeat, key: SectionKey): SectionRight | undefined {
  return scope.find(({ sectionKey }) => sectionKey === key)?.right;
}
