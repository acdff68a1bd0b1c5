import { once } from 'node:events';
import { fdatasyncSync, writeSync } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';

import { percentile } from './statistics.ts';

/** What one commit costs on a disk, in milliseconds. */
export interface DiskCommit {
  readonly p50: number;
  readonly p99: number;
}

/** What the thread is asked for. */
export interface DiskCommitOrder {
  readonly folder: string;
  readonly overMs: number;
}

const commits = 400;
const recordBytes = 4096;

/**
 * Appends a page and waits until it is on the disk, a few hundred times: the floor of "durable before visible".
 * `overMs` spreads them over a stretch of time.
 */
export async function measureDiskCommit(folder: string, overMs = 0): Promise<DiskCommit> {
  const own = await mkdtemp(join(folder, 'commit-'));
  const file = await open(join(own, 'log'), 'a');
  const page = Buffer.alloc(recordBytes, 7);
  const durations: number[] = [];
  for (let index = 0; index < commits; index += 1) {
    const start = performance.now();
    writeSync(file.fd, page);
    fdatasyncSync(file.fd);
    durations.push(performance.now() - start);
    if (overMs > 0) await delay(overMs / commits);
  }
  await file.close();
  await rm(own, { recursive: true });
  return { p50: percentile(durations, 0.5), p99: percentile(durations, 0.99) };
}

/** The same in a thread of its own over a stretch of time, while this one goes on. */
export async function measureDiskCommitBeside(folder: string, overMs: number): Promise<DiskCommit> {
  const worker = new Worker(new URL('disk-commit-worker.ts', import.meta.url), {
    workerData: { folder, overMs } satisfies DiskCommitOrder,
  });
  const [commit]: DiskCommit[] = await once(worker, 'message');
  await worker.terminate();
  if (commit === undefined) throw new TypeError('The thread says what it measured.');
  return commit;
}
