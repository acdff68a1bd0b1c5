/**
 * The thread that answers questions, through a connection that cannot write: opening a long document does not hold up
 * a commit. It sees every commit that was acknowledged before it was asked.
 */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

import { DamagedDocument } from '../port.ts';
import { createReadingCalls } from './calls.ts';
import { databaseFile } from './data-folder.ts';
import { failureOf } from './failure.ts';
import {
  type Answer,
  type Call,
  type FromReader,
  type ReadingCalls,
  type ToReader,
} from './wire.ts';

if (parentPort === null) throw new Error('The reader runs as a worker.');
const port = parentPort;

const folder: string = workerData;
const database = new DatabaseSync(join(folder, databaseFile), { readOnly: true, timeout: 5000 });
const calls = createReadingCalls(database);

port.on('message', (message: ToReader) => {
  if (message.type === 'close') {
    database.close();
    port.close();
    return;
  }
  for (const call of message.calls) {
    send({ type: 'answered', id: call.id, answer: answer(call) });
  }
});

function answer({ name, args }: Call<keyof ReadingCalls>): Answer {
  try {
    return { ok: true, value: atOneMoment(() => Reflect.apply(calls[name], calls, args)) };
  } catch (error) {
    if (!(error instanceof DamagedDocument)) return { ok: false, failure: failureOf(error) };
    return { ok: false, damaged: { documentId: error.documentId, seq: error.seq } };
  }
}

function atOneMoment(read: () => unknown): unknown {
  database.exec('BEGIN');
  try {
    return read();
  } finally {
    // After some errors SQLite has ended the transaction by itself.
    if (database.isTransaction) database.exec('ROLLBACK');
  }
}

function send(message: FromReader): void {
  port.postMessage(message);
}
