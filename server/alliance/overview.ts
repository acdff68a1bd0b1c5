import { leadsIn, stewardsIn } from '@alliance/shared/access/alliance-access';
import { type Alliance } from '@alliance/shared/alliance/alliance';
import { type OverviewRow } from '@alliance/shared/alliance/alliance-view';
import { invitationAt } from '@alliance/shared/alliance/invitation';
import { seatsToSign, signatureOf } from '@alliance/shared/alliance/standing';
import { type Section } from '@alliance/shared/careplan/care-plan';
import { type DocumentId } from '@alliance/shared/careplan/section';
import { type Person, toPersonId } from '@alliance/shared/identity/person';

import { type PlanReader } from '../careplan/plan-reader.ts';
import { type PlanRecord, type Storage } from '../storage/port.ts';
import { allianceView, visibleSections } from './alliance-view.ts';
import { staleDays } from './limits.ts';

/** What an overview is read from. */
export interface OverviewSources {
  readonly storage: Pick<Storage, 'plansOf' | 'changesSince'>;
  readonly reader: Pick<PlanReader, 'peopleOf'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** What still lacks in every plan of which somebody is lead or steward, one row for each. Closed alliances lack nothing. */
export async function overviewOf(
  sources: OverviewSources,
  person: Person,
): Promise<readonly OverviewRow[]> {
  const now = sources.now();
  const records = await sources.storage.plansOf(person.id);
  const kept = records.filter(
    ({ alliance }) =>
      alliance.status !== 'closed' &&
      (leadsIn(alliance, person.id, now) || stewardsIn(alliance, person.id, now)),
  );
  const rows = await Promise.all(kept.map((record) => rowOf(sources, person, record)));
  return rows.filter((row) => row !== undefined);
}

/** Undefined where the plan does not exist for the reader yet: a steward before the patient's consent. */
async function rowOf(
  { storage, reader, now }: OverviewSources,
  person: Person,
  record: PlanRecord,
): Promise<OverviewRow | undefined> {
  const { alliance, plan } = record;
  const reading = { record, readerId: person.id, now: now() };
  const sections = visibleSections(reading);
  if (sections.length === 0) return undefined;
  const view = allianceView({ ...reading, people: await reader.peopleOf(alliance) });
  const changed = await lastChanges(storage, sections);
  const changedAt = [...changed.values()].toSorted().at(-1);
  const since = now() - staleDays * dayMs;
  return {
    planId: plan.id,
    allianceId: alliance.id,
    planTitle: plan.title,
    patientName: plan.patient.name,
    status: alliance.status,
    unsignedSeats: unsignedSeats(alliance),
    unfilledSeats: unfilledSeats(alliance, now()),
    sectionsWithoutOwner: view.sections
      .filter(({ owners }) => owners.length === 0)
      .map(({ heading }) => heading),
    staleSections: sections
      .filter(({ documentId }) => isBefore(changed.get(documentId) ?? alliance.activeSince, since))
      .map(({ heading }) => heading),
    ...(changedAt !== undefined && { changedAt }),
    reviewBy: alliance.charter.agreements.reviewBy,
  };
}

const dayMs = 24 * 60 * 60_000;

/** Titles of the seats that have accepted, and have yet to sign the charter as it was put forward last. */
function unsignedSeats(alliance: Alliance): readonly string[] {
  if (alliance.charter.sealed === undefined) return [];
  return seatsToSign(alliance)
    .filter(({ id, invitation }) => {
      return invitation.state === 'accepted' && signatureOf(alliance, id) === undefined;
    })
    .map(({ role }) => role.title);
}

function unfilledSeats({ seats }: Alliance, now: number): readonly string[] {
  return seats
    .filter(
      ({ isRequired, invitation }) => isRequired && invitationAt(invitation, now) !== 'accepted',
    )
    .map(({ role }) => role.title);
}

/** When each section was changed last, by anybody; a section that nobody has written in is not there. */
async function lastChanges(
  storage: Pick<Storage, 'changesSince'>,
  sections: readonly Section[],
): Promise<ReadonlyMap<DocumentId, string>> {
  const documentIds = sections.map(({ documentId }) => documentId);
  const changes = await storage.changesSince({ personId: nobody, documentIds });
  return new Map(
    changes.flatMap(({ documentId, changes: [last] }) =>
      last === undefined ? [] : [[documentId, last.at] as const],
    ),
  );
}

/** For whoever has never looked and written nothing, every change is one by others. */
const nobody = toPersonId('nobody');

function isBefore(at: string | undefined, instant: number): boolean {
  return at !== undefined && Date.parse(at) < instant;
}
