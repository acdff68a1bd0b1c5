import { decide, rightOfSeat } from '@alliance/shared/access/access-table';
import { type SectionAccess } from '@alliance/shared/access/section-right';
import { type Alliance } from '@alliance/shared/alliance/alliance';
import { seatsOf } from '@alliance/shared/alliance/coverage';
import { gapsOf } from '@alliance/shared/alliance/gaps';
import { type Section, planStatusWith } from '@alliance/shared/careplan/care-plan';
import { nowRowsOf } from '@alliance/shared/careplan/now';
import {
  type PlanSummary,
  type PlanView,
  type SectionOwner,
  type SectionView,
  presentShownMax,
} from '@alliance/shared/careplan/plan-view';
import { quotesOf } from '@alliance/shared/careplan/quotes';
import { renderSection } from '@alliance/shared/editor/render';
import { schemaVersion } from '@alliance/shared/editor/schema';
import { type Person, type PersonId } from '@alliance/shared/identity/person';

import { readableSections } from '../access/admission.ts';
import { type People } from '../alliance/alliance-reading.ts';
import { allianceView, peopleIn } from '../alliance/alliance-view.ts';
import { isSimulatedSeat } from '../alliance/seat-view.ts';
import {
  DamagedDocument,
  type DocumentChanges,
  type PlanRecord,
  type Storage,
} from '../storage/port.ts';
import { type SyncServer } from '../sync/ports.ts';
import { sectionChange } from './section-change.ts';

/** Reads plans for one person: everything it gives is cut to what they may see. */
export interface PlanReader {
  /** The plans that a person takes part in now. */
  summaries(person: Person): Promise<readonly PlanSummary[]>;
  /** One plan, with the committed text of every section that the person may see. */
  view(person: Person, record: PlanRecord): Promise<PlanView>;
  /** The people of an alliance, by id. */
  peopleOf(alliance: Alliance): Promise<People>;
}

/** What plans are read from. */
export interface PlanSources {
  readonly storage: Pick<Storage, 'plansOf' | 'people' | 'changesSince' | 'lookedAt'>;
  readonly sync: Pick<SyncServer, 'read' | 'peopleOn'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** A reader over the records and the committed documents. */
export function createPlanReader(sources: PlanSources): PlanReader {
  const { storage, now } = sources;

  async function peopleOf(alliance: Alliance): Promise<People> {
    const people = await storage.people(peopleIn(alliance));
    return new Map<PersonId, Person>(people.map((person) => [person.id, person]));
  }

  return {
    peopleOf,

    async summaries(person) {
      const records = await storage.plansOf(person.id);
      const mine = records.filter((record) => readableSections(record, person, now()).length > 0);
      return Promise.all(mine.map((record) => summaryOf(sources, person, record)));
    },

    async view(person, record) {
      const people = await peopleOf(record.alliance);
      const lookedAt = await storage.lookedAt(person.id, record.plan.id);
      return {
        id: record.plan.id,
        title: record.plan.title,
        status: planStatusWith[record.alliance.status],
        schema: schemaVersion,
        patient: record.plan.patient,
        alliance: allianceView({ record, people, readerId: person.id, now: now() }),
        mySeatIds: seatsOf(record.alliance, person.id, now()).map(({ id }) => id),
        sections: await sectionsOf(sources, { person, record, people }),
        ...(lookedAt !== undefined && { lookedAt }),
      };
    },
  };
}

async function summaryOf(
  { storage, sync, now }: PlanSources,
  person: Person,
  { alliance, plan }: PlanRecord,
): Promise<PlanSummary> {
  const sections = readableSections({ alliance, plan }, person, now());
  const documentIds = sections.map(({ section }) => section.documentId);
  const changes = await storage.changesSince({ personId: person.id, documentIds });
  return {
    id: plan.id,
    title: plan.title,
    status: planStatusWith[alliance.status],
    alliance: { id: alliance.id, name: alliance.name, status: alliance.status },
    patientName: plan.patient.name,
    mySeatTitle: seatsOf(alliance, person.id, now())[0]?.role.title ?? '',
    unseenSections: changes.filter((each) => each.changes.length > 0).length,
    present: sync
      .peopleOn(plan.id, presentShownMax + 1)
      .filter(({ personId }) => personId !== person.id)
      .slice(0, presentShownMax),
    gaps: gapsOf(alliance, now()),
  };
}

interface Reading {
  readonly person: Person;
  readonly record: PlanRecord;
  readonly people: People;
}

async function sectionsOf(sources: PlanSources, reading: Reading): Promise<readonly SectionView[]> {
  const readable = readableSections(reading.record, reading.person, sources.now());
  const changes = await sources.storage.changesSince({
    personId: reading.person.id,
    documentIds: readable.map(({ section }) => section.documentId),
  });
  const byDocument = new Map(changes.map((each) => [each.documentId, each]));
  return Promise.all(
    readable.map(({ section, access }) =>
      sectionView(sources, reading, {
        section,
        access,
        changes: byDocument.get(section.documentId),
      }),
    ),
  );
}

interface SectionPart {
  readonly section: Section;
  readonly access: SectionAccess;
  readonly changes: DocumentChanges | undefined;
}

async function sectionView(
  { sync }: PlanSources,
  reading: Reading,
  part: SectionPart,
): Promise<SectionView> {
  const { record, people } = reading;
  const { section, access, changes } = part;
  const changed = sectionChange(changes, record.alliance, people);
  return {
    id: section.id,
    key: section.key,
    heading: section.heading,
    documentId: section.documentId,
    access,
    owners: ownersOf(record.alliance, people, section),
    ...(await committedText(sync, section)),
    ...(takesColleague(reading, part) && { takesColleague: true }),
    ...(changed !== undefined && { changed }),
  };
}

type CommittedText = Pick<SectionView, 'rendered' | 'now' | 'quotes' | 'isDamaged'>;

/** A damaged section is said to be damaged; the rest of the plan stays readable (CP6). */
async function committedText(
  sync: Pick<SyncServer, 'read'>,
  section: Section,
): Promise<CommittedText> {
  try {
    const committed = await sync.read(section.documentId);
    if (committed === undefined)
      return { rendered: { head: 0, html: '' }, now: noRows, quotes: [] };
    const rendered = { head: committed.head, html: renderSection(committed.section) };
    return {
      rendered,
      now: nowRowsOf(section.key, committed.section),
      quotes: quotesOf(committed.section),
    };
  } catch (error) {
    if (!(error instanceof DamagedDocument)) throw error;
    return { rendered: { head: 0, html: damagedHtml }, now: noRows, quotes: [], isDamaged: true };
  }
}

const noRows = { precautions: [], calls: [] } as const;

const damagedHtml =
  '<p>This section cannot be shown: what is stored does not verify. It was not changed. Tell whoever runs the server, and use the printed plan until then.</p>';

function ownersOf(alliance: Alliance, people: People, section: Section): readonly SectionOwner[] {
  return alliance.seats
    .filter((seat) => seat.invitation.state === 'accepted' && !isSimulatedSeat(seat, people))
    .filter((seat) => decide(rightOfSeat(alliance, seat, section.key), 'section.edit').allowed)
    .toSorted((one, other) => Number(other.isLead) - Number(one.isLead))
    .map((seat) => ({
      seatId: seat.id,
      title: seat.role.title,
      disciplineKey: seat.role.disciplineKey,
    }));
}

/** As the demo's own route decides it: the charter counts, for the colleague and for whoever would ask (DM7). */
function takesColleague({ record, people }: Reading, { section, access }: SectionPart): boolean {
  return (
    decide(access, 'section.suggest').allowed &&
    record.alliance.seats
      .filter((seat) => seat.invitation.state === 'accepted' && isSimulatedSeat(seat, people))
      .some(
        (seat) => decide(rightOfSeat(record.alliance, seat, section.key), 'section.edit').allowed,
      )
  );
}
