/** A seat as one of its alliance sees it. */
import { rightOfSeat } from '@alliance/shared/access/access-table';
import { abilitiesOnSeat } from '@alliance/shared/access/alliance-access';
import { type Coverage, type HandoverNote, type Seat } from '@alliance/shared/alliance/alliance';
import {
  type CoverView,
  type SeatView,
  type SignatureView,
} from '@alliance/shared/alliance/alliance-view';
import { coveredBy, coveredNext, seatsOf } from '@alliance/shared/alliance/coverage';
import { invitationAt } from '@alliance/shared/alliance/invitation';
import { type Section } from '@alliance/shared/careplan/care-plan';
import { type PersonId } from '@alliance/shared/identity/person';

import { type AllianceReading, type People } from './alliance-reading.ts';

/** True for the seat of the demo's scripted colleague: it is shown as such and owns nothing. */
export function isSimulatedSeat(seat: Seat, people: People): boolean {
  return seat.coverage.some(({ personId }) => people.get(personId)?.isSimulated === true);
}

/** A seat at an instant: what it stands for, who covers it, and what its reader may do with it. `sections`: those that exist for the reader. */
export function seatView(
  reading: AllianceReading,
  seat: Seat,
  sections: readonly Section[],
): SeatView {
  const { record, people, readerId, now } = reading;
  const { alliance } = record;
  const { role, isLead, isSteward, isRequired, contact, revision, invitation } = seat;
  const next = coveredNext(seat, now);
  // What was left in a seat is for those who sit there, and for nobody else: it is about the patient.
  const isTheirs = seatsOf(alliance, readerId, now).some(({ id }) => id === seat.id);
  const shown = (row: Coverage): CoverView => coverView(row, people, isTheirs);
  return {
    id: seat.id,
    revision,
    title: role.title,
    disciplineKey: role.disciplineKey,
    isLead,
    isSteward,
    isRequired,
    invitation: invitationAt(invitation, now),
    ...askedView(reading, seat),
    contact,
    responsibilities: role.responsibilities,
    offers: role.offers,
    needs: role.needs,
    rights: sections.map(({ key }) => ({
      sectionKey: key,
      right: rightOfSeat(alliance, seat, key),
    })),
    scope: seat.scope.filter(({ sectionKey }) => sections.some(({ key }) => key === sectionKey)),
    now: coveredBy(seat, now).map(shown),
    ...(next !== undefined && { next: shown(next) }),
    coverage: shownCoverage(seat, now).map(shown),
    ...signatureView(reading, seat),
    abilities: [...abilitiesOnSeat(alliance, seat, readerId, now)],
    ...(isSimulatedSeat(seat, people) && { isSimulated: true }),
  };
}

function askedView(
  { people }: AllianceReading,
  { invitation: { state, asked, answer } }: Seat,
): Pick<SeatView, 'asked' | 'declined'> {
  const name = (id: PersonId | undefined) => (id === undefined ? undefined : people.get(id)?.name);
  const askedName = name(asked?.personId);
  return {
    ...(asked !== undefined &&
      state === 'requested' && {
        asked: {
          byName: name(asked.by) ?? '',
          at: asked.at,
          expiresAt: asked.expiresAt,
          message: asked.message,
          ...(asked.personId !== undefined && { personId: asked.personId }),
          ...(askedName !== undefined && { name: askedName }),
        },
      }),
    ...(answer !== undefined &&
      state === 'declined' && {
        declined: {
          name: name(answer.personId) ?? '',
          at: answer.at,
          ...(answer.reason !== undefined && { reason: answer.reason }),
          ...(answer.recommendation !== undefined && { recommendation: answer.recommendation }),
        },
      }),
  };
}

function signatureView(
  { record, people }: AllianceReading,
  seat: Seat,
): { readonly signature?: SignatureView } {
  const { alliance } = record;
  const number = alliance.charter.sealed?.number;
  const last = alliance.charter.signatures.findLast(
    (each) => each.seatId === seat.id && each.number === number,
  );
  if (last === undefined) return {};
  const { meaning, note, at, personId } = last;
  return {
    signature: {
      number: last.number,
      name: people.get(personId)?.name ?? '',
      meaning,
      ...(note !== undefined && { note }),
      at,
    },
  };
}

/** What is not over, and the last stretch before: its handover note is for whoever came after it. */
function shownCoverage({ coverage }: Seat, now: number): readonly Coverage[] {
  const isOver = ({ to }: Coverage) => to !== undefined && Date.parse(to) <= now;
  const last = coverage
    .filter(isOver)
    .toSorted((one, other) => Date.parse(one.to ?? '') - Date.parse(other.to ?? ''))
    .at(-1);
  return coverage.filter((row) => !isOver(row) || row === last);
}

function coverView(row: Coverage, people: People, isTheirs: boolean): CoverView {
  return {
    personId: row.personId,
    name: people.get(row.personId)?.name ?? '',
    kind: row.kind,
    from: row.from,
    ...(row.to !== undefined && { to: row.to }),
    ...(isTheirs && row.handover !== undefined && { handover: handoverView(row.handover) }),
  };
}

function handoverView({ text, at, seen }: HandoverNote): NonNullable<CoverView['handover']> {
  return { text, at, ...(seen !== undefined && { isSeen: true }) };
}
