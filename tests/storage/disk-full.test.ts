import { expect, test } from 'vitest';

import { StorageFull } from '../../server/storage/port.ts';
import { opened, openedSample } from './opened.ts';
import { keyOf, readOf, threadA, threadB, threadOf, writeOf } from './sample-threads.ts';
import { audit, nurse, people, plan, row, sampleWorld, textA, textB } from './sample-world.ts';
import { temporaryFolder } from './temporary-folder.ts';

const unlimited = 0xffff_fffe;

test('[ST16 C4] a full disk refuses the whole turn and keeps everything before; writing goes on when space returns', async () => {
  const folder = temporaryFolder();
  const storage = await openedSample(folder);
  await storage.limitPages(1);
  const large = { ...row(nurse, []), payload: new Uint8Array(64 * 1024).fill(1) };
  const turn = await Promise.allSettled([
    storage.append({ documentId: textA, expectedHead: 1, rows: [row(nurse, [1])], bind: [] }),
    storage.append({ documentId: textB, expectedHead: 1, rows: [large], bind: [] }),
  ]);
  expect(turn.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  for (const result of turn) {
    expect(result).toMatchObject({ reason: expect.any(StorageFull) });
  }
  await expect(storage.probe()).rejects.toThrow(StorageFull);
  const bigWorld = { ...sampleWorld, plans: [], people: [...people, ...crowd()] };
  await expect(storage.replaceWorld(bigWorld, audit('world.replace'))).rejects.toThrow(StorageFull);

  expect(await storage.loadDocument(textA)).toMatchObject({ head: { seq: 1 } });
  expect(await storage.loadDocument(textB)).toMatchObject({ head: { seq: 1 } });
  expect(await storage.isEmpty()).toBe(false);

  await storage.limitPages(unlimited);
  await storage.probe();
  const results = await Promise.all([
    storage.append({ documentId: textA, expectedHead: 1, rows: [row(nurse, [1])], bind: [] }),
    storage.append({ documentId: textB, expectedHead: 1, rows: [large], bind: [] }),
  ]);
  expect(results).toMatchObject([{ ok: true }, { ok: true }]);
  await storage.close();
  const again = await opened(folder);
  expect(await again.loadDocument(textB)).toMatchObject({ head: { seq: 2 } });
});

test('[ST16] what was acknowledged before the disk filled up is there, row by row', async () => {
  const storage = await openedSample(temporaryFolder());
  await storage.limitPages(400);
  let head = 1;
  let refusal: unknown;
  while (refusal === undefined && head < 5000) {
    const rows = [{ ...row(nurse, []), payload: new Uint8Array(3000).fill(head % 256) }];
    try {
      await storage.append({ documentId: textA, expectedHead: head, rows, bind: [] });
      head += 1;
    } catch (error) {
      refusal = error;
    }
  }
  expect(refusal).toBeInstanceOf(StorageFull);
  const stored = await storage.loadDocument(textA);
  expect(stored?.head.seq).toBe(head);
  expect(stored?.tail.slice(1).every(({ payload, seq }) => payload[2999] === (seq - 1) % 256)).toBe(
    true,
  );
});

test('[ST16] a full disk refuses a thread whole, with its key and its audit entry; the same write is kept when space returns', async () => {
  const folder = temporaryFolder();
  const storage = await openedSample(folder);
  await storage.writeThread(writeOf(threadOf(threadB)));
  const before = await storage.readAudit(0, 10);
  const write = writeOf(threadOf(threadA, { text: 'long '.repeat(8000) }), { key: keyOf('key') });
  await storage.limitPages(1);
  await expect(storage.writeThread(write)).rejects.toThrow(StorageFull);
  const grown = writeOf(threadOf(threadB, { version: 2, text: 'long '.repeat(8000) }));
  await expect(storage.writeThread(grown)).rejects.toThrow(StorageFull);

  expect(await storage.thread(threadA)).toBeUndefined();
  expect(await storage.thread(threadB)).toEqual(threadOf(threadB));
  const { cursor, threads } = await storage.threadsOf({ planId: plan.id });
  expect(threads).toEqual([threadOf(threadB)]);
  expect(await storage.readAudit(0, 10)).toEqual(before);

  await storage.limitPages(unlimited);
  expect(await storage.writeThread(write)).toEqual({ result: 'kept' });
  const read = readOf(nurse, threadA, 1);
  expect(await storage.markThreadRead(read, audit('thread.read', threadA))).toBe(true);
  await storage.close();
  const again = await opened(folder);
  expect(await again.writeThread(write)).toEqual({ result: 'repeated' });
  expect(await again.threadsOf({ planId: plan.id, after: cursor })).toMatchObject({
    isWhole: false,
    threads: [write.thread],
  });
  expect(await again.threadReads(nurse, [plan.id])).toEqual([read]);
});

function crowd(): typeof people {
  return Array.from({ length: 5000 }, (_, index) => ({
    id: `person-${index}` as (typeof people)[number]['id'],
    name: 'A person with a name of some length, for space',
    shortName: 'A person',
    isSimulated: true,
  }));
}
