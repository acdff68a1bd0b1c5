import { type Standing, type Visitor } from '@alliance/server/sync/ports';
/** Who is on the ward, what they may do, and where that is kept. */
import { type SectionRight } from '@alliance/shared/access/section-right';
import { type DocumentId } from '@alliance/shared/careplan/section';
import { type Person, type PersonId } from '@alliance/shared/identity/person';

import { type DocumentName, documentIdOf, documents } from '../sync/sync-world.ts';

/** The people of a run. Mallory is signed in and has her rights, and her program keeps to no rule. */
export const people = ['nora', 'phil', 'theo', 'ruth', 'mallory'] as const;

/** One of {@link people}. */
export type PersonName = (typeof people)[number];

/** A right, and when the clock takes it back. */
export interface Granted {
  readonly right: SectionRight;
  readonly until?: number;
}

/** The one plan of a run. */
export const planId = 'plan-1';

const edit: Granted = { right: 'edit' };
const read: Granted = { right: 'read' };
const none: Granted = { right: 'none' };

/** Rights as they are stored. The hidden section is nobody's to write, and few people's to read. */
export class StoredRights {
  readonly #granted = new Map<string, Granted>();
  readonly #signedOut = new Set<PersonName>();

  constructor() {
    for (const name of ['nora', 'phil'] as const) {
      this.grant(name, 'snapshot-1', edit);
      this.grant(name, 'mobility-1', edit);
    }
    this.grant('nora', 'hidden-1', read);
    this.grant('theo', 'snapshot-1', read);
    this.grant('theo', 'mobility-1', edit);
    this.grant('ruth', 'snapshot-1', read);
    this.grant('ruth', 'mobility-1', read);
    this.grant('mallory', 'snapshot-1', edit);
    this.grant('mallory', 'mobility-1', read);
    this.grant('mallory', 'hidden-1', read);
  }

  /** Stores a right. */
  grant(name: PersonName, document: DocumentName, granted: Granted): void {
    this.#granted.set(`${name} ${document}`, granted);
  }

  /** What somebody may do in a document at an instant. */
  rightAt(name: string, documentId: string, now: number): SectionRight {
    const { right, until = Infinity } = this.#granted.get(`${name} ${documentId}`) ?? none;
    return right === 'edit' && now >= until ? 'read' : right;
  }

  /** The same as the server hears it. */
  standingAt(name: string, documentId: string, now: number): Standing | undefined {
    const right = this.rightAt(name, documentId, now);
    if (right === 'none') return undefined;
    const until = this.#granted.get(`${name} ${documentId}`)?.until;
    const ends = right === 'edit' && until !== undefined && { until: { at: until, isEnd: true } };
    return { right, seatId: `seat-${name}`, disciplineKey: 'rehab-nurse', planId, ...ends };
  }

  /** Signs somebody out, or in again. */
  sign(name: PersonName, way: 'in' | 'out'): void {
    if (way === 'out') this.#signedOut.add(name);
    else this.#signedOut.delete(name);
  }

  /** Whether somebody has a living session. */
  isSignedIn(name: PersonName): boolean {
    return !this.#signedOut.has(name);
  }
}

/** A person by name. */
export function personOf(name: PersonName): Person {
  return { id: idOf(name), name, shortName: name, isSimulated: false };
}

/** The id of a person. */
export function idOf(name: PersonName): PersonId {
  return name as string as PersonId;
}

/** Somebody with their session. */
export function visitorOf(name: PersonName): Visitor {
  const session = {
    secretDigest: name,
    ref: `session-${name}`,
    personId: idOf(name),
    kind: 'demo',
    createdAt: '2026-03-01T00:00:00.000Z',
    expiresAt: '2027-03-01T00:00:00.000Z',
  } as const;
  return { session, person: personOf(name) };
}

/** All documents, by their ids. */
export const documentIds: readonly DocumentId[] = documents.map(documentIdOf);
