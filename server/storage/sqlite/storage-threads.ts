/**
 * The storage in SQLite, as the main thread holds it. Everything asked without a pause, and while a commit is in
 * flight, leaves as one message; the writer makes one commit of its appends. Nothing waits longer than for the commit in
 * flight; right after a message with many the next one waits a moment, so that rows share commits when time is short.
 * Questions go to the reader.
 *
 *   at once:   append append mark append │ microtask ─▶ one message ─▶ writer: BEGIN … COMMIT (one fsync)
 *   in flight:   append append …waits…   │ ◀─ committed ─ resolve all ─▶ the next message
 *   turn:      load session load         │ setImmediate ─▶ one message ─▶ reader: one answer each
 */
import { type Worker } from 'node:worker_threads';

import {
  batchBytesMax,
  batchCallsMax,
  commitPaceMs,
  crowdedCommit,
  waitingBytesMax,
  waitingCallsMax,
  waitingQuestionsMax,
} from '../limits.ts';
import {
  type AppendRequest,
  type AppendResult,
  DamagedDocument,
  type Storage,
  StorageFailed,
} from '../port.ts';
import { errorOf, type Failure } from './failure.ts';
import { packAppends, type PackedHeads, payloadBytes, unpackHead } from './packed-appends.ts';
import { onMessage } from './thread-messages.ts';
import {
  type Answer,
  type Call,
  type Calls,
  type FromReader,
  type FromWriter,
  type ReadingCalls,
  type ToReader,
  type ToWriter,
  type WritingCalls,
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

type Asking<Name extends keyof Calls> = (
  ...args: Parameters<Calls[Name]>
) => Promise<ReturnType<Calls[Name]>>;

interface Waiting<Value> {
  resolve(value: Value): void;
  reject(error: Error): void;
}

interface WaitingAppend extends Waiting<AppendResult> {
  readonly request: AppendRequest;
}

/** The main thread's end of the writer and the reader. */
export class StorageThreads implements SqliteStorage {
  readonly counts = { commits: 0, appends: 0 };
  readonly failed: Promise<void>;
  readonly #tellFailed: () => void;
  readonly #writer: Worker;
  readonly #reader: Worker;
  #appends: WaitingAppend[] = [];
  #appendBytes = 0;
  #writes: Call<keyof WritingCalls>[] = [];
  #reads: Call<keyof ReadingCalls>[] = [];
  /** Appends in the commit that is on its way. */
  #committing: readonly WaitingAppend[] = [];
  readonly #asked = new Map<number, Waiting<unknown>>();
  #lastId = 0;
  #isScheduled = false;
  /** When the last message went to the writer, by the process's own clock. */
  #toldAt = Number.NEGATIVE_INFINITY;
  /** How many appends it held. */
  #toldCount = 0;
  /** Why nothing more is accepted. */
  #end: Error | undefined;
  #isClosing = false;
  #isStopped = false;
  #closed: Promise<void> | undefined;

  constructor(writer: Worker, reader: Worker) {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.failed = promise;
    this.#tellFailed = resolve;
    this.#writer = writer;
    this.#reader = reader;
    onMessage<FromWriter>(writer, (message) => this.#receive(message));
    onMessage<FromReader>(reader, (message) => this.#receive(message));
    for (const thread of [writer, reader]) {
      thread.once('error', () => this.#stop());
      thread.once('exit', () => this.#stop());
    }
  }

  append(request: AppendRequest): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      const isOver = this.#appendBytes > waitingBytesMax || this.#appends.length > waitingCallsMax;
      const refusal = this.#end ?? (isOver ? overloaded() : undefined);
      if (refusal) return reject(refusal);
      this.#appends.push({ request, resolve, reject });
      this.#appendBytes += payloadBytes(request);
      this.#schedule();
    });
  }

  readonly probe = this.#changes('probe');
  readonly limitPages = this.#changes('limitPages');
  readonly loadDocument = this.#asks('loadDocument');
  readonly putSnapshot = this.#changes('putSnapshot');
  readonly readLog = this.#asks('readLog');
  readonly checkLog = this.#asks('checkLog');
  readonly checkPages = this.#asks('checkPages');
  readonly isEmpty = this.#asks('isEmpty');
  readonly replaceWorld = this.#changes('replaceWorld');
  readonly person = this.#asks('person');
  readonly people = this.#asks('people');
  readonly plansOf = this.#asks('plansOf');
  readonly plan = this.#asks('plan');
  readonly planOfDocument = this.#asks('planOfDocument');
  readonly changesSince = this.#asks('changesSince');
  readonly markLooked = this.#changes('markLooked');
  readonly lookedAt = this.#asks('lookedAt');
  readonly readAudit = this.#asks('readAudit');
  readonly threadsOf = this.#asks('threadsOf');
  readonly thread = this.#asks('thread');
  readonly writeThread = this.#changes('writeThread');
  readonly purgeWriteKeys = this.#changes('purgeWriteKeys');
  readonly threadReads = this.#asks('threadReads');
  readonly markThreadRead = this.#changes('markThreadRead');
  readonly openMergeChecks = this.#asks('openMergeChecks');
  readonly mergeCheck = this.#asks('mergeCheck');
  readonly unscannedDocuments = this.#asks('unscannedDocuments');
  readonly scanMark = this.#asks('scanMark');
  readonly keepScan = this.#changes('keepScan');
  readonly writeMergeCheck = this.#changes('writeMergeCheck');
  readonly notificationsOf = this.#asks('notificationsOf');
  readonly putNotifications = this.#changes('putNotifications');
  readonly digestReaders = this.#asks('digestReaders');
  readonly createSession = this.#changes('createSession');
  readonly session = this.#asks('session');
  readonly endSession = this.#changes('endSession');
  readonly purgeSessions = this.#changes('purgeSessions');
  readonly alliance = this.#asks('alliance');
  readonly allianceOfLink = this.#asks('allianceOfLink');
  readonly allianceOfCharter = this.#asks('allianceOfCharter');
  readonly alliances = this.#asks('alliances');
  readonly foundAlliance = this.#changes('foundAlliance');
  readonly writeAlliance = this.#changes('writeAlliance');
  readonly charterVersion = this.#asks('charterVersion');
  readonly account = this.#asks('account');
  readonly accountOfEmail = this.#asks('accountOfEmail');
  readonly accounts = this.#asks('accounts');
  readonly addAccount = this.#changes('addAccount');
  readonly writeAccount = this.#changes('writeAccount');
  readonly renamePerson = this.#changes('renamePerson');
  readonly link = this.#asks('link');
  readonly putLink = this.#changes('putLink');
  readonly spendLink = this.#changes('spendLink');
  readonly sessionsOf = this.#asks('sessionsOf');
  readonly endSessions = this.#changes('endSessions');
  readonly writeSession = this.#changes('writeSession');
  readonly settings = this.#asks('settings');
  readonly writeSettings = this.#changes('writeSettings');
  readonly querySignIn = this.#changes('querySignIn');

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    const threads = [this.#writer, this.#reader];
    const exits = threads.map((thread) => new Promise((resolve) => thread.once('exit', resolve)));
    if (this.#isStopped) return;
    this.#end ??= new StorageFailed('The storage is closed.');
    this.#isClosing = true;
    this.#letGoWhenDone();
    await Promise.all(exits);
  }

  /** Whatever was accepted has its answer before the files are let go. */
  #letGoWhenDone(): void {
    const waiting = this.#appends.length + this.#committing.length + this.#asked.size;
    if (!this.#isClosing || waiting > 0) return;
    this.#tellReader({ type: 'close' });
    this.#tellWriter({ type: 'close' });
  }

  #asks<Name extends keyof ReadingCalls>(name: Name): Asking<Name> {
    return (...args) =>
      this.#ask<Name>(waitingQuestionsMax, (id) => {
        this.#reads.push({ id, name, args });
        if (this.#reads.length === 1) setImmediate(() => this.#flushReads());
      });
  }

  #changes<Name extends keyof WritingCalls>(name: Name): Asking<Name> {
    return (...args) =>
      this.#ask<Name>(waitingCallsMax, (id) => {
        this.#writes.push({ id, name, args });
        this.#schedule();
      });
  }

  #ask<Name extends keyof Calls>(
    max: number,
    send: (id: number) => void,
  ): ReturnType<Asking<Name>> {
    return new Promise((resolve, reject) => {
      const refusal = this.#end ?? (this.#asked.size > max ? overloaded() : undefined);
      if (refusal) return reject(refusal);
      this.#lastId += 1;
      this.#asked.set(this.#lastId, {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the threads answer by the same map
        resolve: (value) => resolve(value as ReturnType<Calls[Name]>),
        reject,
      });
      send(this.#lastId);
    });
  }

  #schedule(): void {
    if (this.#isScheduled || this.#committing.length > 0) return;
    this.#isScheduled = true;
    // Whoever gathers over a turn has done so: a further turn would only add to the wait.
    if (!this.#isCrowded) queueMicrotask(() => this.#flush());
    // Many come at a time: a moment more makes several commits one.
    else setTimeout(() => this.#flush(), commitPaceMs);
  }

  /** Whether the last message left only just before, with many appends. While there are few, a moment's wait is more than it saves. */
  get #isCrowded(): boolean {
    return this.#toldCount >= crowdedCommit && performance.now() - this.#toldAt <= commitPaceMs;
  }

  #flush(): void {
    this.#isScheduled = false;
    this.#toldAt = performance.now();
    this.#committing = this.#takeAppends();
    this.#toldCount = this.#committing.length;
    const calls = this.#writes;
    this.#writes = [];
    if (this.#committing.length > 0) {
      const appends = packAppends(this.#committing.map(({ request }) => request));
      this.#tellWriter({ type: 'batch', appends, calls }, [appends.payloads.buffer]);
    } else if (calls.length > 0) {
      this.#tellWriter({ type: 'batch', calls });
    }
  }

  #flushReads(): void {
    const calls = this.#reads;
    this.#reads = [];
    if (calls.length > 0) this.#tellReader({ type: 'batch', calls });
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

  #tellWriter(message: ToWriter, transfer: ArrayBuffer[] = []): void {
    this.#writer.postMessage(message, transfer);
  }

  #tellReader(message: ToReader): void {
    this.#reader.postMessage(message, []);
  }

  #receive(message: FromWriter | FromReader): void {
    if (message.type === 'committed') this.#settleAppends(message.heads);
    if (message.type === 'answered') this.#settleCall(message.id, message.answer);
    if (message.type === 'stopped') this.#fail(errorOf(message.failure));
    this.#letGoWhenDone();
  }

  #settleAppends(heads: PackedHeads | Failure): void {
    const committing = this.#committing;
    this.#committing = [];
    if ('kind' in heads) {
      const error = this.#errorOf(heads);
      for (const append of committing) append.reject(error);
    } else {
      this.counts.commits += 1;
      this.counts.appends += committing.length;
      committing.forEach((append, index) => append.resolve(unpackHead(heads, index)));
    }
    if (this.#appends.length + this.#writes.length > 0) this.#schedule();
  }

  #settleCall(id: number, answer: Answer): void {
    const asked = this.#asked.get(id);
    this.#asked.delete(id);
    if (answer.ok) asked?.resolve(answer.value);
    else if ('failure' in answer) asked?.reject(this.#errorOf(answer.failure));
    else asked?.reject(new DamagedDocument(answer.damaged.documentId, answer.damaged.seq));
  }

  /** After an error of the disk nothing more is asked of it until the next start. */
  #errorOf(failure: Failure): Error {
    const error = errorOf(failure);
    if (failure.kind === 'failed') this.#fail(error);
    return error;
  }

  #fail(error: Error): void {
    this.#end ??= error;
    this.#tellFailed();
  }

  /** A thread has ended: what still waits will never be answered. */
  #stop(): void {
    const end = (this.#end ??= new StorageFailed('The storage has stopped.'));
    this.#isStopped ||= !this.#isClosing;
    const waiting = [...this.#committing, ...this.#appends, ...this.#asked.values()];
    this.#committing = [];
    this.#appends = [];
    this.#writes = [];
    this.#reads = [];
    this.#asked.clear();
    for (const asked of waiting) asked.reject(end);
    if (!this.#isStopped) return;
    this.#tellFailed();
    void Promise.all([this.#writer.terminate(), this.#reader.terminate()]);
  }
}

/** Questions and appends are counted apart: whoever asks without end does not keep words from the disk. */
function overloaded(): StorageFailed {
  return new StorageFailed('Too much is waiting for the disk.');
}
