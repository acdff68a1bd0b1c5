import { EventEmitter } from 'node:events';
import { type Worker } from 'node:worker_threads';

import { type DocumentId } from '@alliance/shared/careplan/section';
import { expect, test } from 'vitest';

import { emptyHead } from '../../server/storage/chain.ts';
import { commitPaceMs, crowdedCommit, waitingQuestionsMax } from '../../server/storage/limits.ts';
import { StorageFailed } from '../../server/storage/port.ts';
import { type PackedAppends, packHeads } from '../../server/storage/sqlite/packed-appends.ts';
import { StorageThreads } from '../../server/storage/sqlite/storage-threads.ts';
import { openedSample } from './opened.ts';
import { audit, nurse, row, sampleWorld } from './sample-world.ts';
import { temporaryFolder } from './temporary-folder.ts';

const documents = Array.from({ length: 50 }, (_, index) => ({
  documentId: `text-${index}` as DocumentId,
  incarnation: 'first',
  rows: [],
  clients: [],
}));

test('[ST20] everything appended in one turn, or while a commit is in flight, shares one commit', async () => {
  const storage = await openedSample(temporaryFolder());
  await storage.replaceWorld(
    { ...sampleWorld, plans: [], looked: [], documents },
    audit('replace'),
  );
  const append = (expectedHead: number): Promise<unknown[]> =>
    Promise.all(
      documents.map(({ documentId }) =>
        storage.append({ documentId, expectedHead, rows: [row(nurse, [1])], bind: [] }),
      ),
    );
  await append(0);
  expect(storage.counts).toEqual({ commits: 1, appends: 50 });

  const first = append(1);
  // The first has left; these two wait for it, although they are asked in two turns.
  await new Promise((resolve) => setImmediate(resolve));
  const second = append(2);
  await Promise.resolve();
  await Promise.all([first, second, append(3)]);
  expect(storage.counts).toEqual({ commits: 3, appends: 200 });
});

test('[ST29] questions without end are refused, and keep neither words nor changes from the disk', async () => {
  const storage = await openedSample(temporaryFolder());
  await storage.replaceWorld(
    { ...sampleWorld, plans: [], looked: [], documents },
    audit('replace'),
  );
  const questions = Promise.allSettled(
    Array.from({ length: waitingQuestionsMax + 2 }, () => storage.isEmpty()),
  );
  const { documentId } = documents[0] ?? { documentId: '' as DocumentId };
  const appended = storage.append({
    documentId,
    expectedHead: 0,
    rows: [row(nurse, [1])],
    bind: [],
  });
  const probed = storage.probe();
  expect(await appended).toMatchObject({ ok: true });
  await probed;
  const refused = (await questions).flatMap((one) =>
    one.status === 'rejected' ? [one.reason] : [],
  );
  expect(refused).toEqual([expect.any(StorageFailed)]);
});

test('[RM18] whoever appends one after the other is not held up, each is a commit of its own', async () => {
  const storage = await openedSample(temporaryFolder());
  await storage.replaceWorld(
    { ...sampleWorld, plans: [], looked: [], documents },
    audit('replace'),
  );
  const append = (expectedHead: number, at: number): Promise<unknown> => {
    const documentId = documents[at]?.documentId ?? ('' as DocumentId);
    return storage.append({ documentId, expectedHead, rows: [row(nurse, [1])], bind: [] });
  };
  for (let seq = 0; seq < 20; seq++) await append(seq, 0);
  expect(storage.counts).toEqual({ commits: 20, appends: 20 });
});

/** A writer with a disk that takes no time: it answers every batch in the next turn. */
class InstantWriter extends EventEmitter {
  batches = 0;

  postMessage({ appends }: { readonly appends?: PackedAppends }): void {
    this.batches += 1;
    const count = appends?.documentIds.length ?? 0;
    const results = Array.from({ length: count }, () => ({ ok: true, head: emptyHead }));
    const message = { type: 'committed', heads: packHeads(results) };
    setImmediate(() => this.emit('message', message));
  }
}

/** Appends in turns, so many in each; `isPatient`: whoever appended waits for the answer before the next turn. */
async function appendInTurns(turns: number, each: number, isPatient: boolean): Promise<Paced> {
  const writer = new InstantWriter();
  const storage = new StorageThreads(writer as unknown as Worker, new EventEmitter() as Worker);
  const startedAt = performance.now();
  const waiting: Promise<unknown>[] = [];
  for (let turn = 0; turn < turns; turn++) {
    for (let count = 0; count < each; count++) {
      const documentId = documents[count % documents.length]?.documentId ?? ('' as DocumentId);
      waiting.push(storage.append({ documentId, expectedHead: turn, rows: [], bind: [] }));
    }
    if (isPatient) await Promise.all(waiting);
    else await new Promise((resolve) => setImmediate(resolve));
  }
  await Promise.all(waiting);
  expect(storage.counts.appends).toBe(turns * each);
  return { batches: writer.batches, ms: performance.now() - startedAt };
}

interface Paced {
  readonly batches: number;
  readonly ms: number;
}

test('[RM18] when many appends come at a time their commits keep a moment apart, however fast the disk is', async () => {
  const { batches, ms } = await appendInTurns(400, crowdedCommit, false);
  expect(batches).toBeLessThanOrEqual(ms / commitPaceMs + 2);
});

test('[RM18] while few come at a time nobody waits for anything but the commit in flight', async () => {
  const turns = 400;
  const times: number[] = [];
  for (let attempt = 0; attempt < 3; attempt++) {
    const { batches, ms } = await appendInTurns(turns, crowdedCommit - 1, true);
    expect(batches).toBe(turns);
    times.push(ms);
  }
  // With a moment between each two of them it would take at least so long.
  expect(Math.min(...times)).toBeLessThan(turns * commitPaceMs);
});
