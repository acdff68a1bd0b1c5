import { startSessionPurge } from '@alliance/server/identity/session-purge';
import { type Log } from '@alliance/server/observe/log';
import { createMemoryStorage } from '@alliance/server/storage/memory';
import { type Storage, StorageFailed } from '@alliance/server/storage/port';
import { expect, onTestFinished, test } from 'vitest';

import { audit, nurse, sampleWorld, sessionOf } from '../storage/sample-world.ts';
import { serverForTest } from '../support/in-process-server.ts';

const expiresAt = Date.parse(sessionOf(nurse, '').expiresAt);

/** A storage with one session. */
async function storageWithSession(): Promise<Storage> {
  const storage = createMemoryStorage();
  await storage.replaceWorld(sampleWorld, audit('world.replace'));
  await storage.createSession(sessionOf(nurse, 'digest'), audit('session.create'));
  return storage;
}

/** A log, and a promise of the first time that it says an event. */
function listenFor(wanted: string): { readonly log: Log; readonly heard: Promise<void> } {
  const { promise, resolve } = Promise.withResolvers<void>();
  const hear = (_fields: unknown, event: string): void => {
    if (event === wanted) resolve();
  };
  return { log: { info: hear, warn: hear, error: hear }, heard: promise };
}

test('[ID6] a server that starts removes the sessions that are over', async () => {
  const storage = await storageWithSession();
  const { log, heard } = listenFor('sessions.purged');
  await serverForTest({ storage, log, now: () => expiresAt });
  await heard;
  expect(await storage.session('digest')).toBeUndefined();
});

test('[ID6] a session that ends later is removed later, also after a purge that failed', async () => {
  const storage = await storageWithSession();
  const { log, heard } = listenFor('sessions.purged');
  let purges = 0;
  const stop = startSessionPurge({
    storage: {
      purgeSessions: async (now) => {
        purges++;
        if (purges === 2) throw new StorageFailed('Not now.');
        return await storage.purgeSessions(now);
      },
    },
    // Over at the third look only.
    now: () => expiresAt - (purges < 2 ? 1 : 0),
    log,
    everyMs: 1,
  });
  onTestFinished(stop);
  await heard;
  expect(purges).toBe(3);
  expect(await storage.session('digest')).toBeUndefined();
});
