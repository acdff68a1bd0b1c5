import { decide, rightIn, rightOfSeat } from '@alliance/shared/access/access-table';
import { abilitiesIn, charterRightOf } from '@alliance/shared/access/alliance-access';
import { type Alliance } from '@alliance/shared/alliance/alliance';
import { allianceGaps } from '@alliance/shared/alliance/alliance-gaps';
import {
  type AllianceSection,
  type AllianceView,
  type CharterSummary,
} from '@alliance/shared/alliance/alliance-view';
import { seatsOf } from '@alliance/shared/alliance/coverage';
import { mayLookAt } from '@alliance/shared/alliance/decide-emergency';
import { isInterprofessional, seatsToSign, signatureOf } from '@alliance/shared/alliance/standing';
import { type CarePlan, type Section } from '@alliance/shared/careplan/care-plan';
import { type PersonId } from '@alliance/shared/identity/person';

import { type AllianceReading } from './alliance-reading.ts';
import { isSimulatedSeat, seatView } from './seat-view.ts';

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
