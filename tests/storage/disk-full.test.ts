import { expect, test } from 'vitest';

import { StorageFull } from '../../server/storage/port.ts';
import { opened, openedSample } from './opened.ts';
import { audit, nurse, people, row, sampleWorld, textA, textB } from './sample-world.ts';
import { temporaryFolder } from './temporary-folder.ts';

const unlimited = 0xffff_fffe;

test('[ST16] a full disk refuses the whole turn and keeps everything before; writing goes on when space returns', async () => {
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

function crowd(): typeof people {
  return Array.from({ length: 5000 }, (_, index) => ({
    id: `person-${index}` as (typeof people)[number]['id'],
    name: 'A person with a name of some length, for space',
    shortName: 'A person',
    isSimulated: true,
  }));
}
