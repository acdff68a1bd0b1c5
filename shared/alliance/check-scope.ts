/** Which rights a seat can be given (AL13, AL14, D8). */
import { defaultRight, rightOfSeat } from '../access/access-table.ts';
import { type SectionRight, strongerRight, weakerRight } from '../access/section-right.ts';
import { type SectionKey } from '../careplan/section.ts';
import { type PersonId } from '../identity/person.ts';
import { type AllianceRefusalReason } from './alliance-refusals.ts';
import { type Alliance, type ScopeRule, type Seat } from './alliance.ts';
import { seatsOf } from './coverage.ts';

/** Why a scope cannot be given, if so. */
export function checkScope(request: {
  readonly alliance: Pick<Alliance, 'restricted'>;
  /** As it is now; its scope is what it has. */
  readonly seat: Seat;
  readonly scope: readonly ScopeRule[];
  /** The sections of the plan. */
  readonly sectionKeys: readonly SectionKey[];
  /** What whoever gives it has in a section themself. */
  readonly own: (sectionKey: SectionKey) => SectionRight;
}): AllianceRefusalReason | undefined {
  const { alliance, seat, scope, sectionKeys, own } = request;
  const keys = scope.map(({ sectionKey }) => sectionKey);
  if (new Set(keys).size < keys.length) return 'section-twice';
  if (keys.some((key) => !sectionKeys.includes(key))) return 'section-not-there';
  const isAbove = ({ sectionKey, right }: ScopeRule): boolean => {
    const most = [
      defaultRight(seat.role.disciplineKey, sectionKey),
      rightOfSeat(alliance, seat, sectionKey),
      own(sectionKey),
    ].reduce(strongerRight);
    return isStronger(right, most);
  };
  return scope.some(isAbove) ? 'right-above-yours' : undefined;
}

/** Whether the first right lets more than the second. */
export function isStronger(one: SectionRight, other: SectionRight): boolean {
  return one !== other && weakerRight(one, other) === other;
}

/** The strongest right that somebody's seats give them in a section at an instant, whatever the state of the alliance. */
export function heldRight(
  alliance: Alliance,
  personId: PersonId,
  sectionKey: SectionKey,
  now: number,
): SectionRight {
  return seatsOf(alliance, personId, now)
    .map((seat) => rightOfSeat(alliance, seat, sectionKey))
    .reduce(strongerRight, 'none');
}
