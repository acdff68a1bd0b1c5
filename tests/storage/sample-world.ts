/** A small world for the storage's tests: two people, one alliance, one plan with two sections. */
import { type Alliance } from '@alliance/shared/alliance/alliance';
import { startingAgreements } from '@alliance/shared/alliance/starting-agreements';
import { type CarePlan } from '@alliance/shared/careplan/care-plan';
import { type DocumentId } from '@alliance/shared/careplan/section';
import { type Person, type PersonId } from '@alliance/shared/identity/person';

import {
  type AuditEntry,
  type NewLogRow,
  type Session,
  type World,
  type WorldDocument,
} from '../../server/storage/port.ts';

/** Who covers the physician's seat for one day. */
export const nurse = 'person-nurse' as PersonId;
/** Who has written every first row. */
export const physician = 'person-physician' as PersonId;
/** The document of the snapshot. */
export const textA = 'text-a' as DocumentId;
/** The document of mobility. */
export const textB = 'text-b' as DocumentId;

/** Both of them, the nurse first. */
export const people: readonly Person[] = [
  { id: nurse, name: 'Nora Nurse RN', shortName: 'Nora', isSimulated: false },
  { id: physician, name: 'Dr Phil Physician', shortName: 'Phil', isSimulated: true },
];

/** Two seats, with everything that a seat can have or lack. */
export const alliance = {
  id: 'alliance-1',
  name: 'Stroke alliance',
  purpose: 'Home safely.',
  status: 'active',
  activeSince: '2026-01-01T08:00:00.000Z',
  version: 1,
  consent: {
    kind: 'waived',
    reason: 'Nobody to ask.',
    at: '2026-01-01T08:00:00.000Z',
    by: { seatId: 'seat-physician', personId: physician },
  },
  charter: {
    documentId: 'text-charter',
    revision: 1,
    agreements: startingAgreements('2026-04-01'),
    signatures: [],
  },
  restricted: [],
  emergencies: [],
  seats: [
    {
      id: 'seat-physician',
      role: {
        disciplineKey: 'rehab-physician',
        title: 'Rehab physician',
        responsibilities: ['Leads'],
        offers: ['Answers within an hour'],
        needs: [],
      },
      isRequired: true,
      isLead: true,
      isSteward: false,
      invitation: { state: 'accepted' },
      revision: 1,
      contact: 'ext. 1',
      coverage: [
        { personId: physician, from: '2026-01-01T08:00:00.000Z', kind: 'primary' },
        {
          personId: nurse,
          from: '2026-01-02T08:00:00.000Z',
          to: '2026-01-02T20:00:00.000Z',
          kind: 'cover',
        },
      ],
      scope: [{ sectionKey: 'mobility', right: 'comment' }],
    },
    {
      id: 'seat-nurse',
      role: {
        disciplineKey: 'rehab-nurse',
        title: 'Rehab nurse',
        responsibilities: [],
        offers: [],
        needs: ['Orders in writing'],
      },
      isRequired: false,
      isLead: false,
      isSteward: true,
      invitation: { state: 'requested' },
      revision: 1,
      contact: '',
      coverage: [],
      scope: [],
    },
  ],
} as unknown as Alliance;

/** Its two sections. */
export const plan = {
  id: 'plan-1',
  allianceId: 'alliance-1',
  title: 'Plan after stroke',
  status: 'active',
  patient: {
    name: 'Elena',
    preferredName: 'Elena',
    bornOn: '1950-02-03',
    identifier: '17',
    language: 'Spanish',
    needsInterpreter: true,
    allergies: ['Allergy: penicillin'],
  },
  sections: [
    { id: 'section-a', key: 'snapshot', heading: 'Snapshot', documentId: textA },
    { id: 'section-b', key: 'mobility', heading: 'Mobility', documentId: textB },
  ],
} as unknown as CarePlan;

/** The charter's document: nobody has written in it. */
export const emptyCharter: WorldDocument = {
  documentId: alliance.charter.documentId,
  incarnation: 'charter-first',
  rows: [],
  clients: [],
};

/** Both documents of sections hold one row by the physician. */
export const sampleWorld: World = {
  people,
  plans: [{ alliance, plan }],
  documents: [
    ...[textA, textB].map((documentId) => ({
      documentId,
      incarnation: `${documentId}-first`,
      rows: [row(physician, [1, 2, 3], '2026-01-01T09:00:00.000Z')],
      clients: [{ clientID: 1, personId: physician }],
    })),
    emptyCharter,
  ],
  looked: [
    {
      personId: physician,
      planId: plan.id,
      at: '2026-01-01T10:00:00.000Z',
      heads: [{ documentId: textA, head: 1 }],
    },
  ],
  threads: [],
  threadReads: [],
};

/** A row as the sync server appends it. */
export function row(
  personId: PersonId,
  payload: readonly number[] | Uint8Array,
  committedAt = '2026-01-03T09:00:00.000Z',
): NewLogRow {
  return {
    payload: Uint8Array.from(payload),
    format: 'yjs-update-v1',
    committedAt,
    personId,
    seatId: 'seat-nurse',
    sessionRef: 'session-7',
    authors: [personId],
  };
}

/** An audit entry of any kind. */
export function audit(action: string, subjectId = 'subject'): AuditEntry {
  return { at: '2026-01-03T09:00:00.000Z', personId: nurse, action, subjectId };
}

/** A session of somebody, by its digest. */
export function sessionOf(personId: PersonId, secretDigest: string): Session {
  return {
    secretDigest,
    ref: `ref-${secretDigest}`,
    personId,
    kind: 'demo',
    createdAt: '2026-01-03T09:00:00.000Z',
    expiresAt: '2026-01-04T09:00:00.000Z',
  };
}
