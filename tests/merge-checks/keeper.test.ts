import { mayMeet } from '@alliance/server/core/merge-scan';
import { startCheckKeeper } from '@alliance/server/merge-checks/check-keeper';
import { openChecksMax } from '@alliance/server/merge-checks/limits';
import { createLogScanner } from '@alliance/server/storage/log-scanner';
import { createMemoryStorage } from '@alliance/server/storage/memory';
import { type LogScanner, type Storage } from '@alliance/server/storage/port';
import { type DocumentId } from '@alliance/shared/careplan/section';
import { createSectionDocument, bodyOf } from '@alliance/shared/editor/section-document';
import { expect, onTestFinished, test } from 'vitest';
import * as Y from 'yjs';

import { audit, nurse, physician, plan, sampleWorld, textA } from '../storage/sample-world.ts';
import { diceOf } from '../sync/honest-editing.ts';
import { type Act, TwoWriters } from './two-writers.ts';

/** A storage whose document is what two people wrote, who then each do one of these without seeing the other. */
async function storedAfter(acts: readonly [Act, Act][]): Promise<{
  readonly storage: Storage;
  /** Puts the next rows of the two on the disk. */
  readonly append: () => Promise<boolean>;
}> {
  const world = new TwoWriters();
  const dice = diceOf(7);
  const ends = acts.map((acted) => {
    world.writers.forEach((writer, index) => world.act(writer, acted[index] ?? 'type', dice, 1));
    world.meet('back');
    return world.rows.length;
  });
  const rows = world.rows.map(({ payload, format, committedAt, personId }) => ({
    payload,
    format,
    committedAt,
    personId: String(personId) === 'nora' ? nurse : physician,
    authors: [],
  }));
  const storage = createMemoryStorage();
  const documents = sampleWorld.documents.map((document) =>
    document.documentId === textA ? { ...document, rows: rows.slice(0, 1), clients: [] } : document,
  );
  await storage.replaceWorld({ ...sampleWorld, documents }, audit('world.replace'));
  let head = 1;
  return {
    storage,
    async append() {
      const end = ends.find((each) => each > head);
      if (end === undefined) return false;
      const next = rows.slice(head, end);
      await storage.append({ documentId: textA, expectedHead: head, rows: next, bind: [] });
      head = end;
      return true;
    },
  };
}

/** A keeper whose commits are told by hand. */
function keeperOver(
  storage: Storage,
  scanner: Pick<LogScanner, 'scan'> = createLogScanner(storage),
) {
  const listeners = new Set<(documentId: DocumentId) => void>();
  const announced: string[] = [];
  const errors: unknown[] = [];
  const keeper = startCheckKeeper({
    storage,
    scanner,
    sync: {
      onCommitted(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      announceCheck: ({ checkId }) => announced.push(checkId),
    },
    log: { error: (fields) => errors.push(fields) },
    now: Date.now,
    newId: () => crypto.randomUUID(),
  });
  onTestFinished(() => keeper.close());
  const look = async (): Promise<void> => {
    for (const listener of listeners) listener(textA);
    await keeper.catchUp();
  };
  return { keeper, look, announced, errors };
}

/** By name: what was found in the same millisecond has no order. */
const kindsIn = async (storage: Storage): Promise<readonly string[]> =>
  (await storage.openMergeChecks(plan.id)).map(({ kind }) => kind).toSorted();

test('[MC9] what is found is kept with how far the look came, announced once, and not found again', async () => {
  const { storage, append } = await storedAfter([['split', 'split']]);
  const { look, announced } = keeperOver(storage);
  await append();
  await look();
  await look();
  expect(await kindsIn(storage)).toEqual(['doubled']);
  expect(announced).toEqual((await storage.openMergeChecks(plan.id)).map(({ id }) => id));
  expect(await storage.unscannedDocuments(9)).toEqual([]);
});

test('[MC9] one look after the other finds what came in between, and nothing else', async () => {
  const { storage, append } = await storedAfter([
    ['split', 'split'],
    ['type', 'remove'],
  ]);
  const { look, announced } = keeperOver(storage);
  await append();
  await look();
  await append();
  await look();
  expect(await kindsIn(storage)).toEqual(['doubled', 'lost']);
  expect(announced).toHaveLength(2);
});

test('[MC9] what another look has kept meanwhile is neither kept nor told again', async () => {
  const { storage, append } = await storedAfter([['split', 'split']]);
  const late = keeperOver(storage);
  await late.look();
  await append();
  await keeperOver(storage).look();
  await late.look();
  expect(await kindsIn(storage)).toEqual(['doubled']);
  expect(late.announced).toEqual([]);
});

test('[MC9] what was written before a stop is looked at after the next start, and once', async () => {
  const { storage, append } = await storedAfter([
    ['split', 'split'],
    ['type', 'remove'],
  ]);
  await append();
  const first = keeperOver(storage);
  await first.look();
  await first.keeper.close();
  await append();
  const second = keeperOver(storage);
  await second.keeper.catchUp();
  expect(await kindsIn(storage)).toEqual(['doubled', 'lost']);
  const third = keeperOver(storage);
  await third.look();
  expect(await kindsIn(storage)).toHaveLength(2);
});

test('[MC9] a look that fails keeps nothing, says so without words, and is made again', async () => {
  const { storage, append } = await storedAfter([['split', 'split']]);
  await append();
  let isBroken = true;
  const real = createLogScanner(storage);
  const { look, errors } = keeperOver(storage, {
    scan: async (request) => (isBroken ? 'failed' : await real.scan(request)),
  });
  await look();
  expect(await kindsIn(storage)).toEqual([]);
  expect(errors).toEqual([{ documentId: textA }]);
  isBroken = false;
  await look();
  expect(await kindsIn(storage)).toEqual(['doubled']);
});

test('[MC9] a document whose looks fail over and over is looked at less often, and again when it is due after that', async () => {
  const { storage, append } = await storedAfter([['split', 'split']]);
  await append();
  const real = createLogScanner(storage);
  let scans = 0;
  let isBroken = true;
  const { look } = keeperOver(storage, {
    scan: async (request) => {
      scans++;
      return isBroken ? 'failed' : await real.scan(request);
    },
  });
  for (let turns = 0; turns < 64; turns++) await look();
  // The 1st, 2nd, 4th, 8th … turn.
  expect(scans).toBe(7);
  isBroken = false;
  for (let turns = 0; turns < 64; turns++) await look();
  expect(await kindsIn(storage)).toEqual(['doubled']);
});

test('[MC9] a document has at most so many open checks', async () => {
  const { storage, append } = await storedAfter([['split', 'split']]);
  await append();
  const answer = await createLogScanner(storage).scan({
    documentId: textA,
    incarnation: 'text-a-first',
    afterSeq: 1,
  });
  if (typeof answer === 'string') throw new Error('Nothing was looked at.');
  const { seq, findings } = answer;
  const many = Array.from({ length: openChecksMax + 9 }, () => findings).flat();
  const { look } = keeperOver(storage, {
    scan: async () => ({ seq, findings: many }),
  });
  await look();
  expect(await kindsIn(storage)).toHaveLength(openChecksMax);
});

test('[MC9] letters that are typed and taken back are told from their bytes; moves, removals and numbers are looked at', () => {
  const doc = createSectionDocument(77);
  const rows: boolean[] = [];
  doc.on('update', (payload: Uint8Array) =>
    rows.push(mayMeet({ payload, format: 'yjs-update-v1' })),
  );
  const told = (change: () => void): boolean | undefined => {
    doc.transact(change);
    return rows.at(-1);
  };
  const text = new Y.XmlText('Walks');
  const block = new Y.XmlElement('block');
  expect(told(() => bodyOf(doc).insert(0, [block]))).toBe(false);
  expect(told(() => block.insert(0, [text]))).toBe(true);
  for (const letter of ' slowly') expect(told(() => text.insert(text.length, letter))).toBe(false);
  expect(told(() => text.delete(text.length - 1, 1))).toBe(false);
  expect(told(() => text.insert(0, 'é'))).toBe(false);
  expect(told(() => text.insert(0, '2'))).toBe(true);
  expect(told(() => text.insert(text.length, '5'))).toBe(true);
  expect(told(() => text.delete(0, 3))).toBe(true);
  expect(told(() => bodyOf(doc).delete(0, 1))).toBe(true);
  expect(mayMeet({ payload: new Uint8Array([0, 0]), format: 'yjs-deletes-known-v1' })).toBe(true);
});
