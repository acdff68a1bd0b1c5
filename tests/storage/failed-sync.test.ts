import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { isDocumentId } from '@alliance/shared/careplan/section';
import { expect, test } from 'vitest';

import { opened } from './opened.ts';
import { temporaryFolder } from './temporary-folder.ts';

const child = new URL('./appending-child.ts', import.meta.url).pathname;

/** Why the system's answers cannot be changed here; undefined when they can. */
function whyNoTrace(): string | undefined {
  const { status } = spawnSync('strace', ['-e', 'trace=fsync', 'true'], { stdio: 'ignore' });
  return status === 0 ? undefined : 'strace is not here or may not trace.';
}

/** Runs the appending child with one answer of fsync changed; gives what it acknowledged, its last line, and its calls. */
async function appendWith(
  folder: string,
  inject: string,
): Promise<{ acknowledged: Map<string, number>; last: string; code: unknown; calls: string[] }> {
  const calls = join(temporaryFolder(), 'calls');
  const trace = ['-f', '-e', 'trace=fsync,pwrite64,write', '-e', `inject=${inject}`, '-o', calls];
  const running = spawn('strace', [...trace, process.execPath, child, folder], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const exited = once(running, 'exit');
  const acknowledged = new Map<string, number>();
  let last = '';
  for await (const line of createInterface(running.stdout)) {
    const [documentId = '', seq] = line.split(' ');
    if (isDocumentId(documentId) && Number(seq) > 0) acknowledged.set(documentId, Number(seq));
    last = line;
  }
  const [code]: unknown[] = await exited;
  return { acknowledged, last, code, calls: readFileSync(calls, 'utf8').split('\n') };
}

test('[ST44 C5] a sync that fails once is not tried again: nothing is written to the log after it, and what was acknowledged is there', async ({
  skip,
}) => {
  const reason = whyNoTrace();
  if (reason !== undefined) skip(reason);
  const folder = temporaryFolder();
  // Only one fails; the next would say that all is well, as Linux does, although pages were lost.
  const { acknowledged, last, code, calls } = await appendWith(folder, 'fsync:error=EIO:when=60');
  expect({ code, last }).toEqual({ code: 3, last: 'StorageFailed StorageFailed' });
  const failed = calls.findIndex((call) => call.includes('(INJECTED)'));
  const log = /fsync\((\d+)\)/.exec(calls[failed] ?? '')?.[1];
  const writes = calls.slice(failed).filter((call) => call.includes(`pwrite64(${log},`));
  expect({ log: log !== undefined, writes }).toEqual({ log: true, writes: [] });
  expect(acknowledged.size).toBeGreaterThan(0);
  const storage = await opened(folder);
  for (const [documentId, seq] of acknowledged) {
    const stored = isDocumentId(documentId) ? await storage.loadDocument(documentId) : undefined;
    expect(stored?.head.seq).toBeGreaterThanOrEqual(seq);
  }
});

test('[ST44 C1] each acknowledgement of a document comes after a sync of its own', async ({
  skip,
}) => {
  const reason = whyNoTrace();
  if (reason !== undefined) skip(reason);
  const folder = temporaryFolder();
  const { calls } = await appendWith(folder, 'fsync:error=EIO:when=80');
  // A document has one append on its way at a time: its tenth acknowledgement needs ten syncs before it.
  const acknowledged = new Map<string, number>();
  let synced = 0;
  let acknowledgements = 0;
  const unsynced: string[] = [];
  for (const call of calls) {
    if (/fsync(\(\d+\)| resumed>\)) += 0/.test(call)) synced += 1;
    if (call.includes(' write(2, "begun')) synced = 0;
    const written = / write\(1, "([^"]*)"/.exec(call)?.[1] ?? '';
    for (const [, documentId = ''] of written.matchAll(/(text-\d+) \d+\\n/g)) {
      acknowledgements += 1;
      const count = (acknowledged.get(documentId) ?? 0) + 1;
      acknowledged.set(documentId, count);
      if (count > synced) unsynced.push(documentId);
    }
  }
  expect(unsynced).toEqual([]);
  expect(acknowledgements).toBeGreaterThan(100);
});
