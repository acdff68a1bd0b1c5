/** Threads of comments in SQLite, and how far they have been read. The caller holds the transaction. */
import { type DatabaseSync } from 'node:sqlite';

import { type Thread } from '@alliance/shared/comments/thread';

import {
  type StoredThreads,
  type ThreadRead,
  type Threads,
  type ThreadWrite,
  type ThreadWritten,
} from '../port.ts';
import { openCursor, sealCursor } from '../thread-cursor.ts';
import { obstacleTo } from '../thread-precondition.ts';
import { change, query } from './query.ts';
import { WriteKeys } from './write-keys.ts';

interface RecordRow {
  /** JSON. */
  readonly record: string;
}

/** Writes and reads threads. */
export class ThreadRecords {
  readonly #statements: ReturnType<typeof prepareStatements>;
  readonly #keys: WriteKeys;

  constructor(database: DatabaseSync) {
    this.#statements = prepareStatements(database);
    this.#keys = new WriteKeys(database);
  }

  threadsOf({ planId, after }: Parameters<Threads['threadsOf']>[0]): StoredThreads {
    const { secret, last } = this.#changes();
    const known = after === undefined ? undefined : openCursor(secret, after);
    // A cursor from the future belongs to a database that a copy has been put in place of.
    const since = known !== undefined && known <= last ? known : undefined;
    const rows =
      since === undefined
        ? this.#statements.ofPlan.all(planId)
        : this.#statements.changedSince.all(planId, since);
    const cursor = sealCursor(secret, last);
    return { cursor, isWhole: since === undefined, threads: rows.map(decodeRecord) };
  }

  thread(threadId: string): Thread | undefined {
    const row = this.#statements.thread.get(threadId);
    return row && decodeRecord(row);
  }

  /** Keeps a new state, and its key; writes nothing when it may not. The audit is the caller's. */
  write(write: ThreadWrite): ThreadWritten {
    const { thread, key, audit } = write;
    const obstacle = obstacleTo(write, {
      keptDigest: this.#keys.digestOf(key),
      present: this.#statements.present.get(thread.id),
    });
    if (obstacle !== undefined) return { result: obstacle };
    this.#put(thread);
    this.#keys.put(key, audit.at);
    return { result: 'kept' };
  }

  reads(personId: string, planIds: readonly string[]): readonly ThreadRead[] {
    return this.#statements.reads.all(personId, JSON.stringify(planIds));
  }

  /** Moves a mark forward, at most to the thread's end; says whether it moved. */
  markRead({ personId, threadId, readCount }: ThreadRead): boolean {
    const count = this.#statements.commentCount.get(threadId)?.commentCount ?? 0;
    const reachable = Math.min(readCount, count);
    if (reachable < 1) return false;
    return this.#statements.markRead.run(personId, threadId, reachable).changes === 1;
  }

  /** Writes a world's threads, in place of all others. The caller has emptied the tables. */
  replace(threads: readonly Thread[], reads: readonly ThreadRead[]): void {
    this.#statements.startWorld.run();
    for (const thread of threads) this.#put(thread);
    for (const read of reads) this.markRead(read);
  }

  #changes(): { readonly secret: Uint8Array; readonly last: number } {
    const row = this.#statements.changes.get();
    if (row === undefined) throw new Error('The counter of changes is gone.');
    return row;
  }

  #put(thread: Thread): void {
    const { id, planId, version, comments } = thread;
    this.#statements.count.run();
    this.#statements.put.run(
      id,
      planId,
      version,
      this.#changes().last,
      comments[0].at,
      comments.length,
      JSON.stringify(thread),
    );
  }
}

function decodeRecord({ record }: RecordRow): Thread {
  const thread: Thread = JSON.parse(record);
  return thread;
}

function prepareStatements(database: DatabaseSync) {
  return {
    changes: query<{ readonly secret: Uint8Array; readonly last: number }>(
      database,
      'SELECT secret, last FROM thread_changes',
    ),
    count: change(database, 'UPDATE thread_changes SET last = last + 1'),
    startWorld: change(database, 'UPDATE thread_changes SET secret = randomblob(32)'),
    ofPlan: query<RecordRow>(
      database,
      'SELECT record FROM threads WHERE planId = ? ORDER BY startedAt, threadId',
    ),
    changedSince: query<RecordRow>(
      database,
      'SELECT record FROM threads WHERE planId = ? AND change > ? ORDER BY startedAt, threadId',
    ),
    thread: query<RecordRow>(database, 'SELECT record FROM threads WHERE threadId = ?'),
    present: query<Pick<Thread, 'planId' | 'version'>>(
      database,
      'SELECT planId, version FROM threads WHERE threadId = ?',
    ),
    put: change(
      database,
      `
      INSERT INTO threads(threadId, planId, version, change, startedAt, commentCount, record)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET version = excluded.version, change = excluded.change,
        startedAt = excluded.startedAt, commentCount = excluded.commentCount,
        record = excluded.record`,
    ),
    commentCount: query<{ readonly commentCount: number }>(
      database,
      'SELECT commentCount FROM threads WHERE threadId = ?',
    ),
    reads: query<ThreadRead>(
      database,
      `
      SELECT personId, threadId, readCount FROM thread_reads JOIN threads USING (threadId)
      WHERE personId = ? AND planId IN (SELECT value FROM json_each(?))
      ORDER BY startedAt, threadId`,
    ),
    markRead: change(
      database,
      `
      INSERT INTO thread_reads VALUES (?, ?, ?)
      ON CONFLICT DO UPDATE SET readCount = excluded.readCount
        WHERE excluded.readCount > readCount`,
    ),
  };
}
