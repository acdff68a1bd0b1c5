import { type PlanRecord, type World, type WorldDocument } from '@alliance/server/storage/port';
/** A world for measuring: as many sections as wanted, whose few people may all edit everywhere. No demo, no prose. */
import {
  type Alliance,
  type AllianceId,
  type Seat,
  type SeatId,
} from '@alliance/shared/alliance/alliance';
import { acceptedInvitation } from '@alliance/shared/alliance/invitation';
import { startingAgreements } from '@alliance/shared/alliance/starting-agreements';
import { type CarePlan, type PlanId, type Section } from '@alliance/shared/careplan/care-plan';
import { type DocumentId, type SectionId, sectionKeys } from '@alliance/shared/careplan/section';
import { reservedClientIDs } from '@alliance/shared/editor/section-document';
import { type Person, type PersonId } from '@alliance/shared/identity/person';

/** How many people there are. Client `n` of a run signs in as person `n` modulo this. */
export const peopleCount = 8;

const startedAt = '2026-01-01T00:00:00.000Z';

/** The name of a document's place in the world. */
export function documentName(document: number): DocumentId {
  return `load-${document}` as DocumentId;
}

/** The people of the world. */
export const people: readonly Person[] = Array.from({ length: peopleCount }, (_, index) => ({
  id: `person-${index}` as PersonId,
  name: `Person ${index}`,
  shortName: `Person ${index}`,
  isSimulated: false,
}));

/** Ten sections a plan, as the demonstration has: what was measured before can be compared. */
const keysOfPlan = sectionKeys.slice(0, 10);

/** A world with documents 0 to `documents - 1`, each holding the seed. */
export function createWorld(documents: number, seed: Uint8Array): World {
  const plans = Math.ceil(documents / keysOfPlan.length);
  return {
    people,
    plans: Array.from({ length: plans }, (_, plan) => createPlan(plan, documents)),
    documents: Array.from({ length: documents }, (_, document) => createDocument(document, seed)),
    looked: [],
    threads: [],
    threadReads: [],
  };
}

function createPlan(index: number, documents: number): PlanRecord {
  const first = index * keysOfPlan.length;
  const keys = keysOfPlan.slice(0, documents - first);
  const alliance: Alliance = {
    id: `alliance-${index}` as AllianceId,
    name: `Alliance ${index}`,
    purpose: 'Measuring.',
    status: 'active',
    activeSince: startedAt,
    version: 1,
    consent: {
      kind: 'waived',
      reason: 'Nobody is treated here.',
      at: startedAt,
      by: { seatId: `seat-${index}-0` as SeatId, personId: 'person-0' as PersonId },
    },
    charter: {
      documentId: `charter-${index}` as DocumentId,
      revision: 1,
      agreements: startingAgreements('2026-06-01'),
      signatures: [],
    },
    restricted: [],
    emergencies: [],
    seats: people.map((person, seat) => createSeat(person, `seat-${index}-${seat}`)),
  };
  return {
    alliance,
    plan: planOf(
      alliance,
      index,
      keys.map((key, at) => sectionOf(key, first + at)),
    ),
  };
}

function createSeat(person: Person, id: string): Seat {
  return {
    id: id as SeatId,
    role: {
      disciplineKey: 'physician',
      title: 'Physician',
      responsibilities: [],
      offers: [],
      needs: [],
    },
    isRequired: true,
    isLead: false,
    isSteward: false,
    invitation: acceptedInvitation,
    revision: 1,
    contact: 'none',
    coverage: [{ personId: person.id, from: startedAt, kind: 'primary' }],
    scope: sectionKeys.map((sectionKey) => ({ sectionKey, right: 'edit' })),
  };
}

function planOf(alliance: Alliance, index: number, sections: readonly Section[]): CarePlan {
  return {
    id: `plan-${index}` as PlanId,
    allianceId: alliance.id,
    title: `Plan ${index}`,
    status: 'active',
    patient: {
      name: `Patient ${index}`,
      preferredName: `Patient ${index}`,
      bornOn: '1960-01-01',
      identifier: `${index}`,
      needsInterpreter: false,
      allergies: [],
    },
    sections,
  };
}

function sectionOf(key: Section['key'], document: number): Section {
  return {
    id: `section-${document}` as SectionId,
    key,
    heading: `Section ${document}`,
    documentId: documentName(document),
  };
}

function createDocument(document: number, seed: Uint8Array): WorldDocument {
  const author = 'person-0' as PersonId;
  return {
    documentId: documentName(document),
    incarnation: `incarnation-${document}`,
    rows: [
      {
        payload: seed,
        format: 'yjs-update-v1',
        committedAt: startedAt,
        personId: author,
        authors: [author],
      },
    ],
    clients: [{ clientID: reservedClientIDs.seed, personId: author }],
  };
}
