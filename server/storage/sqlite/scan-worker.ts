/** The thread that looks for merge checks. It reads the database through a connection of its own that cannot write. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

import { type HistoryRow } from '../../core/merge-history.ts';
import { scanLog, type ScanSource } from '../log-scanner.ts';
import { type ScanAnswer, type ScanRequest } from '../port.ts';
import { databaseFile } from './data-folder.ts';
import { query } from './query.ts';

if (parentPort === null) throw new Error('The scanner runs as a worker.');
const port = parentPort;

const folder: string = workerData;
const database = new DatabaseSync(join(folder, databaseFile), { readOnly: true, timeout: 5000 });
const documents = query<{ readonly key: number; readonly incarnation: string }>(
  database,
  'SELECT key, incarnation FROM documents WHERE documentId = ?',
);
const writers = query<{ readonly people: number; readonly seq: number }>(
  database,
  'SELECT count(*) AS people, coalesce(max(seq), 0) AS seq FROM last_changes WHERE document = ?',
);
const rows = query<HistoryRow>(
  database,
  `SELECT seq, personId, committedAt, format, payload FROM log
  WHERE document = ? AND seq > ? ORDER BY seq LIMIT ?`,
);
const snapshots = query<{ readonly seq: number; readonly state: Uint8Array }>(
  database,
  'SELECT seq, state FROM snapshots WHERE document = ? AND seq <= ? ORDER BY seq DESC LIMIT 1',
);

port.on('message', (request: ScanRequest) => port.postMessage(scan(request)));

function scan(request: ScanRequest): ScanAnswer | 'gone' | 'failed' {
  database.exec('BEGIN');
  try {
    const document = documents.get(request.documentId);
    return document === undefined ? 'gone' : scanLog(sourceOf(document), request);
  } catch {
    // Rows that do not make a document, or a page that cannot be read: the log's own check says which.
    return 'failed';
  } finally {
    if (database.isTransaction) database.exec('ROLLBACK');
  }
}

function sourceOf({ key, incarnation }: { key: number; incarnation: string }): ScanSource {
  const { people, seq } = writers.get(key) ?? { people: 0, seq: 0 };
  return {
    head: () => ({ incarnation, seq }),
    isShared: people > 1,
    rows: (afterSeq, limit) => rows.all(key, afterSeq, limit),
    baseBefore: (before) => snapshots.get(key, before),
  };
}
