/**
 * The documents in memory. One room per document, loaded once however many ask. When the storage fails, the room is
 * dropped and loaded again: what was not committed is still with the clients that sent it.
 */
import { type DocumentId } from '@alliance/shared/careplan/section';
import { readSection } from '@alliance/shared/editor/section-json';
import { type PersonId } from '@alliance/shared/identity/person';
import { type CloseCode, type CloseReason, closeCodes } from '@alliance/shared/sync/close-code';
import { type Doc } from 'yjs';

import { type Inspect } from '../core/inspector.ts';
import { limits } from '../core/limits.ts';
import { type RoomHead } from '../core/room-batches.ts';
import { type Effect, type MemberId } from '../core/room-effect.ts';
import { type Member, type MemberPlace } from '../core/room-member.ts';
import { Room } from '../core/room.ts';
import { WorkMeters } from '../core/work-meter.ts';
import {
  DamagedDocument,
  type DocumentLog,
  type StoredDocument,
  StorageFull,
} from '../storage/port.ts';
import { Appends, type Hold } from './appends.ts';
import { type Clock } from './clock.ts';
import { type Conversation } from './conversation.ts';
import { type Expiry } from './expiry.ts';
import { type LiveDocument, broadcast, liveDocument } from './live-document.ts';
import { type SyncMeasures } from './measures.ts';
import { type Committed, type CommittedSection } from './ports.ts';
import { type SnapshotKeeper } from './snapshot-keeper.ts';
import { storedSectionOf } from './stored-section.ts';
import { type SyncLog } from './sync-log.ts';

/** What the live documents need. */
export interface LiveDocumentsOptions {
  readonly log: DocumentLog;
  readonly clock: Clock;
  readonly logger: SyncLog;
  readonly measures: SyncMeasures;
  readonly snapshots: SnapshotKeeper;
  /** Asked before a frame is heard, so that nobody is heard after their end. */
  readonly expiry: Pick<Expiry, 'enforce'>;
  /** The storage has no space: called once per failed append. */
  readonly onStorageFull: () => void;
  readonly canSave: () => boolean;
  /** Called once per batch of a document that is on disk. */
  readonly onCommitted: (documentId: DocumentId) => void;
  /** Another inspector than the server's own, for tests that plant a failure in it. */
  readonly inspect?: Inspect | undefined;
}

/** Somebody whose rows wait; without a conversation when they have left. */
export interface Sender {
  readonly personId: PersonId;
  readonly conversation: Conversation | undefined;
}

/** The rooms by document. */
export class LiveDocuments {
  readonly #options: LiveDocumentsOptions;
  readonly #live = new Map<DocumentId, LiveDocument>();
  readonly #loading = new Map<DocumentId, Promise<LiveDocument | undefined>>();
  readonly #appends: Appends;
  readonly #work = new WorkMeters();
  #lastTicket = 0;

  constructor(options: LiveDocumentsOptions) {
    this.#options = options;
    this.#appends = new Appends({
      ...options,
      onCommitted: (live, head) => this.#commit(live, head),
      onFailed: (live, error) => this.#fail(live, error),
    });
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
    this.#perform(live, () => live.room.join(member));
  }

  /** One frame of a member. A frame on which the room breaks ends its sender for good: sent again it would break the next room. */
  receive(live: LiveDocument, id: MemberId, frame: Uint8Array): void {
    this.#options.expiry.enforce();
    if (live.isGone) return;
    try {
      this.#performAll(live, live.room.receive(id, frame, this.#options.canSave()));
    } catch (error) {
      const sender = live.conversations.get(id);
      live.conversations.delete(id);
      this.#fail(live, error);
      sender?.end(closeCodes.malformed, 'malformed');
    }
  }

  /** The member's side has ended. */
  leave(live: LiveDocument, id: MemberId): void {
    const conversation = live.conversations.get(id);
    if (conversation === undefined) return;
    live.conversations.delete(id);
    conversation.release();
    if (!live.isGone) this.#perform(live, () => live.room.leave(id));
    this.#noteEmpty(live);
  }

  /** The server ends a member's conversation. */
  expel(live: LiveDocument, id: MemberId, code: CloseCode, reason: CloseReason): void {
    const conversation = live.conversations.get(id);
    this.leave(live, id);
    conversation?.end(code, reason);
    if (conversation !== undefined) this.#options.measures.conversationClosed(code);
  }

  /** A member's right is lost: what they wrote and nobody has handed to the disk yet never gets there. */
  revoke(live: LiveDocument, id: MemberId): void {
    const isUnsent = live.room.gatheredFrom.has(id);
    this.expel(live, id, closeCodes.refused, 'revoked');
    // It is in the document in memory already. Nobody has seen it; everybody else sends theirs again.
    if (isUnsent) this.#forget(live, closeCodes.tryAgain, 'stopping');
  }

  /** Hands nothing of a plan's documents to the disk any more, or of all documents, until the hold is released. */
  hold(planId: string | undefined): Hold {
    return this.#appends.hold((live) => planId === undefined || mayConcern(live, planId));
  }

  /** Resolves when what was handed to the disk before has been answered. */
  async handedOver(): Promise<void> {
    await Promise.all([...this.all].map(async ({ appending }) => await appending));
  }

  /**
   * Hands over again what was held. `isSure`: whether somebody still has their right, as looked at since. Rows of
   * anybody else are in the document in memory: the room is loaded again without them, and everybody sends theirs again.
   */
  release(hold: Hold, isSure: (sender: Sender) => boolean): void {
    hold.end();
    for (const live of this.#live.values()) {
      if (!live.room.isWaiting) continue;
      const senders = [...live.room.gatheredFrom].map(([id, personId]) => ({
        personId,
        conversation: live.conversations.get(id),
      }));
      const isDoubtful = hold.concerns(live) && !senders.every(isSure);
      if (isDoubtful) this.#forget(live, closeCodes.tryAgain, 'stopping');
      else this.#appends.soon(live);
    }
  }

  /** A member stands elsewhere from now on. */
  permit(live: LiveDocument, id: MemberId, place: MemberPlace): void {
    if (!live.isGone) this.#perform(live, () => live.room.permit(id, place));
  }

  /** What is on disk now. */
  async read(documentId: DocumentId): Promise<CommittedSection | undefined> {
    const live = await this.open(documentId);
    if (live === undefined) return undefined;
    if (live.lastRead?.head === live.room.head.seq && !live.room.isWaiting) return live.lastRead;
    const read = await this.look(documentId, readSection);
    if (read === undefined) return undefined;
    live.lastRead = { head: read.head, section: read.seen };
    return live.lastRead;
  }

  /** What `look` sees in the document, once that is on disk. */
  async look<Seen>(
    documentId: DocumentId,
    look: (doc: Doc) => Seen,
  ): Promise<Committed<Seen> | undefined> {
    const live = await this.open(documentId);
    if (live === undefined) return undefined;
    const seen = live.room.look(look);
    const head = await this.#onDisk(live);
    return head === undefined ? await this.look(documentId, look) : { head, seen };
  }

  /** Ends all conversations of a document and forgets it, when what was accepted is on disk. */
  async close(documentId: DocumentId, code: CloseCode, reason: CloseReason): Promise<void> {
    await this.#loading.get(documentId)?.catch(() => undefined);
    const live = this.#live.get(documentId);
    if (live !== undefined) {
      this.#endAllIn(live, code, reason);
      await this.#appends.drain(live);
      this.#forget(live, code, reason);
    }
    await this.#appends.settled(documentId);
  }

  /** Forgets a room whose members are long gone, with a snapshot where it would be long in coming back. */
  forgetIdle(live: LiveDocument): void {
    if (!live.room.isEmpty || live.room.isWaiting || !this.#options.snapshots.rest(live.room))
      return;
    this.#forget(live, closeCodes.tryAgain, 'stopping');
  }

  /** The server stops: ends all conversations; resolves when what was accepted is on disk. */
  async endAll(): Promise<void> {
    const all = [...this.all];
    for (const live of all) this.#endAllIn(live, closeCodes.tryAgain, 'stopping');
    await Promise.all(all.map((live) => this.#appends.drain(live)));
  }

  /** Nobody can come any more: forgets everything, with snapshots of what would be long in coming back, as far as there is time. */
  async stop(): Promise<void> {
    await this.endAll();
    const { snapshots, clock } = this.#options;
    const all = [...this.all];
    await snapshots.restAll(
      all.map(({ room }) => room),
      clock,
    );
    for (const live of all) this.#forget(live, closeCodes.tryAgain, 'stopping');
    await Promise.all(all.map(({ documentId }) => this.#appends.settled(documentId)));
  }

  #endAllIn(live: LiveDocument, code: CloseCode, reason: CloseReason): void {
    for (const id of live.conversations.keys()) this.expel(live, id, code, reason);
  }

  /** Does what a room asks. Whatever breaks in a room costs that room only: it is loaded again, and no process ends (RM12). */
  #perform(live: LiveDocument, ask: () => readonly Effect[]): void {
    try {
      this.#performAll(live, ask());
    } catch (error) {
      this.#fail(live, error);
    }
  }

  #performAll(live: LiveDocument, effects: readonly Effect[]): void {
    for (const effect of effects) this.#performOne(live, effect);
  }

  #performOne(live: LiveDocument, effect: Effect): void {
    switch (effect.type) {
      case 'send':
        live.conversations.get(effect.to)?.send(effect.payload);
        return;
      case 'broadcast':
        broadcast(live, effect);
        return;
      case 'gathered':
        live.conversations.get(effect.member)?.hold(effect.bytes);
        this.#appends.soon(live);
        return;
      case 'work':
        this.#charge(live, effect.member, effect.units);
        return;
      case 'settled':
        live.conversations.get(effect.member)?.settle(effect.bytes);
        return;
      case 'presence-stretch':
        this.#options.clock.later(() => this.#endPresenceStretch(live), limits.presenceStretchMs);
        return;
      case 'more':
        this.#appends.soon(live);
        return;
      case 'close':
        this.#endOne(live, effect);
        return;
      case 'on-disk':
        live.readers.get(effect.ticket)?.(effect.head);
        live.readers.delete(effect.ticket);
        return;
      case 'differs':
        this.#options.measures.copyDiffers();
        this.#options.logger.warn({ documentId: live.documentId }, 'copy.differs');
        return;
      case 'restored':
        this.noteRestored(live.documentId);
        return;
      case 'broken':
        this.#options.logger.error({ documentId: live.documentId }, 'room.broken');
        this.#forget(live, closeCodes.tryAgain, 'storage-failed');
    }
  }

  /** A document in memory reads otherwise than its rows: everybody who has it starts afresh from those (RM26). */
  async noteDiverged(documentId: DocumentId): Promise<void> {
    this.#options.measures.documentDiverged();
    this.#options.logger.error({ documentId }, 'document.diverged');
    await this.close(documentId, closeCodes.tryAgain, 'copy-differs');
  }

  /** Somebody's copy knows of words that are lost here. */
  noteRestored(documentId: DocumentId): void {
    this.#options.measures.copyRestored();
    this.#options.logger.warn({ documentId }, 'copy.restored');
  }

  /** Whoever asks for much is heard less often. */
  #charge(live: LiveDocument, member: MemberId, units: number): void {
    const connection = live.conversations.get(member)?.connection;
    if (connection === undefined) return;
    const session = connection.visitor.session.ref;
    const restMs = this.#work.take(session, units, this.#options.clock.now());
    if (restMs > 0) connection.rest(restMs);
  }

  #endPresenceStretch(live: LiveDocument): void {
    if (!live.isGone) this.#perform(live, () => live.room.endPresenceStretch());
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

  /** The row with which all that is in memory now is on disk; undefined when the room is gone before. */
  #onDisk(live: LiveDocument): Promise<number | undefined> {
    if (live.isGone) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const ticket = ++this.#lastTicket;
      live.readers.set(ticket, resolve);
      this.#performAll(live, live.room.whenSaved(ticket));
    });
  }

  #loadOnce(documentId: DocumentId): Promise<LiveDocument | undefined> {
    const loading = this.#loading.get(documentId) ?? this.#load(documentId);
    this.#loading.set(documentId, loading);
    return loading;
  }

  async #load(documentId: DocumentId): Promise<LiveDocument | undefined> {
    try {
      await this.#appends.settled(documentId);
      const stored = await this.#options.log.loadDocument(documentId);
      if (stored === undefined) return undefined;
      const room = this.#roomOf(documentId, stored);
      const live = liveDocument(documentId, room, this.#options.clock.now());
      this.#live.set(documentId, live);
      this.#options.measures.roomsLive(this.#live.size);
      return live;
    } finally {
      this.#loading.delete(documentId);
    }
  }

  /** Rows that verify and still are no document are damage as well: it happened before they were chained (RM8). */
  #roomOf(documentId: DocumentId, stored: StoredDocument): Room {
    try {
      return new Room(storedSectionOf(documentId, stored), this.#options.inspect);
    } catch {
      throw new DamagedDocument(documentId, stored.head.seq);
    }
  }

  #noteEmpty(live: LiveDocument): void {
    if (live.conversations.size === 0) live.emptySince = this.#options.clock.now();
  }

  #commit(live: LiveDocument, head: RoomHead): void {
    this.#perform(live, () => live.room.committed(head));
    this.#options.snapshots.consider(live.room);
    this.#options.onCommitted(live.documentId);
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
    this.#appends.outlive(live);
    this.#endAllIn(live, code, reason);
    for (const answer of live.readers.values()) answer(undefined);
    live.readers.clear();
    live.room.destroy();
  }
}

/** Whether a document may be one of a plan: that of whom nobody is here is not known. */
function mayConcern({ conversations }: LiveDocument, planId: string): boolean {
  if (conversations.size === 0) return true;
  return [...conversations.values()].some(({ standing }) => standing.planId === planId);
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
