import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

import { isDocumentId } from '@alliance/shared/careplan/section';
import { expect, test } from 'vitest';

import { type Storage } from '../../server/storage/port.ts';
import { opened } from './opened.ts';
import { temporaryFolder } from './temporary-folder.ts';

const child = new URL('./appending-child.ts', import.meta.url).pathname;

/** Runs the child until it has acknowledged so many rows, kills it, and returns the last acknowledged row per document. */
async function killAfter(folder: string, acknowledgements: number): Promise<Map<string, number>> {
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

test('[ST15] every acknowledged row is there after kill -9, six times in a row in one folder', async () => {
  const folder = temporaryFolder();
  for (const acknowledgements of [1, 40, 333, 500, 801, 1200]) {
    const acknowledged = await killAfter(folder, acknowledgements);
    const storage = await opened(folder);
    expect(await missing(storage, acknowledged)).toEqual([]);
    await storage.close();
  }
});

test('[ST21] after an error of the disk nothing more is written, and what was acknowledged is there', async () => {
  const folder = temporaryFolder();
  // A limit on the size of files makes the operating system refuse a write: an error that is not "full".
  const command = 'ulimit -f 1500 && exec "$0" "$@"';
  const running = spawn('sh', ['-c', command, process.execPath, child, folder], {
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
