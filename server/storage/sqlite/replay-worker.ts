/** The thread that replays. It reads the database through a connection of its own that cannot write. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

import { DamagedDocument, type ReplayBase, type Snapshot } from '../port.ts';
import { isReplayed } from '../replay.ts';
import { databaseFile } from './data-folder.ts';
import { DocumentReader } from './document-reader.ts';

if (parentPort === null) throw new Error('The replayer runs as a worker.');
const port = parentPort;

const folder: string = workerData;
const database = new DatabaseSync(join(folder, databaseFile), { readOnly: true, timeout: 5000 });
const reader = new DocumentReader(database);

port.on('message', (candidate: Snapshot) => port.postMessage(verify(candidate)));

function verify(candidate: Snapshot): 'equal' | 'different' {
  try {
    return isReplayed(candidate, baseOf(candidate)) ? 'equal' : 'different';
  } catch (error) {
    if (error instanceof DamagedDocument) return 'different';
    throw error;
  }
}

/** Snapshot and rows come from one moment: a new world between the two would mix two documents. */
function baseOf(candidate: Snapshot): ReplayBase {
  database.exec('BEGIN');
  try {
    return reader.replayBase(candidate);
  } finally {
    if (database.isTransaction) database.exec('ROLLBACK');
  }
}
