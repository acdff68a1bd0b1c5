import { toPlanId } from '@alliance/shared/careplan/care-plan';
import { type DocumentId } from '@alliance/shared/careplan/section';
import { type PersonId } from '@alliance/shared/identity/person';
import { expect, test } from 'vitest';

import { DamagedDocument, type Storage, StorageFailed } from '../../server/storage/port.ts';
import { breakRootPage, opened, openedSample, tamper } from './opened.ts';
import { threadA, threadB, threadOf, wishes, writeOf } from './sample-threads.ts';
import { audit, nurse, plan, row, textA, textB } from './sample-world.ts';
import { temporaryFolder } from './temporary-folder.ts';

const secret = 'Elena falls at night';

/** A data folder whose document `text-a` has six rows and whose storage is closed. */
async function writtenFolder(snapshots: readonly number[] = []): Promise<string> {
  const folder = temporaryFolder();
  const storage = await openedSample(folder);
  const rows = [1, 2, 3, 4, 5].map(() => row(nurse, Buffer.from(secret)));
  await storage.append({ documentId: textA, expectedHead: 1, rows, bind: [] });
  for (const { seq, hash } of await storage.readLog({ documentId: textA, afterSeq: 0, limit: 9 })) {
    if (!snapshots.includes(seq)) continue;
    await storage.putSnapshot({
      documentId: textA,
      seq,
      rowHash: hash,
      state: Uint8Array.of(seq, 7),
    });
  }
  await storage.close();
  return folder;
}

async function refusal(loading: Promise<unknown>): Promise<DamagedDocument> {
  const error: unknown = await loading.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DamagedDocument)) throw error ?? new Error('The document opened.');
  return error;
}

const load = (
  storage: Storage,
  documentId: DocumentId = textA,
): ReturnType<Storage['loadDocument']> => storage.loadDocument(documentId);

const flip = (column: string): string =>
  `UPDATE log SET ${column} = CAST(substr(${column}, 1, 3) || x'00' || substr(${column}, 5) AS BLOB)
   WHERE document = 1 AND seq = 4`;

const changes: readonly (readonly [what: string, sql: string])[] = [
  ['payload', flip('payload')],
  ['payload digest', flip('payloadDigest')],
  ['previous hash', flip('prev')],
  ['hash', flip('hash')],
  ['author', `UPDATE log SET personId = 'person-other' WHERE document = 1 AND seq = 4`],
  ['list of authors', `UPDATE log SET authors = 'broken' WHERE document = 1 AND seq = 4`],
  ['time', `UPDATE log SET committedAt = '2020-01-01' WHERE document = 1 AND seq = 4`],
  ['seat', `UPDATE log SET seatId = NULL WHERE document = 1 AND seq = 4`],
];

test.each(changes)('[ST17 C6] a changed %s is found and its row named', async (_, sql) => {
  const folder = await writtenFolder();
  tamper(folder, sql);
  const storage = await opened(folder);
  expect(await refusal(load(storage))).toMatchObject({ documentId: textA, seq: 4 });
  const paged = storage.readLog({ documentId: textA, afterSeq: 2, limit: 9 });
  expect(await refusal(paged)).toMatchObject({ documentId: textA, seq: 4 });
  expect(await load(storage, textB)).toMatchObject({ head: { seq: 1 } });
  await storage.probe();
});

test('[ST18] a missing row is refused by its number', async () => {
  const folder = await writtenFolder();
  tamper(folder, 'DELETE FROM log WHERE document = 1 AND seq = 3');
  const storage = await opened(folder);
  expect(await refusal(load(storage))).toMatchObject({ documentId: textA, seq: 3 });
});

test('[ST18] a log whose tail was cut off is refused, with and without a snapshot above the cut', async () => {
  for (const snapshots of [[], [5]]) {
    const folder = await writtenFolder(snapshots);
    tamper(folder, 'DELETE FROM log WHERE document = 1 AND seq > 3');
    const storage = await opened(folder);
    expect(await refusal(load(storage))).toMatchObject({ documentId: textA, seq: 4 });
  }
});

test('[ST18] a log that lost every row, or the record of its document, never opens empty', async () => {
  const folder = await writtenFolder();
  tamper(folder, 'DELETE FROM log WHERE document = 1; DELETE FROM documents WHERE key = 2');
  const storage = await opened(folder);
  expect(await refusal(load(storage))).toMatchObject({ documentId: textA, seq: 1 });
  expect(await refusal(load(storage, textB))).toMatchObject({ documentId: textB, seq: 0 });
});

test('[ST18] a page that cannot be read refuses its documents, and what lies elsewhere is served', async () => {
  const folder = await writtenFolder([5]);
  breakRootPage(folder, 'snapshots');
  const storage = await opened(folder);
  expect(await refusal(load(storage))).toMatchObject({ documentId: textA, seq: 0 });
  expect(await storage.planOfDocument(textA)).toMatchObject({ plan: { id: 'plan-1' } });
  await storage.probe();
});

test('[ST19] the two newest snapshots are kept; a damaged one gives way to the older, then to the whole log', async () => {
  const folder = await writtenFolder([2, 3, 5]);
  const openAfter = async (sql: string): Promise<readonly unknown[]> => {
    tamper(folder, sql);
    const storage = await opened(folder);
    const stored = await load(storage);
    await storage.close();
    return [stored?.snapshot?.seq, stored?.tail.map(({ seq }) => seq), stored?.head.seq];
  };
  expect(await openAfter('SELECT 1')).toEqual([5, [6], 6]);
  expect(await openAfter(`UPDATE snapshots SET state = x'0507ff' WHERE seq = 5`)).toEqual([
    3,
    [4, 5, 6],
    6,
  ]);
  expect(await openAfter(`UPDATE snapshots SET rowHash = zeroblob(32) WHERE seq = 3`)).toEqual([
    undefined,
    [1, 2, 3, 4, 5, 6],
    6,
  ]);
});

test('[ST25] no error text holds what was written', async () => {
  const folder = await writtenFolder();
  tamper(folder, flip('payload'));
  const storage = await opened(folder);
  const failures = await Promise.allSettled([
    load(storage),
    storage.readLog({ documentId: textA, afterSeq: 0, limit: 9 }),
    storage.createSession(
      {
        ...JSON.parse('{"ref":"r","kind":"demo","createdAt":"","expiresAt":""}'),
        secretDigest: secret,
        personId: secret,
      },
      { at: '', action: secret, subjectId: secret },
    ),
  ]);
  for (const failure of failures) {
    if (failure.status === 'fulfilled') throw new Error('The call succeeded.');
    const { message, stack } = failure.reason;
    expect(`${message} ${stack}`).not.toContain('Elena');
  }
});

test('[ST25] no error text holds the words of a thread, wherever it goes wrong', async () => {
  const folder = temporaryFolder();
  const first = await openedSample(folder);
  await first.writeThread(writeOf(threadOf(threadA)));
  await first.close();
  tamper(folder, `UPDATE threads SET record = '{"words": "Elena'`);
  const storage = await opened(folder);
  const strayed = { text: 'Elena', planId: toPlanId('plan-of-elena') };
  const failures = await Promise.allSettled([
    storage.thread(threadA),
    storage.threadsOf({ planId: plan.id }),
    storage.writeThread(writeOf(threadOf(threadB, strayed))),
    storage.writeThread({ ...writeOf(threadOf(threadB, { text: 'Elena' })), expectedVersion: 3 }),
    storage.putNotifications(
      { ...wishes, personId: secret as PersonId },
      audit('notifications.put'),
    ),
  ]);
  for (const failure of failures) {
    if (failure.status === 'fulfilled') throw new Error('The call succeeded.');
    const { message, stack } = failure.reason;
    expect(failure.reason).toBeInstanceOf(StorageFailed);
    expect(`${message} ${stack}`).not.toMatch(/elena/i);
  }
});
