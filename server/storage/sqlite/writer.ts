/**
 * The one thread that writes the database. Each message is a batch: its appends become one transaction with one fsync
 * (group commit), answered before anything else is done; then its calls follow, one transaction each. Between batches
 * the write-ahead log goes into the database now and then, so that no commit waits for it.
 */
import { parentPort, workerData } from 'node:worker_threads';

import { batchesBetweenLooks, walPagesMax } from '../limits.ts';
import { createWritingCalls } from './calls.ts';
import { DataFolderRefused, type RefusalKey, refusalKeys, refusals } from './data-folder.ts';
import { DocumentLogWriter } from './document-log.ts';
import { type Failure, failureOf } from './failure.ts';
import { migrations } from './migrations.ts';
import { type OpenDatabase, openDatabase } from './open-database.ts';
import {
  packHeads,
  type PackedAppends,
  type PackedHeads,
  unpackAppends,
} from './packed-appends.ts';
import { change, query } from './query.ts';
import {
  type Answer,
  type Call,
  type FromWriter,
  type ToWriter,
  type WriterData,
  type WritingCalls,
} from './wire.ts';

if (parentPort === null) throw new Error('The writer runs as a worker.');
const port = parentPort;

const given: WriterData = workerData;
start(given);

function start({ folder, startedAt }: WriterData): void {
  try {
    const open = openDatabase({ folder, startedAt, migrations });
    serve(open);
    send({ type: 'ready' });
  } catch (error) {
    send({ type: 'refused', refusal: refusalKeyOf(error), code: failureOf(error).code });
  }
}

function serve(open: OpenDatabase): void {
  const { database } = open;
  const log = new DocumentLogWriter(database);
  const calls = createWritingCalls(database, log);
  const walState = query<{ readonly log: number; readonly checkpointed: number }>(
    database,
    'PRAGMA wal_checkpoint(NOOP)',
  );
  const begin = change(database, 'BEGIN IMMEDIATE');
  const commit = change(database, 'COMMIT');
  let stopped: Failure | undefined;
  let batches = 0;

  port.on('message', (message: ToWriter) => {
    if (message.type === 'close') {
      open.close();
      port.close();
      return;
    }
    if (message.appends) send({ type: 'committed', heads: append(message.appends) });
    for (const call of message.calls) {
      send({ type: 'answered', id: call.id, answer: stopped ? refuse(stopped) : answer(call) });
    }
    batches += 1;
    if (!stopped && batches % batchesBetweenLooks === 0) checkpoint();
  });

  function append(packed: PackedAppends): PackedHeads | Failure {
    if (stopped) return stopped;
    try {
      return inTransaction(() => {
        const appended = log.append(unpackAppends(packed));
        return { value: packHeads(appended.results), committed: () => appended.committed() };
      });
    } catch (error) {
      return fail(error);
    }
  }

  function answer({ name, args }: Call<keyof WritingCalls>): Answer {
    if (name === 'limitPages') return { ok: true, value: calls.limitPages(Number(args[0])) };
    try {
      const value = inTransaction(() => ({ value: Reflect.apply(calls[name], calls, args) }));
      return { ok: true, value };
    } catch (error) {
      return refuse(fail(error));
    }
  }

  function inTransaction<Value>(work: () => { readonly value: Value; committed?(): void }): Value {
    begin.run();
    const done = work();
    commit.run();
    done.committed?.();
    return done.value;
  }

  /** Rolls back. After a failure that is final everything is refused until the next start: a failed fsync is not tried again. */
  function fail(error: unknown): Failure {
    const failure = failureOf(error);
    if (isFinal(failure)) stop(failure);
    log.forget();
    rollBack();
    return failure;
  }

  function rollBack(): void {
    try {
      if (database.isTransaction) database.exec('ROLLBACK');
    } catch (error) {
      stop(failureOf(error));
    }
  }

  function stop(failure: Failure): void {
    if (stopped === undefined) send({ type: 'stopped', failure });
    stopped ??= failure;
  }

  function checkpoint(): void {
    try {
      const pages = walState.get();
      if (pages === undefined || pages.log - pages.checkpointed < walPagesMax) return;
      database.exec('PRAGMA wal_checkpoint(PASSIVE)');
    } catch (error) {
      fail(error);
    }
  }
}

/** After these nobody knows what is on the disk. */
function isFinal({ kind }: Failure): boolean {
  return kind === 'failed' || kind === 'corrupt';
}

function refuse(failure: Failure): Answer {
  return { ok: false, failure };
}

function refusalKeyOf(error: unknown): RefusalKey | undefined {
  if (!(error instanceof DataFolderRefused)) return undefined;
  return refusalKeys.find((key) => error instanceof refusals[key]);
}

function send(message: FromWriter): void {
  port.postMessage(message);
}
