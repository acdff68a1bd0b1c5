/**
 * The storage in SQLite, as the main thread holds it. Everything asked in one turn of the event loop, and while a
 * commit is in flight, leaves as one message; the writer makes one commit of its appends.
 *
 *   turn:      append append load append │ setImmediate ─▶ one message ─▶ writer: BEGIN … COMMIT (one fsync)
 *   in flight:   append append …waits…   │ ◀─ committed ─ resolve all ─▶ the next message
 */
import { Worker } from 'node:worker_threads';

import { batchBytesMax, batchCallsMax, waitingBytesMax, waitingCallsMax } from '../limits.ts';
import {
  type AppendRequest,
  type AppendResult,
  DamagedDocument,
  type Storage,
  StorageFailed,
  StorageFull,
} from '../port.ts';
import { refusals } from './data-folder.ts';
import { type Failure, type FailureKind } from './failure.ts';
import {
  type Answer,
  type Call,
  type Calls,
  type FromWriter,
  packAppends,
  type PackedHeads,
  payloadBytes,
  type ToWriter,
  unpackHead,
  type WriterData,
} from './wire.ts';

/** The storage in SQLite, with what only SQLite can do. */
export interface SqliteStorage extends Storage {
  /**
   * Sets a quota: the database may have at most this many pages of 4 KiB, now and until the next start. A smaller
   * number than it has now stops its growth. Can be raised at any time, and writes go on.
   */
  limitPages(max: number): Promise<void>;
  /** How many commits with appends, and how many appends in them, since the start. */
  readonly counts: { readonly commits: number; readonly appends: number };
}

/**
 * Opens the data folder, makes it when it is not there, and brings it to this version's tables.
 * @param now milliseconds since the epoch; names the backup before a migration
 * @throws {DataFolderRefused} with one plain sentence for the person who started the server
 */
export async function openSqliteStorage(options: {
  readonly folder: string;
  readonly now: () => number;
}): Promise<SqliteStorage> {
  const { folder, now } = options;
  const workerData: WriterData = { folder, startedAt: now() };
  const worker = new Worker(new URL('./writer.ts', import.meta.url), { workerData, execArgv: [] });
  const first = await new Promise<FromWriter>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  if (first.type !== 'refused') return new WriterClient(worker);
  await worker.terminate();
  if (first.refusal !== undefined) throw new refusals[first.refusal](folder);
  throw new StorageFailed(`The database could not be opened (SQLite code ${first.code}).`);
}

interface Waiting<Request, Value> {
  readonly request: Request;
  resolve(value: Value): void;
  reject(error: Error): void;
}

type WaitingAppend = Waiting<AppendRequest, AppendResult>;

class WriterClient implements SqliteStorage {
  readonly counts = { commits: 0, appends: 0 };
  readonly #worker: Worker;
  #appends: WaitingAppend[] = [];
  #appendBytes = 0;
  #calls: Call[] = [];
  /** Appends in the commit that is on its way. */
  #committing: readonly WaitingAppend[] = [];
  readonly #asked = new Map<number, Waiting<keyof Calls, unknown>>();
  #lastId = 0;
  #isScheduled = false;
  #end: StorageFailed | undefined;
  #isClosing = false;
  #closed: Promise<void> | undefined;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (message: FromWriter) => this.#receive(message));
    worker.once('error', () => this.#stop(new StorageFailed('The storage has stopped.')));
    worker.once('exit', () => this.#stop(new StorageFailed('The storage is closed.')));
  }

  append(request: AppendRequest): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      const refusal = this.#end ?? this.#overload();
      if (refusal) return reject(refusal);
      this.#appends.push({ request, resolve, reject });
      this.#appendBytes += payloadBytes(request);
      this.#schedule();
    });
  }

  readonly probe = this.#asks('probe');
  readonly limitPages = this.#asks('limitPages');
  readonly loadDocument = this.#asks('loadDocument');
  readonly putSnapshot = this.#asks('putSnapshot');
  readonly readLog = this.#asks('readLog');
  readonly isEmpty = this.#asks('isEmpty');
  readonly replaceWorld = this.#asks('replaceWorld');
  readonly person = this.#asks('person');
  readonly people = this.#asks('people');
  readonly plansOf = this.#asks('plansOf');
  readonly plan = this.#asks('plan');
  readonly planOfDocument = this.#asks('planOfDocument');
  readonly changesSince = this.#asks('changesSince');
  readonly markLooked = this.#asks('markLooked');
  readonly lookedAt = this.#asks('lookedAt');
  readonly readAudit = this.#asks('readAudit');
  readonly createSession = this.#asks('createSession');
  readonly session = this.#asks('session');
  readonly endSession = this.#asks('endSession');

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  #close(): Promise<void> {
    const exited = new Promise<void>((resolve) => this.#worker.once('exit', () => resolve()));
    if (this.#end) return Promise.resolve();
    this.#end = new StorageFailed('The storage is closed.');
    this.#isClosing = true;
    this.#letGoWhenDone();
    return exited;
  }

  /** Whatever was accepted has its answer before the files are let go. */
  #letGoWhenDone(): void {
    const waiting = this.#appends.length + this.#committing.length + this.#asked.size;
    if (this.#isClosing && waiting === 0) this.#send({ type: 'close' });
  }

  #asks<Name extends keyof Calls>(
    name: Name,
  ): (...args: Parameters<Calls[Name]>) => Promise<ReturnType<Calls[Name]>> {
    return (...args) =>
      new Promise((resolve, reject) => {
        const refusal = this.#end ?? this.#overload();
        if (refusal) return reject(refusal);
        this.#lastId += 1;
        this.#asked.set(this.#lastId, {
          request: name,
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the writer answers by the same map
          resolve: (value) => resolve(value as ReturnType<Calls[Name]>),
          reject,
        });
        this.#calls.push({ id: this.#lastId, name, args });
        this.#schedule();
      });
  }

  #overload(): StorageFailed | undefined {
    const isOver =
      this.#appendBytes > waitingBytesMax ||
      this.#appends.length + this.#asked.size > waitingCallsMax;
    return isOver ? new StorageFailed('Too much is waiting for the disk.') : undefined;
  }

  #schedule(): void {
    if (this.#isScheduled || this.#committing.length > 0) return;
    this.#isScheduled = true;
    setImmediate(() => this.#flush());
  }

  #flush(): void {
    this.#isScheduled = false;
    this.#committing = this.#takeAppends();
    const calls = this.#calls;
    this.#calls = [];
    if (this.#committing.length === 0) {
      if (calls.length > 0) this.#send({ type: 'batch', calls });
      return;
    }
    const appends = packAppends(this.#committing.map(({ request }) => request));
    this.#send({ type: 'batch', appends, calls }, [appends.payloads.buffer]);
  }

  /** As many waiting appends as fit one message, in order. */
  #takeAppends(): readonly WaitingAppend[] {
    let bytes = 0;
    let count = 0;
    for (const { request } of this.#appends) {
      if (count === batchCallsMax || (count > 0 && bytes > batchBytesMax)) break;
      bytes += payloadBytes(request);
      count += 1;
    }
    this.#appendBytes -= bytes;
    return this.#appends.splice(0, count);
  }

  #send(message: ToWriter, transfer: ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, transfer);
  }

  #receive(message: FromWriter): void {
    if (message.type === 'committed') this.#settleAppends(message.heads);
    if (message.type === 'answered') this.#settleCall(message.id, message.answer);
    if (message.type !== 'closed') this.#letGoWhenDone();
  }

  #settleAppends(heads: PackedHeads | Failure): void {
    const committing = this.#committing;
    this.#committing = [];
    if ('kind' in heads) {
      for (const append of committing) append.reject(errorOf(heads));
    } else {
      this.counts.commits += 1;
      this.counts.appends += committing.length;
      committing.forEach((append, index) => append.resolve(unpackHead(heads, index)));
    }
    if (this.#appends.length + this.#calls.length > 0) this.#schedule();
  }

  #settleCall(id: number, answer: Answer): void {
    const asked = this.#asked.get(id);
    this.#asked.delete(id);
    if (answer.ok) asked?.resolve(answer.value);
    else if ('failure' in answer) asked?.reject(errorOf(answer.failure));
    else asked?.reject(new DamagedDocument(answer.damaged.documentId, answer.damaged.seq));
  }

  #stop(end: StorageFailed): void {
    this.#end ??= end;
    const waiting = [...this.#committing, ...this.#appends, ...this.#asked.values()];
    this.#committing = [];
    this.#appends = [];
    this.#calls = [];
    this.#asked.clear();
    for (const asked of waiting) asked.reject(this.#end);
  }
}

const sentences: Readonly<Record<Exclude<FailureKind, 'full'>, string>> = {
  busy: 'Another program holds the database',
  invalid: 'The call breaks a rule of the tables',
  corrupt: 'A page of the database cannot be read',
  failed: 'The disk refused; nothing is written until the next start',
};

/** Codes only: a message of SQLite could quote what was written (I7). */
function errorOf({ kind, code }: Failure): Error {
  if (kind === 'full') return new StorageFull('There is no space left on the disk.');
  return new StorageFailed(`${sentences[kind]} (SQLite code ${code}).`);
}
