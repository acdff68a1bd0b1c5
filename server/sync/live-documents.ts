/**
 * The documents in memory. One room per document, loaded once however many ask; its updates go to the storage at the
 * end of the turn in which they came, and one append is on its way at a time. When the storage fails, the room is
 * dropped and loaded again: what was not committed is still with the clients that sent it.
 */
import { type DocumentId } from '@alliance/shared/careplan/section';
import { type CloseCode, type CloseReason, closeCodes } from '@alliance/shared/sync/close-code';

import { type Inspect } from '../core/inspector.ts';
import { type Effect, type MemberId } from '../core/room-effect.ts';
import { type Member } from '../core/room-member.ts';
import { Room } from '../core/room.ts';
import {
  type AppendRequest,
  type DocumentLog,
  StorageFailed,
  StorageFull,
} from '../storage/port.ts';
import { type Conversation, SharedFrame } from './conversation.ts';
import { type SyncMeasures } from './measures.ts';
import { type CommittedSection } from './ports.ts';
import { type SnapshotKeeper } from './snapshot-keeper.ts';
import { storedSectionOf } from './stored-section.ts';
import { type SyncLog } from './sync-log.ts';

/** A room with the conversations of its members. */
export interface LiveDocument {
  readonly documentId: DocumentId;
  readonly room: Room;
  readonly conversations: Map<MemberId, Conversation>;
  readonly readers: Map<number, (section: CommittedSection | undefined) => void>;
  /** The last committed text that somebody asked for. */
  lastRead: CommittedSection | undefined;
  /** When the last member left, by the server's clock; undefined while somebody is here. */
  emptySince: number | undefined;
  /** Settles when the append on its way has been answered. */
  appending: Promise<void> | undefined;
  /** Forgotten: nothing may be done with it any more. */
  isGone: boolean;
}

/** What the live documents need. */
export interface LiveDocumentsOptions {
  readonly log: DocumentLog;
  readonly now: () => number;
  readonly logger: SyncLog;
  readonly measures: SyncMeasures;
  readonly snapshots: SnapshotKeeper;
  /** The storage has no space: called once per failed append. */
  readonly onStorageFull: () => void;
  readonly canSave: () => boolean;
  /** Another inspector than the server's own, for tests that plant a failure in it. */
  readonly inspect?: Inspect | undefined;
}

/** The rooms by document. */
export class LiveDocuments {
  readonly #options: LiveDocumentsOptions;
  readonly #live = new Map<DocumentId, LiveDocument>();
  readonly #loading = new Map<DocumentId, Promise<LiveDocument | undefined>>();
  /** Appends of forgotten rooms: the document is not loaded before they are answered. */
  readonly #settling = new Map<DocumentId, Promise<void>>();
  readonly #gathered = new Set<LiveDocument>();
  #lastTicket = 0;

  constructor(options: LiveDocumentsOptions) {
    this.#options = options;
  }

  /** Every document in memory. */
  get all(): Iterable<LiveDocument> {
    return this.#live.values();
  }

  /** The document in memory, if it is. */
  get(documentId: DocumentId): LiveDocument | undefined {
    return this.#live.get(documentId);
  }

  /** The living document, loaded if need be; undefined when there is none. Rejects like `DocumentLog.loadDocument`. */
  async open(documentId: DocumentId): Promise<LiveDocument | undefined> {
    return this.#live.get(documentId) ?? (await this.#loadOnce(documentId));
  }

  /** Lets a member in. The document is alive: nothing may be awaited between `open` and this. */
  join(live: LiveDocument, conversation: Conversation, member: Member): void {
    live.emptySince = undefined;
    live.conversations.set(member.id, conversation);
    this.perform(live, live.room.join(member));
  }

  /** One frame of a member. */
  receive(live: LiveDocument, id: MemberId, frame: Uint8Array): void {
    if (!live.isGone) this.perform(live, live.room.receive(id, frame, this.#options.canSave()));
  }

  /** The member's side has ended. */
  leave(live: LiveDocument, id: MemberId): void {
    const conversation = live.conversations.get(id);
    if (conversation === undefined) return;
    live.conversations.delete(id);
    conversation.release();
    if (!live.isGone) this.perform(live, live.room.leave(id));
    this.#noteEmpty(live);
  }

  /** The server ends a member's conversation. */
  expel(live: LiveDocument, id: MemberId, code: CloseCode, reason: CloseReason): void {
    const conversation = live.conversations.get(id);
    this.leave(live, id);
    conversation?.end(code, reason);
    if (conversation !== undefined) this.#options.measures.conversationClosed(code);
  }

  /** What is on disk now. */
  async read(documentId: DocumentId): Promise<CommittedSection | undefined> {
    const live = await this.open(documentId);
    if (live === undefined) return undefined;
    if (live.lastRead?.head === live.room.head.seq && !live.room.isWaiting) return live.lastRead;
    const section = await this.#readLive(live);
    return section ?? (await this.read(documentId));
  }

  /** Ends all conversations of a document and forgets it, when what was accepted is on disk. */
  async close(documentId: DocumentId, code: CloseCode, reason: CloseReason): Promise<void> {
    await this.#loading.get(documentId)?.catch(() => undefined);
    const live = this.#live.get(documentId);
    if (live !== undefined) {
      for (const id of live.conversations.keys()) this.expel(live, id, code, reason);
      await this.#drain(live);
      this.#forget(live, code, reason);
    }
    await this.#settling.get(documentId);
  }

  /** Forgets a room whose members are long gone. */
  forgetIdle(live: LiveDocument): void {
    if (live.room.isEmpty && !live.room.isWaiting) {
      this.#forget(live, closeCodes.tryAgain, 'stopping');
    }
  }

  /** Does what a room asks. */
  perform(live: LiveDocument, effects: readonly Effect[]): void {
    for (const effect of effects) this.#performOne(live, effect);
  }

  #performOne(live: LiveDocument, effect: Effect): void {
    switch (effect.type) {
      case 'send':
        live.conversations.get(effect.to)?.send(effect.payload);
        return;
      case 'broadcast':
        broadcast(live, effect.except, effect.payload);
        return;
      case 'gathered':
        live.conversations.get(effect.member)?.hold(effect.bytes);
        this.#appendSoon(live);
        return;
      case 'settled':
        live.conversations.get(effect.member)?.settle(effect.bytes);
        return;
      case 'more':
        this.#appendSoon(live);
        return;
      case 'close':
        this.#endOne(live, effect);
        return;
      case 'read':
        this.#answerReader(live, effect);
        return;
      case 'differs':
        this.#options.measures.copyDiffers();
        this.#options.logger.warn({ documentId: live.documentId }, 'copy.differs');
        return;
      case 'broken':
        this.#options.logger.error({ documentId: live.documentId }, 'room.broken');
        this.#forget(live, closeCodes.tryAgain, 'storage-failed');
    }
  }

  #endOne(live: LiveDocument, effect: Effect & { readonly type: 'close' }): void {
    const { logger, measures } = this.#options;
    const conversation = live.conversations.get(effect.member);
    live.conversations.delete(effect.member);
    if (effect.rule !== undefined) {
      measures.refused(effect.rule);
      logger.warn({ documentId: live.documentId, rule: effect.rule }, 'update.refused');
    }
    measures.conversationClosed(effect.code);
    conversation?.end(effect.code, effect.reason);
    this.#noteEmpty(live);
  }

  #answerReader(live: LiveDocument, effect: Effect & { readonly type: 'read' }): void {
    const { head, section } = effect;
    live.lastRead = { head, section };
    live.readers.get(effect.ticket)?.(live.lastRead);
    live.readers.delete(effect.ticket);
  }

  #readLive(live: LiveDocument): Promise<CommittedSection | undefined> {
    return new Promise((resolve) => {
      const ticket = ++this.#lastTicket;
      live.readers.set(ticket, resolve);
      this.perform(live, live.room.read(ticket));
    });
  }

  #loadOnce(documentId: DocumentId): Promise<LiveDocument | undefined> {
    const loading = this.#loading.get(documentId) ?? this.#load(documentId);
    this.#loading.set(documentId, loading);
    return loading;
  }

  async #load(documentId: DocumentId): Promise<LiveDocument | undefined> {
    try {
      await this.#settling.get(documentId);
      const stored = await this.#options.log.loadDocument(documentId);
      if (stored === undefined) return undefined;
      const live = liveDocument(
        documentId,
        new Room(storedSectionOf(documentId, stored), this.#options.inspect),
      );
      live.emptySince = this.#options.now();
      this.#live.set(documentId, live);
      this.#options.measures.roomsLive(this.#live.size);
      return live;
    } finally {
      this.#loading.delete(documentId);
    }
  }

  #noteEmpty(live: LiveDocument): void {
    if (live.conversations.size === 0) live.emptySince = this.#options.now();
  }

  /** At the end of the turn, so that all rooms' updates of one turn share a commit. */
  #appendSoon(live: LiveDocument): void {
    if (this.#gathered.size === 0) setImmediate(() => this.#appendGathered());
    this.#gathered.add(live);
  }

  #appendGathered(): void {
    const gathered = [...this.#gathered];
    this.#gathered.clear();
    for (const live of gathered) this.#append(live);
  }

  #append(live: LiveDocument): void {
    const batch = live.isGone ? undefined : live.room.takeBatch();
    if (batch === undefined) return;
    const startedAt = this.#options.now();
    const committedAt = new Date(startedAt).toISOString();
    const request: AppendRequest = {
      documentId: live.documentId,
      expectedHead: live.room.head.seq,
      incarnation: live.room.incarnation,
      rows: batch.rows.map((row) => ({ ...row, format, committedAt, authors: [] })),
      bind: batch.bind,
    };
    live.appending = this.#settle(live, request, startedAt);
  }

  async #settle(live: LiveDocument, request: AppendRequest, startedAt: number): Promise<void> {
    try {
      const result = await this.#options.log.append(request);
      if (!result.ok) throw new StorageFailed('The log has moved on without this room.');
      this.#measure(request, startedAt);
      live.appending = undefined;
      if (live.isGone) return;
      this.perform(live, live.room.committed(result.head));
      this.#options.snapshots.consider(live.room);
    } catch (error) {
      live.appending = undefined;
      this.#fail(live, error);
    }
  }

  #measure(request: AppendRequest, startedAt: number): void {
    const bytes = request.rows.reduce((sum, row) => sum + row.payload.byteLength, 0);
    const ms = this.#options.now() - startedAt;
    this.#options.measures.committed({ rows: request.rows.length, bytes, ms });
  }

  /** Nothing is retried: what is in memory may differ from what is on disk. */
  #fail(live: LiveDocument, error: unknown): void {
    const isFull = error instanceof StorageFull;
    if (isFull) this.#options.onStorageFull();
    const { documentId } = live;
    this.#options.logger.error({ documentId, error: nameOf(error) }, 'room.failed');
    this.#forget(live, closeCodes.tryAgain, isFull ? 'storage-full' : 'storage-failed');
  }

  #forget(live: LiveDocument, code: CloseCode, reason: CloseReason): void {
    if (live.isGone) return;
    live.isGone = true;
    this.#live.delete(live.documentId);
    this.#options.measures.roomsLive(this.#live.size);
    if (live.appending !== undefined) this.#awaitAppend(live.documentId, live.appending);
    for (const id of live.conversations.keys()) this.expel(live, id, code, reason);
    for (const answer of live.readers.values()) answer(undefined);
    live.readers.clear();
    live.room.destroy();
  }

  #awaitAppend(documentId: DocumentId, appending: Promise<void>): void {
    this.#settling.set(documentId, appending);
    void this.#forgetAppend(documentId, appending);
  }

  async #forgetAppend(documentId: DocumentId, appending: Promise<void>): Promise<void> {
    await appending;
    if (this.#settling.get(documentId) === appending) this.#settling.delete(documentId);
  }

  async #drain(live: LiveDocument): Promise<void> {
    while (!live.isGone && live.room.isWaiting) {
      this.#append(live);
      // What gathers while one append is on its way is the next one.
      // oxlint-disable-next-line no-await-in-loop
      await live.appending;
    }
  }
}

const format = 'yjs-update-v1';

function liveDocument(documentId: DocumentId, room: Room): LiveDocument {
  return {
    documentId,
    room,
    conversations: new Map(),
    readers: new Map(),
    lastRead: undefined,
    emptySince: undefined,
    appending: undefined,
    isGone: false,
  };
}

function broadcast(live: LiveDocument, except: MemberId, payload: Uint8Array): void {
  const frame = new SharedFrame(payload);
  for (const [id, conversation] of live.conversations) {
    if (id !== except) conversation.sendShared(frame);
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
