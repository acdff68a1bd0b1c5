/** Measures the disk in a thread of its own: nobody who types or listens waits for it. */
import { parentPort, workerData } from 'node:worker_threads';

import { type DiskCommitOrder, measureDiskCommit } from './disk-commit.ts';

const order: DiskCommitOrder = workerData;

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's port has no origin
parentPort?.postMessage(await measureDiskCommit(order.folder, order.overMs));
