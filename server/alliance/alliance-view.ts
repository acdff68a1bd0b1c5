import { decide, rightIn, rightOfSeat } from '@alliance/shared/access/access-table';
import {
  abilitiesIn,
  abilitiesOnSeat,
  charterRightOf,
} from '@alliance/shared/access/alliance-access';
import {
  type Alliance,
  type Coverage,
  type HandoverNote,
  type Seat,
} from '@alliance/shared/alliance/alliance';
import { allianceGaps } from '@alliance/shared/alliance/alliance-gaps';
import {
  type AllianceSection,
  type AllianceView,
  type CharterSummary,
  type CoverView,
  type SeatView,
  type SignatureView,
} from '@alliance/shared/alliance/alliance-view';
import { coveredBy, coveredNext, seatsOf } from '@alliance/shared/alliance/coverage';
import { mayLookAt } from '@alliance/shared/alliance/decide-emergency';
import { invitationAt } from '@alliance/shared/alliance/invitation';
import { isInterprofessional, seatsToSign, signatureOf } from '@alliance/shared/alliance/standing';
import { type CarePlan, type Section } from '@alliance/shared/careplan/care-plan';
import { type Person, type PersonId } from '@alliance/shared/identity/person';

import { type PlanRecord } from '../storage/port.ts';

/** People by id, as far as they are needed for a view. */
export type People = ReadonlyMap<PersonId, Person>;

/** Whoever reads, and when. */
export interface AllianceReading {
  readonly record: PlanRecord;
  /** Everybody of {@link peopleIn}. */
  readonly people: People;
  readonly readerId: PersonId;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Everybody who has or had a seat in an alliance, or is or was asked to take one, without doubles. */
export function peopleIn(alliance: Alliance): readonly PersonId[] {
  const everybody = alliance.seats.flatMap(({ coverage, invitation: { asked, answer } }) => [
    ...coverage.map(({ personId }) => personId),
    ...[asked?.by, asked?.personId, answer?.personId].filter((id) => id !== undefined),
  ]);
  const signers = alliance.charter.signatures.map(({ personId }) => personId);
  return [...new Set([...everybody, ...signers])];
}

/** An alliance as its reader sees it at an instant: who covers each seat now, who is next, and what is missing. */
export function allianceView(reading: AllianceReading): AllianceView {
  const { record, readerId, now } = reading;
  const { alliance, plan } = record;
  const { id, version, name, purpose, status, activeSince, consent } = alliance;
  const sections = visibleSections(reading);
  const arranged = sections.map((section) => sectionView(reading, section));
  return {
    id,
    version,
    name,
    purpose,
    ...(sections.length > 0 && { preferredName: plan.patient.preferredName }),
    status,
    ...(activeSince !== undefined && { activeSince }),
    reviewBy: alliance.charter.agreements.reviewBy,
    isInterprofessional: isInterprofessional(alliance),
    planId: plan.id,
    ...(consent !== undefined && { consent }),
    sections: arranged,
    seats: alliance.seats.map((seat) => seatView(reading, seat, sections)),
    gaps: gapsShown(reading, arranged),
    charter: charterSummary(reading),
    mySeatIds: seatsOf(alliance, readerId, now).map((seat) => seat.id),
    abilities: [...abilitiesIn(alliance, readerId, now)],
    emergencies: emergenciesShown(reading),
  };
}

/** Why a section was changed says what stands in it: it is for who may read it, and not for a lead to whom it is closed. */
function emergenciesShown({
  record: { alliance },
  readerId: personId,
  now,
}: AllianceReading): AllianceView['emergencies'] {
  return alliance.emergencies
    .filter(({ sectionKey }) => rightIn({ alliance, personId, sectionKey, now }) !== 'none')
    .map((each) => Object.assign({ canSee: mayLookAt(alliance, each, { personId, now }) }, each));
}

/** What is missing; consent and signatures are asked for where they are given, and not twice. */
function gapsShown(
  { record: { alliance, plan }, now }: AllianceReading,
  sections: readonly AllianceSection[],
): string[] {
  const sectionKeys = plan.sections.map(({ key }) => key);
  return allianceGaps({ alliance, sectionKeys, sections, now })
    .filter(({ kind }) => kind !== 'no-consent' && kind !== 'unsigned')
    .map(({ text }) => text);
}

/** True for the seat of the demo's scripted colleague: it is shown as such and owns nothing. */
export function isSimulatedSeat(seat: Seat, people: People): boolean {
  return seat.coverage.some(({ personId }) => people.get(personId)?.isSimulated === true);
}

/** The sections of a plan that exist for a reader. Before consent nobody reads the plan, but whoever arranges it knows its sections by their names. */
export function visibleSections({
  record,
  readerId,
  now,
}: Omit<AllianceReading, 'people'>): CarePlan['sections'] {
  const { alliance, plan } = record;
  if (abilitiesIn(alliance, readerId, now).includes('manage')) return plan.sections;
  return plan.sections.filter(
    ({ key }) => rightIn({ alliance, personId: readerId, sectionKey: key, now }) !== 'none',
  );
}

function sectionView({ record, people }: AllianceReading, section: Section): AllianceSection {
  const { alliance } = record;
  const owners = alliance.seats
    .filter((seat) => seat.invitation.state === 'accepted' && !isSimulatedSeat(seat, people))
    .filter((seat) => decide(rightOfSeat(alliance, seat, section.key), 'section.edit').allowed)
    .toSorted((one, other) => Number(other.isLead) - Number(one.isLead));
  return {
    key: section.key,
    heading: section.heading,
    isRestricted: alliance.restricted.includes(section.key),
    owners: owners.map(({ role }) => role.title),
  };
}

function charterSummary({ record, readerId, now }: AllianceReading): CharterSummary {
  const { alliance } = record;
  const { documentId, revision, sealed } = alliance.charter;
  const toSign = seatsToSign(alliance);
  return {
    documentId,
    revision,
    access: charterRightOf(alliance, readerId, now),
    ...(sealed !== undefined && { sealed }),
    signed: toSign.filter((seat) => signatureOf(alliance, seat.id) !== undefined).length,
    toSign: toSign.length,
  };
}

function seatView(reading: AllianceReading, seat: Seat, sections: readonly Section[]): SeatView {
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
