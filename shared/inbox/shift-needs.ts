/** What the change of shifts needs of a person (IB25, IB26, IB29). */
import { type Seat } from '../alliance/alliance.ts';
import { coveredBy, handoverGraceMs } from '../alliance/coverage.ts';
import { isPatientSide } from '../alliance/discipline.ts';
import { endingStretch, nextAfter, noteBefore } from '../alliance/handover.ts';
import { uncoveredStretch } from '../alliance/uncovered.ts';
import { type AllianceAsked, inSeat, nameOf, namedInSeat } from './alliance-asked.ts';
import { type HandOverItem, type NoteItem, type UncoveredItem } from './alliance-item.ts';
import { beginningOf } from './excerpt.ts';

/** So far ahead it is looked whether every seat is covered (IB29). Milliseconds. */
const uncoveredSoonMs = 12 * 60 * 60_000;

/** Notes to write and to read, and seats that nobody covers tonight. `owed`: the seats whose duties are the person's. */
export function shiftNeedsOf(
  asked: AllianceAsked,
  owed: readonly Seat[],
): readonly (HandOverItem | NoteItem | UncoveredItem)[] {
  return [
    ...asked.alliance.seats.flatMap((seat) => toHandOver(asked, seat)),
    ...owed.flatMap((seat) => noteFor(asked, seat)),
    ...uncovered(asked, owed),
  ];
}

/** Until the grace is over, and only for whoever does not stay in the seat. */
function toHandOver(asked: AllianceAsked, seat: Seat): readonly HandOverItem[] {
  const { personId, now } = asked;
  if (seat.invitation.state !== 'accepted' || isPatientSide(seat.role.disciplineKey)) return [];
  const row = endingStretch(seat.coverage, personId, now);
  if (row === undefined || row.handover !== undefined || row.isGivenBack) return [];
  const end = Date.parse(row.to);
  const nextName = nameOf(asked, nextAfter(seat.coverage, personId, end)?.personId);
  return [
    {
      reason: 'hand-over',
      ...inSeat(asked, seat),
      endsAt: row.to,
      until: new Date(end + handoverGraceMs).toISOString(),
      ...(nextName !== undefined && { nextName }),
      at: row.to,
    },
  ];
}

/** The newest note that somebody else has left in the seat, until one of those who came next has read it. */
function noteFor(asked: AllianceAsked, seat: Seat): readonly NoteItem[] {
  const { personId, now } = asked;
  const isHere = coveredBy(seat, now).some((row) => row.personId === personId);
  const row = noteBefore(seat.coverage, personId);
  if (!isHere || row?.handover === undefined || row.handover.seen !== undefined) return [];
  const { text, at } = row.handover;
  return [
    {
      reason: 'note',
      ...inSeat(asked, seat),
      by: namedInSeat(asked, { seatId: seat.id, personId: row.personId }),
      excerpt: beginningOf(text),
      at,
    },
  ];
}

/** For whoever keeps the team: lead and steward. */
function uncovered(asked: AllianceAsked, owed: readonly Seat[]): readonly UncoveredItem[] {
  const { alliance } = asked;
  const isKeeper = owed.some(({ isLead, isSteward }) => isLead || isSteward);
  if (!isKeeper || alliance.status !== 'active') return [];
  return alliance.seats.flatMap((seat) => gapIn(asked, seat) ?? []);
}

function gapIn(asked: AllianceAsked, seat: Seat): UncoveredItem | undefined {
  const { now } = asked;
  const gap = uncoveredStretch(seat, { now, until: now + uncoveredSoonMs });
  return (
    gap && {
      reason: 'uncovered',
      ...inSeat(asked, seat),
      ...(gap.to !== undefined && { until: gap.to }),
      at: gap.from,
    }
  );
}
