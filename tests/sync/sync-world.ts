/**
 * A small language for tests of the sync server: people with rights that a test may change, a real HTTP server on a
 * free port, a real storage. Everything is closed at the end of the test that asked for it.
 */
import { randomInt } from 'node:crypto';
import { type Server, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';

import { createMemoryStorage } from '@alliance/server/storage/memory';
import {
  type NewLogRow,
  type PlanRecord,
  type Replayer,
  type Storage,
  StorageFailed,
  type World,
} from '@alliance/server/storage/port';
import {
  type Admission,
  type Standing,
  type StandingEnd,
  type SyncServer,
  type Visitor,
} from '@alliance/server/sync/ports';
import { type SyncServerOptions, createSyncServer } from '@alliance/server/sync/sync-server';
import { type SectionRight } from '@alliance/shared/access/section-right';
import { type CarePlan } from '@alliance/shared/careplan/care-plan';
import { type DocumentId } from '@alliance/shared/careplan/section';
import {
  bodyOf,
  createSectionDocument,
  reservedClientIDs,
} from '@alliance/shared/editor/section-document';
import { type Person, type PersonId } from '@alliance/shared/identity/person';
import { onTestFinished } from 'vitest';
import * as Y from 'yjs';

import { alliance } from '../support/alliances.ts';

/** The people of these tests; a cookie is their key. */
export const names = ['nora', 'phil', 'theo'] as const;

/** One of {@link names}. */
export type Name = (typeof names)[number];

/** The documents of the one plan, with one seeded block each. */
export const documents = ['snapshot-1', 'mobility-1', 'hidden-1'] as const;

/** One of {@link documents}. */
export type DocumentName = (typeof documents)[number];

/** What people may do and whether they are signed in: a test changes it as it goes. */
export interface Rights {
  readonly rights: Record<Name, Record<DocumentName, SectionRight>>;
  readonly signedIn: Set<Name>;
  /** People about whom every question is answered with an error. */
  readonly unknown: Set<Name>;
  /** Other seats than the usual ones, and other disciplines. */
  readonly seats: Map<Name, { readonly seatId: string; readonly disciplineKey: string }>;
  /** What the clock does to somebody's standing everywhere. */
  readonly until: Map<Name, StandingEnd>;
  /** What the admission says of its records: see `Admission.version`. */
  version: number | undefined;
  /** Who was asked about since the test last emptied it. */
  readonly asked: Name[];
  /** While set, what was found out about somebody's standing waits for it before it is told. */
  hold: (() => Promise<void>) | undefined;
}

/** Physician and nurse edit, the therapist reads; nobody but the nurse sees the hidden section. */
export function usualRights(): Rights {
  const professional = { 'snapshot-1': 'edit', 'mobility-1': 'edit', 'hidden-1': 'none' } as const;
  const reader = { 'snapshot-1': 'read', 'mobility-1': 'comment', 'hidden-1': 'none' } as const;
  return {
    rights: {
      nora: { ...professional, 'hidden-1': 'edit' },
      phil: { ...professional },
      theo: { ...reader },
    },
    signedIn: new Set(names),
    unknown: new Set(),
    seats: new Map(),
    until: new Map(),
    version: undefined,
    asked: [],
    hold: undefined,
  };
}

/** A running sync server with everything a test may touch. */
export interface SyncWorld extends Rights {
  /** `ws://127.0.0.1:<port>` */
  readonly url: string;
  readonly port: number;
  readonly origin: string;
  readonly sync: SyncServer;
  readonly storage: Storage;
  /** Events that the server logged, in order. */
  readonly logged: string[];
  /** Replaces the server by a new one over the same storage and the same port, as after a crash: what was only in memory is gone. */
  restart(): Promise<void>;
  /** The same, with every document as it was in the beginning: an older state of the data was put back by hand. */
  putBack(): Promise<void>;
}

/** Parts that a test brings along. */
export interface WorldParts {
  readonly storage?: Storage;
  readonly replayer?: Replayer;
  readonly now?: () => number;
  readonly later?: NonNullable<SyncServerOptions['later']>;
  readonly measures?: NonNullable<SyncServerOptions['measures']>;
  readonly timing?: NonNullable<SyncServerOptions['timing']>;
  readonly inspect?: NonNullable<SyncServerOptions['inspect']>;
}

/** Starts a world. */
export async function startWorld(parts: WorldParts = {}): Promise<SyncWorld> {
  const storage = parts.storage ?? createMemoryStorage();
  if (await storage.isEmpty()) await storage.replaceWorld(seededWorld(), audit);
  const rights = usualRights();
  const logged: string[] = [];
  const start = async (wanted: number) => await listen(wanted, { parts, storage, rights, logged });
  let running = await start(0);
  const { port } = running;
  onTestFinished(async () => {
    await running.close();
    await storage.close();
  });
  const again = async (meanwhile: () => Promise<unknown>): Promise<void> => {
    await running.close();
    await meanwhile();
    running = await start(port);
    Object.assign(world, { sync: running.sync });
  };
  const world: SyncWorld = Object.assign(rights, {
    url: `ws://127.0.0.1:${port}`,
    origin: `http://127.0.0.1:${port}`,
    port,
    storage,
    logged,
    sync: running.sync,
    restart: () => again(async () => undefined),
    putBack: () => again(() => storage.replaceWorld(seededWorld(), audit)),
  });
  return world;
}

interface Running {
  readonly port: number;
  readonly sync: SyncServer;
  close(): Promise<void>;
}

interface Ingredients {
  readonly parts: WorldParts;
  readonly storage: Storage;
  readonly rights: Rights;
  readonly logged: string[];
}

async function listen(wanted: number, ingredients: Ingredients): Promise<Running> {
  const { parts, storage, rights, logged } = ingredients;
  const server = createServer((_request, response) => response.end());
  await new Promise<void>((resolve) => server.listen(wanted, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const log = (_fields: unknown, event: string) => logged.push(event);
  const sync = createSyncServer({
    server,
    storage,
    admission: admissionOf(rights, storage),
    replayer: parts.replayer ?? alwaysEqual,
    allowsOrigin: (origin) => origin === undefined || origin === `http://127.0.0.1:${port}`,
    now: parts.now ?? Date.now,
    random: () => randomInt(2 ** 32 - 1),
    logger: { info: log, warn: log, error: log },
    ...(parts.later && { later: parts.later }),
    ...(parts.measures && { measures: parts.measures }),
    ...(parts.timing && { timing: parts.timing }),
    ...(parts.inspect && { inspect: parts.inspect }),
  });
  return { port, sync, close: async () => await closeBoth(sync, server) };
}

async function closeBoth(sync: SyncServer, server: Server): Promise<void> {
  await sync.close();
  await new Promise((resolve) => server.close(resolve));
}

const alwaysEqual: Replayer = {
  verify: async () => 'equal',
  close: async () => undefined,
};

function admissionOf(world: Rights, storage: Storage): Admission {
  const { rights, signedIn, unknown, seats, until, asked } = world;
  const standingOf = (name: Name, right: SectionRight): Standing | undefined => {
    if (right === 'none') return undefined;
    const seat = { seatId: `seat-${name}`, disciplineKey: 'rehab-nurse', ...seats.get(name) };
    const end = until.get(name);
    return { right, ...seat, planId: 'plan-1', ...(end && { until: end }) };
  };
  return {
    get version() {
      return world.version;
    },
    async authenticate({ cookie }) {
      const name = names.find((each) => each === cookie?.replace('person=', ''));
      if (name !== undefined && unknown.has(name)) throw new StorageFailed('Planted.');
      return name !== undefined && signedIn.has(name) ? visitor(name) : undefined;
    },
    async standingIn(person, documentId) {
      const name = names.find((each) => each === person.id);
      const document = documents.find((each) => each === documentId);
      if (name !== undefined && unknown.has(name)) throw new StorageFailed('Planted.');
      if (name === undefined || document === undefined) return undefined;
      asked.push(name);
      const standing = standingOf(name, rights[name][document]);
      await world.hold?.();
      return standing;
    },
    async standingInPlan(person, planId) {
      const name = names.find((each) => each === person.id);
      const record = await storage.plan(planId);
      if (record === undefined || name === undefined) return undefined;
      const readable = documents.filter((each) => rights[name][each] !== 'none');
      const end = until.get(name)?.at;
      return {
        ...(end !== undefined && { until: end }),
        disciplineKey: 'rehab-nurse',
        readable: new Set(readable as readonly string[] as DocumentId[]),
      };
    },
    planFor: async (_person, planId) => await storage.plan(planId),
  };
}

/** The id of a document. */
export function documentIdOf(name: DocumentName): DocumentId {
  return name as string as DocumentId;
}

/** The person behind a name. */
export function personOf(name: Name): Person {
  const shown = name[0]?.toUpperCase() + name.slice(1);
  return { id: name as PersonId, name: `${shown} Tester`, shortName: shown, isSimulated: false };
}

function visitor(name: Name): Visitor {
  const session = {
    secretDigest: name,
    ref: `session-${name}`,
    personId: name as PersonId,
    kind: 'demo',
    createdAt: '2026-03-01T00:00:00.000Z',
    expiresAt: '2027-03-01T00:00:00.000Z',
  } as const;
  return { session, person: personOf(name) };
}

const audit = { at: '2026-03-01T00:00:00.000Z', action: 'world.replace', subjectId: 'world' };

function seededWorld(): World {
  const sections = documents.map((documentId) => ({
    id: `section-${documentId}`,
    key: 'snapshot',
    heading: documentId,
    documentId,
  }));
  const patient = {
    name: 'Elena Tester',
    preferredName: 'Elena',
    bornOn: '1950-02-03',
    identifier: '17',
    needsInterpreter: false,
    allergies: [],
  };
  const plan = {
    id: 'plan-1',
    allianceId: 'alliance-1',
    title: 'Plan',
    status: 'active',
    patient,
    sections,
  };
  return {
    people: names.map(personOf),
    plans: [{ alliance: alliance([]), plan: plan as unknown as CarePlan } satisfies PlanRecord],
    documents: documents.map((documentId) => ({
      documentId: documentId as string as DocumentId,
      incarnation: `${documentId}-first`,
      rows: [seedRow()],
      clients: [],
    })),
    looked: [],
    threads: [],
    threadReads: [],
  };
}

function seedRow(): NewLogRow {
  const doc = createSectionDocument(reservedClientIDs.seed);
  bodyOf(doc).insert(0, [block('Seeded.')]);
  return {
    payload: Y.encodeStateAsUpdate(doc),
    format: 'yjs-update-v1',
    committedAt: audit.at,
    personId: 'phil' as PersonId,
    authors: [],
  };
}

/** A block with text, ready to insert. */
export function block(text: string): Y.XmlElement {
  const element = new Y.XmlElement('block');
  element.insert(0, [new Y.XmlText(text)]);
  return element;
}

/** The text of a section, one line per block. */
export function textOf(doc: Y.Doc): string {
  return bodyOf(doc)
    .toArray()
    .map((node) => (node instanceof Y.XmlElement ? node.toArray().map(plainText).join('') : '?'))
    .join('\n');
}

function plainText(node: unknown): string {
  if (!(node instanceof Y.XmlText)) return '';
  const delta: readonly { readonly insert: unknown }[] = node.toDelta();
  return delta.map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('');
}
