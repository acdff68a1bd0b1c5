import { type DatabaseSync } from 'node:sqlite';

import { expect, onTestFinished, test } from 'vitest';
import * as Y from 'yjs';

import { sha256 } from '../../server/storage/chain.ts';
import { DamagedDocument } from '../../server/storage/port.ts';
import { LogChecker } from '../../server/storage/sqlite/log-checker.ts';
import { openForReading } from '../../server/storage/sqlite/open-for-reading.ts';
import { breakRootPage, opened, tamper } from './opened.ts';
import { alliance, nurse, row, textA, textB } from './sample-world.ts';
import { authorOf, writtenFolder } from './written-folder.ts';

const charter = alliance.charter.documentId;
const row4 = 'WHERE document = 1 AND seq = 4';

const flip = (table: string, column: string, where: string): string =>
  `UPDATE ${table} SET ${column} =
    CAST(substr(${column}, 1, 3) || x'ee' || substr(${column}, 5) AS BLOB) ${where}`;

/** One changed place per column: what is found, and at which row. */
const changes: readonly (readonly [column: string, sql: string, kind: string, seq: number])[] = [
  ['log.document', `UPDATE log SET document = 2, seq = 9 ${row4}`, 'row', 4],
  ['log.seq', `UPDATE log SET seq = 9 ${row4}`, 'row', 4],
  ['log.prev', flip('log', 'prev', row4), 'row', 4],
  ['log.hash', flip('log', 'hash', row4), 'row', 4],
  ['log.payloadDigest', flip('log', 'payloadDigest', row4), 'row', 4],
  ['log.payload', flip('log', 'payload', row4), 'row', 4],
  ['log.format', `UPDATE log SET format = 'yjs-update-v2' ${row4}`, 'row', 4],
  ['log.committedAt', `UPDATE log SET committedAt = '2020-01-01' ${row4}`, 'row', 4],
  ['log.personId', `UPDATE log SET personId = 'person-nurse' ${row4}`, 'row', 4],
  ['log.seatId', `UPDATE log SET seatId = NULL ${row4}`, 'row', 4],
  ['log.sessionRef', `UPDATE log SET sessionRef = 'session-8' ${row4}`, 'row', 4],
  ['log.authors', `UPDATE log SET authors = '[]' ${row4}`, 'row', 4],
  ['snapshots.document', 'UPDATE snapshots SET document = 2 WHERE seq = 5', 'tail', 2],
  ['snapshots.seq', 'UPDATE snapshots SET seq = 4 WHERE seq = 5', 'snapshot', 4],
  ['snapshots.rowHash', flip('snapshots', 'rowHash', 'WHERE seq = 5'), 'snapshot', 5],
  ['snapshots.stateDigest', flip('snapshots', 'stateDigest', 'WHERE seq = 3'), 'snapshot', 3],
  ['snapshots.state', flip('snapshots', 'state', 'WHERE seq = 5'), 'snapshot', 5],
  ['last_changes.document', 'UPDATE last_changes SET document = 2 WHERE seq = 5', 'tail', 2],
  [
    'last_changes.personId',
    `UPDATE last_changes SET personId = 'nobody' WHERE seq = 5`,
    'summary',
    5,
  ],
  ['last_changes.seq', 'UPDATE last_changes SET seq = 4 WHERE seq = 6', 'summary', 4],
  [
    'last_changes.committedAt',
    `UPDATE last_changes SET committedAt = '2020' WHERE seq = 6`,
    'summary',
    6,
  ],
  ['clients.document', 'UPDATE clients SET document = 2 WHERE clientID = 17', 'owner', 2],
  ['clients.clientID', 'UPDATE clients SET clientID = 99 WHERE clientID = 17', 'owner', 2],
  [
    'clients.personId',
    `UPDATE clients SET personId = 'person-nurse' WHERE clientID = 17`,
    'owner',
    2,
  ],
  ['documents.documentId', `UPDATE documents SET documentId = 'text-c' WHERE key = 1`, 'record', 0],
];

/** Without a trace elsewhere; a changed one resets the browsers' copies and harms no word. */
const notProvable = ['documents.incarnation'];

function checkerOf(folder: string, replays = true): LogChecker {
  const database: DatabaseSync = openForReading(folder);
  onTestFinished(() => database.close());
  return new LogChecker(database, { replays });
}

function damagesIn(folder: string, replays = true): readonly unknown[] {
  const checker = checkerOf(folder, replays);
  return checker.documentIds().flatMap((id) => checker.check(id).damage ?? []);
}

test('[ST41] a folder as a server leaves it verifies, row by row and snapshot by snapshot', async () => {
  const folder = await writtenFolder();
  const checker = checkerOf(folder);
  expect(checker.documentIds()).toEqual([textA, textB, charter]);
  expect(checker.check(textA)).toEqual({ rows: 6, snapshots: 2 });
  expect(checker.check(textB)).toEqual({ rows: 1, snapshots: 0 });
  expect(checker.strayRows()).toBe(0);
});

test.each(changes)('[ST41 C6] a changed %s is found, and where', async (column, sql, kind, seq) => {
  const folder = await writtenFolder();
  tamper(folder, sql);
  const isElsewhere = ['snapshots.document', 'last_changes.document'].includes(column);
  const documentId = isElsewhere ? textB : textA;
  expect(damagesIn(folder)).toContainEqual({ documentId, kind, seq });
});

test('[ST41 C6] a changed documents.key leaves rows that belong to nobody', async () => {
  const folder = await writtenFolder();
  tamper(folder, 'UPDATE documents SET key = 9 WHERE key = 1');
  expect(checkerOf(folder).strayRows()).toBe(6 + 2 + 2);
});

test('[ST41 C6] every column that holds a document is among the changed ones, or known to be without a proof', async () => {
  const database = openForReading(await writtenFolder());
  onTestFinished(() => database.close());
  const columns = ['log', 'snapshots', 'last_changes', 'clients', 'documents'].flatMap((table) =>
    database
      .prepare(`PRAGMA table_info(${table})`)
      .all()
      .map(({ name }) => `${table}.${String(name)}`),
  );
  const proved = [...changes.map(([column]) => column), 'documents.key'];
  expect(columns.toSorted()).toEqual([...proved, ...notProvable].toSorted());
});

test('[ST18 ST41] the lost record of a charter’s document is refused and found, as a section’s is', async () => {
  const folder = await writtenFolder();
  tamper(folder, `DELETE FROM documents WHERE documentId = '${charter}'`);
  expect(damagesIn(folder)).toEqual([{ documentId: charter, kind: 'record', seq: 0 }]);
  const storage = await opened(folder);
  await expect(storage.loadDocument(charter)).rejects.toThrow(DamagedDocument);
  expect(await storage.loadDocument(textA)).toBeDefined();
});

test('[ST41] a cut tail, rows without a document and a page that cannot be read are found', async () => {
  const cut = await writtenFolder();
  tamper(cut, 'DELETE FROM log WHERE document = 1 AND seq > 4');
  expect(damagesIn(cut)).toEqual([{ documentId: textA, kind: 'tail', seq: 5 }]);
  const stray = await writtenFolder();
  tamper(stray, 'DELETE FROM documents WHERE key = 1; DELETE FROM sections');
  expect(checkerOf(stray).strayRows()).toBe(6 + 2 + 2);
  const broken = await writtenFolder();
  breakRootPage(broken, 'log');
  expect(damagesIn(broken)).toEqual([
    { documentId: textA, kind: 'page', seq: 1 },
    { documentId: textB, kind: 'page', seq: 1 },
    { documentId: charter, kind: 'page', seq: 1 },
  ]);
});

test('[ST41] a snapshot whose digest fits and whose words are not those of the log is found by replay alone', async () => {
  const folder = await writtenFolder();
  const other = authorOf(nurse, 16).doc;
  other.getMap('chips').set('a/b', 1);
  const state = Buffer.from(Y.encodeStateAsUpdate(other));
  const [hex, digest] = [state, sha256(state)].map((bytes) => bytes.toString('hex'));
  tamper(
    folder,
    `UPDATE snapshots SET state = x'${hex}', stateDigest = x'${digest}' WHERE seq = 5`,
  );
  expect(damagesIn(folder, false)).toEqual([]);
  expect(damagesIn(folder)).toEqual([{ documentId: textA, kind: 'snapshot', seq: 5 }]);
});

test('[ST41] a row that verifies and is no update is found by replay alone', async () => {
  const folder = await writtenFolder();
  const storage = await opened(folder);
  const rows = [row(nurse, [1, 1, 1])];
  await storage.append({ documentId: textB, expectedHead: 1, rows, bind: [] });
  await storage.close();
  expect(damagesIn(folder, false)).toEqual([]);
  expect(damagesIn(folder)).toEqual([{ documentId: textB, kind: 'words', seq: 2 }]);
});
