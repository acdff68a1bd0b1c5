import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

import { isDocumentId } from '@alliance/shared/careplan/section';
import { toThreadId } from '@alliance/shared/comments/thread';
import { expect, test, vi } from 'vitest';

import { type AuditEntry, type Storage } from '../../server/storage/port.ts';
import { numberedSealing, numberedWrite, writtenThread } from './numbered-writes.ts';
import { opened } from './opened.ts';
import { signInUsers } from './sample-accounts.ts';
import { readOf } from './sample-threads.ts';
import { alliance, nurse, plan } from './sample-world.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** How often each child is killed; more by the environment. */
const kills = Number(process.env['ALLIANCE_KILLS'] ?? 3);

// Children that start and die one after the other, also on a machine that does much else.
vi.setConfig({ testTimeout: 60_000 + kills * 20_000 });

const appendingChild = new URL('./appending-child.ts', import.meta.url).pathname;
const threadsChild = new URL('./thread-writing-child.ts', import.meta.url).pathname;

/** Runs a child until it has acknowledged so much, kills it, and returns the last acknowledged number per record. */
async function killAfter(
  folder: string,
  acknowledgements: number,
  child = appendingChild,
): Promise<Map<string, number>> {
  const running = spawn(process.execPath, [child, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(running, 'exit');
  const acknowledged = new Map<string, number>();
  let count = 0;
  for await (const line of createInterface(running.stdout)) {
    const [documentId = '', seq] = line.split(' ');
    acknowledged.set(documentId, Number(seq));
    count += 1;
    if (count === acknowledgements) running.kill('SIGKILL');
  }
  expect(await exited).toEqual([null, 'SIGKILL']);
  return acknowledged;
}

async function missing(storage: Storage, acknowledged: Map<string, number>): Promise<string[]> {
  const lost = [...acknowledged].map(async ([documentId, seq]) => {
    const stored = isDocumentId(documentId) ? await storage.loadDocument(documentId) : undefined;
    const isThere = stored !== undefined && stored.head.seq >= seq;
    const isWhole = stored?.tail.every(
      (row) => Buffer.from(row.payload).toString() === `${documentId} ${row.seq}`,
    );
    return isThere && isWhole ? [] : [`${documentId} ${seq}`];
  });
  return (await Promise.all(lost)).flat();
}

test(`[ST15 C1] every acknowledged row is there after kill -9, time after time in one folder (${kills} kills)`, async () => {
  const folder = temporaryFolder();
  for (let kill = 0; kill < kills; kill++) {
    const acknowledgements = [1, 333, 801, 40, 500, 1200][kill % 6] ?? 1;
    const acknowledged = await killAfter(folder, acknowledgements);
    const storage = await opened(folder);
    expect(await missing(storage, acknowledged)).toEqual([]);
    await storage.close();
  }
});

test('[ST21 C5] after an error of the disk nothing more is written, and what was acknowledged is there', async () => {
  const folder = temporaryFolder();
  // A limit on the size of files makes the operating system refuse a write: an error that is not "full".
  const command = 'ulimit -f 1500 && exec "$0" "$@"';
  const running = spawn('sh', ['-c', command, process.execPath, appendingChild, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(running, 'exit');
  const acknowledged = new Map<string, number>();
  let last = '';
  for await (const line of createInterface(running.stdout)) {
    const [documentId = '', seq] = line.split(' ');
    if (isDocumentId(documentId)) acknowledged.set(documentId, Number(seq));
    last = line;
  }
  expect(await exited).toEqual([3, null]);
  expect(last).toBe('StorageFailed StorageFailed');
  expect(await missing(await opened(folder), acknowledged)).toEqual([]);
});

test('[ST32 ST50 ST52 ST57] after kill -9 every thread, alliance and account that was answered kept is there, whole, with one audit entry and one key per version', async () => {
  const folder = temporaryFolder();
  for (let kill = 0; kill < kills; kill++) {
    const acknowledgements = [1, 60, 333, 500][kill % 4] ?? 1;
    const acknowledged = await killAfter(folder, acknowledgements, threadsChild);
    const storage = await opened(folder);
    const entries = await everyAuditEntry(storage);
    await proveOthers(storage, entries, acknowledged);
    for (const [id, version] of acknowledged) {
      if (!id.startsWith('thread-')) continue;
      const thread = await storage.thread(toThreadId(id));
      const present = thread?.version ?? 0;
      expect(present).toBeGreaterThanOrEqual(version);
      expect(thread).toEqual(writtenThread(toThreadId(id), present));
      const written = entries.filter(({ subjectId }) => subjectId === id);
      expect(written.map(({ action }) => action)).toEqual(
        Array.from({ length: present }, (_, index) => `thread.write.${index + 1}`),
      );
      const last = numberedWrite(toThreadId(id), present);
      expect(await storage.writeThread(last)).toEqual({ result: 'repeated' });
      expect(await storage.threadReads(nurse, [plan.id])).toContainEqual(
        readOf(nurse, toThreadId(id), 1),
      );
    }
    await storage.close();
  }
});

/** Proves the alliance and the accounts of the writing child. */
async function proveOthers(
  storage: Storage,
  entries: readonly AuditEntry[],
  acknowledged: Map<string, number>,
): Promise<void> {
  const present = (await storage.alliance(alliance.id))?.alliance.version ?? 0;
  expect(present).toBeGreaterThanOrEqual(acknowledged.get(alliance.id) ?? 1);
  for (let number = 1; number < present; number += 1) {
    expect(await storage.charterVersion(alliance.id, number)).toMatchObject({ number });
  }
  expect(await storage.charterVersion(alliance.id, present)).toBeUndefined();
  const written = entries.filter(({ subjectId }) => subjectId === alliance.id);
  expect(written.map(({ action }) => action)).toEqual(
    Array.from({ length: present - 1 }, (_, index) => `alliance.write.${index + 2}`),
  );
  const again = storage.writeAlliance(numberedSealing(Math.max(2, present)));
  // Killed before the first was kept, it is kept now.
  expect(await again).toBe(present > 1 ? 'repeated' : 'kept');
  const ids = (await storage.accounts('', 10_000)).map(({ person }) => person.id);
  expect(ids.length).toBeGreaterThanOrEqual(acknowledged.get('accounts') ?? 0);
  const users = await storage.querySignIn(signInUsers);
  expect(users.rows.map(({ id }) => id)).toEqual(ids);
  const added = entries.filter(({ action }) => action === 'account.create');
  expect(added.map(({ subjectId }): string => subjectId).toSorted()).toEqual(ids);
}

async function everyAuditEntry(storage: Storage): Promise<readonly AuditEntry[]> {
  const entries: (AuditEntry & { readonly seq: number })[] = [];
  for (;;) {
    const page = await storage.readAudit(entries.at(-1)?.seq ?? 0, 1000);
    if (page.length === 0) return entries;
    entries.push(...page);
  }
}
