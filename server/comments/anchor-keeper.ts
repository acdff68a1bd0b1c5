/**
 * Keeps the places of threads true (AN7): soon after a commit, whoever made it with which client ever, the anchors in
 * that document are looked up in the committed text, and what moved, went or came back is written into the threads.
 *
 *   commit ─▶ due (0.25 to 1 s) ─▶ one document after the other: learn threads ─▶ look ─▶ write ─▶ announce
 *
 * A document without threads is looked up once and then costs nothing. Nothing is kept here that cannot be found again:
 * when the storage fails, the next commit tries again.
 */
import { type DocumentId } from '@alliance/shared/careplan/section';

import { limits } from '../core/limits.ts';
import { type Storage } from '../storage/port.ts';
import { type SyncServer } from '../sync/ports.ts';
import { type SyncLog } from '../sync/sync-log.ts';
import { AnchorLook, type Found } from './anchor-look.ts';
import { AnchorWriter } from './anchor-writer.ts';
import { DueDocuments } from './due-documents.ts';

/** What the rest of the server tells the keeper. */
export interface AnchorKeeper {
  /** A thread was started or put somewhere in this document. */
  watch(documentId: DocumentId): void;
  /** Somebody reads threads in these documents: what happened to them while no server was running is caught up, once. */
  catchUp(documentIds: Iterable<DocumentId>): void;
  /** Looks at everything that is due, then stops; before the live documents and the storage do. */
  close(): Promise<void>;
}

/** What the keeper works with. */
export interface AnchorKeeperSettings {
  readonly storage: Pick<
    Storage,
    'threadsOf' | 'thread' | 'writeThread' | 'readLog' | 'plan' | 'planOfDocument' | 'person'
  >;
  readonly sync: Pick<SyncServer, 'look' | 'onCommitted' | 'announceThread'>;
  readonly log: Pick<SyncLog, 'error'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Starts to listen for commits. */
export function startAnchorKeeper(settings: AnchorKeeperSettings): AnchorKeeper {
  return new LiveAnchorKeeper(settings);
}

class LiveAnchorKeeper implements AnchorKeeper {
  readonly #log: Pick<SyncLog, 'error'>;
  readonly #look: AnchorLook;
  readonly #writer: AnchorWriter;
  readonly #stopListening: () => void;
  /** Documents without threads, and those that have been looked at since the start. */
  readonly #idle = new Set<DocumentId>();
  readonly #seen = new Set<DocumentId>();
  readonly #changed: DueDocuments;
  readonly #context: DueDocuments;
  /** What is to be done, each thing once for each document however often it becomes due while it waits. */
  readonly #queue = new Map<string, () => Promise<void>>();
  #working: Promise<void> | undefined;
  #isClosed = false;

  constructor(settings: AnchorKeeperSettings) {
    this.#log = settings.log;
    this.#look = new AnchorLook(settings);
    this.#writer = new AnchorWriter(settings);
    this.#changed = new DueDocuments(
      { stretchMs: limits.anchorStretchMs, stretchesMax: limits.anchorStretchesMax },
      (due) => this.#enqueue('check', due),
    );
    this.#context = new DueDocuments(
      { stretchMs: limits.contextStretchMs, stretchesMax: limits.contextStretchesMax },
      (due) => this.#enqueue('context', due),
    );
    this.#stopListening = settings.sync.onCommitted((documentId) => {
      if (!this.#idle.has(documentId)) this.#changed.note(documentId);
    });
  }

  watch(documentId: DocumentId): void {
    this.#idle.delete(documentId);
    if (!this.#isClosed) this.#changed.note(documentId);
  }

  catchUp(documentIds: Iterable<DocumentId>): void {
    for (const documentId of documentIds) if (!this.#seen.has(documentId)) this.watch(documentId);
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#stopListening();
    this.#context.takeAll();
    this.#enqueue('check', this.#changed.takeAll());
    await this.#working;
  }

  /** One document at a time: however many are due, the sockets are served in between. */
  #enqueue(task: 'check' | 'context', documentIds: readonly DocumentId[]): void {
    const work = (documentId: DocumentId): Promise<void> =>
      task === 'check' ? this.#check(documentId) : this.#writeContext(documentId);
    for (const documentId of documentIds)
      this.#queue.set(`${task} ${documentId}`, () => this.#try(documentId, work));
    if (this.#queue.size > 0) this.#working ??= this.#workThrough();
  }

  async #workThrough(): Promise<void> {
    for (const [name, work] of this.#queue) {
      // Before it begins: what becomes due from now on is to be looked at once more.
      this.#queue.delete(name);
      // oxlint-disable-next-line no-await-in-loop
      await work();
    }
    this.#working = undefined;
  }

  async #try(
    documentId: DocumentId,
    work: (documentId: DocumentId) => Promise<void>,
  ): Promise<void> {
    try {
      await work(documentId);
    } catch (error) {
      // What was found is found again: nothing depends on this one time.
      this.#look.forget(documentId);
      this.#seen.delete(documentId);
      const kind = error instanceof Error ? error.name : typeof error;
      this.#log.error({ documentId, error: kind }, 'anchors.failed');
    }
  }

  async #check(documentId: DocumentId): Promise<void> {
    const found = await this.#look.at(documentId);
    noteAmong(this.#seen, documentId);
    if (found === undefined || found.threads.length === 0) {
      noteAmong(this.#idle, documentId);
      return;
    }
    // A thread may have come while the look before found none.
    this.#idle.delete(documentId);
    await this.#write(found);
    if (found.threads.some(({ thread }) => thread.refreshed !== undefined))
      this.#noteContext(documentId);
  }

  async #write(found: Found): Promise<void> {
    const isWhole = await this.#writer.write(found);
    // Somebody else has put a thread elsewhere meanwhile.
    if (!isWhole) this.watch(found.documentId);
  }

  #noteContext(documentId: DocumentId): void {
    if (!this.#isClosed) this.#context.note(documentId);
  }

  async #writeContext(documentId: DocumentId): Promise<void> {
    if (this.#isClosed) return;
    const threads = await this.#look.threadsIn(documentId);
    await this.#writer.writeContext(threads);
  }
}

/** Adds to a set that forgets its oldest members when it is full: they are looked up once more. */
function noteAmong(documentIds: Set<DocumentId>, documentId: DocumentId): void {
  documentIds.add(documentId);
  for (const oldest of documentIds) {
    if (documentIds.size <= limits.knownDocumentsMax) return;
    documentIds.delete(oldest);
  }
}
