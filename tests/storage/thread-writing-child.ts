/**
 * Writes several threads and an alliance again and again, and adds accounts, until it is killed. It says on its output
 * what was answered "kept": "thread version", "alliance version", "accounts count". Started by `crash.test.ts` with a data folder; it begins a world where there is none.
 */
import { type ThreadId, toThreadId } from '@alliance/shared/comments/thread';

import { openSqliteStorage } from '../../server/storage/sqlite/open-sqlite-storage.ts';
import { numberedAccount, numberedSealing, numberedWrite } from './numbered-writes.ts';
import { readOf } from './sample-threads.ts';
import { alliance, audit, nurse, sampleWorld } from './sample-world.ts';

const storage = await openSqliteStorage({ folder: process.argv[2] ?? '', now: Date.now });
const threadIds = Array.from({ length: 6 }, (_, index) => toThreadId(`thread-${index}`));

if (await storage.isEmpty()) await storage.replaceWorld(sampleWorld, audit('world.replace'));
await Promise.all([...threadIds.map(writeForEver), sealForEver(), addForEver()]);

async function writeForEver(threadId: ThreadId): Promise<never> {
  const first = ((await storage.thread(threadId))?.version ?? 0) + 1;
  for (let version = first; ; version += 1) {
    const { result } = await storage.writeThread(numberedWrite(threadId, version));
    if (result !== 'kept') throw new Error(`A write that nobody contests was ${result}.`);
    if (version === first) await storage.markThreadRead(readOf(nurse, threadId, 1), audit('read'));
    process.stdout.write(`${threadId} ${version}\n`);
  }
}

async function sealForEver(): Promise<never> {
  const first = (await storage.alliance(alliance.id))?.alliance.version ?? 0;
  for (let version = first + 1; ; version += 1) {
    const result = await storage.writeAlliance(numberedSealing(version));
    if (result !== 'kept') throw new Error(`A write that nobody contests was ${result}.`);
    process.stdout.write(`${alliance.id} ${version}\n`);
  }
}

async function addForEver(): Promise<never> {
  const first = (await storage.accounts('', 10_000)).length;
  for (let count = first + 1; ; count += 1) {
    const result = await storage.addAccount(numberedAccount(count));
    if (result !== 'kept') throw new Error(`An account that nobody contests was ${result}.`);
    process.stdout.write(`accounts ${count}\n`);
  }
}
