import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { decide } from '@alliance/shared/access/access-table';
import { describeUnits } from '@alliance/shared/editor/describe-units';
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { messageTypes, syncSteps } from '@alliance/shared/sync/protocol';
import * as decoding from 'lib0/decoding';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';

import { accessPage } from '../support/access-page.ts';
import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';
import { personaKeys, signIn } from '../support/people.ts';
import {
  type RawSocket,
  connectSignedIn,
  refusalIn,
  savedIn,
  syncFrame,
} from '../sync/raw-socket.ts';
import { block } from '../sync/sync-world.ts';

let server: InProcessServer;
let database: DatabaseSync;
/** Documents of the stroke plan by their section's key. */
let documentIds: ReadonlyMap<string, string>;

beforeAll(async () => {
  server = await startInProcess();
  database = new DatabaseSync(path.join(server.dataFolder, 'alliance.sqlite'), { readOnly: true });
  const priya = await signIn(server.url, 'priya');
  const { sections } = await priya.plan();
  documentIds = new Map(sections.map(({ key, documentId }) => [key, documentId]));
});

afterAll(async () => {
  database.close();
  await server.close();
});

/** What stands on disk of a document: the log's rows, oldest first. */
function rowsOnDisk(documentId: string): readonly Buffer[] {
  return database
    .prepare(
      'SELECT payload FROM log JOIN documents ON key = document WHERE documentId = ? ORDER BY seq',
    )
    .all(documentId)
    .map(({ payload }) => Buffer.from(payload as Uint8Array));
}

function documentOf(rows: readonly Uint8Array[]): Y.Doc {
  const doc = createSectionDocument();
  for (const row of rows) Y.applyUpdate(doc, row);
  return doc;
}

/** The first block with words. */
function writtenBlock(doc: Y.Doc): { readonly element: Y.XmlElement; readonly text: Y.XmlText } {
  for (const element of bodyOf(doc).toArray()) {
    const text = element instanceof Y.XmlElement ? element.get(0) : undefined;
    if (element instanceof Y.XmlElement && text instanceof Y.XmlText && text.length > 3)
      return { element, text };
  }
  throw new Error('The section has no words.');
}

const kinds: Readonly<Record<string, (doc: Y.Doc) => void>> = {
  insert: (doc) => writtenBlock(doc).text.insert(1, 'x'),
  delete: (doc) => writtenBlock(doc).text.delete(0, 1),
  format: (doc) => writtenBlock(doc).text.format(0, 3, { strike: {} }),
  attribute: (doc) => writtenBlock(doc).element.setAttribute('indent', 3 as never),
  move: (doc) => {
    const { element } = writtenBlock(doc);
    const place = bodyOf(doc).toArray().indexOf(element);
    doc.transact(() => {
      bodyOf(doc).delete(place, 1);
      bodyOf(doc).insert(bodyOf(doc).length, [block('Moved here.')]);
    });
  },
};

let lastClient = 40_000;

/** What somebody with a copy of the section would send after an edit. */
function editOf(rows: readonly Uint8Array[], edit: (doc: Y.Doc) => void) {
  const doc = documentOf(rows);
  // Afterwards: Yjs gives up an id under which it receives words.
  doc.clientID = ++lastClient;
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  edit(doc);
  return { doc, update: Y.mergeUpdates(updates) };
}

/** Whether the server's answer to a state vector is here: the conversation has begun. */
async function begun(socket: RawSocket): Promise<void> {
  socket.send(syncFrame('stateVector', new Uint8Array([0])));
  await socket.until(() =>
    socket.frames.find((frame) => {
      const decoder = decoding.createDecoder(frame);
      const isSync = decoding.readVarUint(decoder) === messageTypes.sync;
      return isSync && decoding.readVarUint(decoder) === syncSteps.missingUpdates;
    }),
  );
}

/** What became of an edit, on the wire and on disk. */
interface Outcome {
  /** `saved`, or how the socket closed. */
  readonly wire: string;
  /** The rule of message 101, and whether any frame came at all. */
  readonly rule: string | undefined;
  readonly wasHeard: boolean;
  readonly disk: 'as it was' | 'as the author has it' | 'otherwise';
}

const taken: Outcome = {
  wire: 'saved',
  rule: undefined,
  wasHeard: true,
  disk: 'as the author has it',
};
const refused: Outcome = { wire: '4403 refused', rule: 'IN1', wasHeard: true, disk: 'as it was' };
const unknown: Outcome = {
  wire: '4404 not-found',
  rule: undefined,
  wasHeard: false,
  disk: 'as it was',
};

/** Sends one edit over a socket of its own. */
async function outcomeOf(
  person: { readonly cookie: string },
  documentId: string,
  edit: (doc: Y.Doc) => void,
): Promise<Outcome> {
  const before = rowsOnDisk(documentId);
  const { doc, update } = editOf(before, edit);
  const socket = await connectSignedIn(server.url, `/sync/${documentId}?schema=1&ack=1`, person);
  await Promise.race([begun(socket), socket.closed]);
  socket.send(syncFrame('update', update));
  const wire = await Promise.race([
    socket.until(() => savedIn(socket.frames)).then(() => 'saved'),
    socket.closed.then(({ code, reason }) => `${code} ${reason}`),
  ]);
  socket.socket.terminate();
  return {
    wire,
    rule: refusalIn(socket.frames)?.rule,
    wasHeard: socket.frames.length > 0,
    disk: compare({ before, after: rowsOnDisk(documentId), wanted: doc }),
  };
}

function compare({
  before,
  after,
  wanted,
}: {
  readonly before: readonly Buffer[];
  readonly after: readonly Buffer[];
  readonly wanted: Y.Doc;
}): Outcome['disk'] {
  if (Buffer.concat(before).equals(Buffer.concat(after))) return 'as it was';
  const units = Buffer.from(describeUnits(documentOf(after)) ?? []);
  return units.equals(describeUnits(wanted) ?? units.subarray(1))
    ? 'as the author has it'
    : 'otherwise';
}

const cells = accessPage();

test.each(personaKeys)(
  '[SY37 A6 A7] %s, in every section and with every kind of edit: what the table allows is on disk, all else is refused',
  async (persona) => {
    const person = await signIn(server.url, persona);
    const wanted: Record<string, Outcome> = {};
    const found: Record<string, Outcome> = {};
    for (const { sectionKey, access = 'none' } of cells.filter((one) => one.persona === persona)) {
      const allowed = decide(access, 'section.edit').allowed ? taken : refused;
      for (const [kind, edit] of Object.entries(kinds)) {
        const documentId = documentIds.get(sectionKey) ?? '';
        wanted[`${kind} in ${sectionKey}`] = access === 'none' ? unknown : allowed;
        found[`${kind} in ${sectionKey}`] = await outcomeOf(person, documentId, edit);
      }
    }
    expect(found).toEqual(wanted);
    expect(Object.keys(found).length).toBe(10 * Object.keys(kinds).length);
  },
);

test('[SY37 A6] the table has eighty cells, and every kind of right stands in it', () => {
  expect([cells.length, documentIds.size]).toEqual([80, 10]);
  expect(new Set(cells.map(({ access }) => access)).size).toBe(5);
  expect(cells.filter(({ access }) => access === 'edit').length).toBe(16);
});
