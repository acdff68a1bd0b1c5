/** The sync server: what is alive in one process, wired together. Who comes in is decided in `doorway.ts`. */
import { type Server } from 'node:http';

import { type DocumentId } from '@alliance/shared/careplan/section';
import { type PersonId } from '@alliance/shared/identity/person';
import { type StampedUser } from '@alliance/shared/sync/channel';
import { type CloseCode, type CloseReason } from '@alliance/shared/sync/close-code';
import { type Doc } from 'yjs';

import { type RandomClientID } from '../core/client-owners.ts';
import { type Inspect } from '../core/inspector.ts';
import { limits } from '../core/limits.ts';
import { type Replayer, type Storage } from '../storage/port.ts';
import { type Later, laterByTimer, soonByTurn } from './clock.ts';
import { createHub } from './create-hub.ts';
import { Doorway } from './doorway.ts';
import { type Hub } from './hub.ts';
import { type SyncMeasures, noMeasures } from './measures.ts';
import {
  type Admission,
  type CheckEvent,
  type Committed,
  type CommittedSection,
  type RightsChange,
  type SyncServer,
  type ThreadEvent,
} from './ports.ts';
import { lookAtPulses } from './pulse-watch.ts';
import { type SyncLog } from './sync-log.ts';

/** What the sync server is made of. */
export interface SyncServerOptions {
  readonly server: Server;
  readonly admission: Admission;
  readonly storage: Storage;
  readonly replayer: Replayer;
  /** Whether a page of this origin may connect, compared exactly: scheme, host and port. Undefined: the request names none. */
  readonly allowsOrigin: (origin: string | undefined) => boolean;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Timers of another clock, for tests. */
  readonly later?: Later;
  /** Random integers from 0 to 2³²−1, for client ids. */
  readonly random: RandomClientID;
  readonly logger: SyncLog;
  readonly measures?: SyncMeasures;
  /** Other times than those of `server/core/limits.ts`, for tests. */
  readonly timing?: Partial<SyncTiming>;
  /** Another inspector than the server's own, for tests that plant a failure in it. */
  readonly inspect?: Inspect;
}

/** How often the server looks around by itself. Milliseconds. */
export interface SyncTiming {
  readonly sweepMs: number;
  readonly roomIdleMs: number;
  readonly probeMs: number;
  readonly pulseMs: number;
}

/** Starts to answer the `upgrade` requests of an HTTP server. */
export function createSyncServer(options: SyncServerOptions): SyncServer {
  return new LiveSyncServer(options);
}

class LiveSyncServer implements SyncServer {
  readonly #options: SyncServerOptions;
  readonly #timing: SyncTiming;
  readonly #hub: Hub;
  readonly #doorway: Doorway;
  readonly #sweep: NodeJS.Timeout;
  readonly #pulse: NodeJS.Timeout;
  readonly #committedListeners = new Set<(documentId: DocumentId) => void>();

  constructor(options: SyncServerOptions) {
    this.#options = options;
    const { sweepMs, roomIdleMs, probeMs, pulseMs } = limits;
    this.#timing = { sweepMs, roomIdleMs, probeMs, pulseMs, ...options.timing };
    this.#hub = this.#createHub();
    this.#doorway = new Doorway(this.#hub, options.allowsOrigin);
    this.#sweep = setInterval(() => this.#lookAround(), this.#timing.sweepMs);
    this.#pulse = setInterval(
      () => lookAtPulses(this.#hub.connections.values()),
      this.#timing.pulseMs,
    );
    options.server.on('upgrade', this.#doorway.handle);
  }

  async read(documentId: DocumentId): Promise<CommittedSection | undefined> {
    return await this.#hub.documents.read(documentId);
  }

  async look<Seen>(
    documentId: DocumentId,
    look: (doc: Doc) => Seen,
  ): Promise<Committed<Seen> | undefined> {
    return await this.#hub.documents.look(documentId, look);
  }

  onCommitted(listener: (documentId: DocumentId) => void): () => void {
    this.#committedListeners.add(listener);
    return () => this.#committedListeners.delete(listener);
  }

  async closeDocuments(
    documentIds: readonly DocumentId[],
    code: CloseCode,
    reason: CloseReason,
  ): Promise<void> {
    await Promise.all(documentIds.map((id) => this.#hub.documents.close(id, code, reason)));
  }

  endSession(sessionRef: string): void {
    this.#doorway.endSession(sessionRef);
  }

  announce(planId: string): void {
    this.#hub.board.announce(planId);
    // A changed record can be a changed right: it reaches live sockets now, not at the next sweep.
    void this.#hub.rights.look({ planId });
  }

  async rightsChanged(change: RightsChange): Promise<void> {
    await this.#hub.rights.look(change);
  }

  async changeRights<Result>(change: RightsChange, write: () => Promise<Result>): Promise<Result> {
    return await this.#hub.rights.change(change, write);
  }

  announceThread(event: ThreadEvent): void {
    this.#hub.board.announceThread(event);
  }

  announceCheck(event: CheckEvent): void {
    this.#hub.board.announceCheck(event);
  }

  announceInbox(personIds: ReadonlySet<PersonId>): void {
    this.#hub.board.announceInbox(personIds);
  }

  peopleOn(planId: string, most: number): readonly StampedUser[] {
    return this.#hub.board.peopleOn(planId, most);
  }

  async close(): Promise<void> {
    clearInterval(this.#sweep);
    clearInterval(this.#pulse);
    this.#options.server.off('upgrade', this.#doorway.handle);
    const { documents, board, storage, plansUnavailable, expiry } = this.#hub;
    await documents.endAll();
    await this.#doorway.close();
    await documents.stop();
    expiry.stop();
    board.stop();
    plansUnavailable.stop();
    storage.stop();
  }

  #lookAround(): void {
    this.#hub.expiry.enforce();
    void this.#hub.rights.sweep();
    const idleBefore = this.#options.now() - this.#timing.roomIdleMs;
    for (const live of this.#hub.documents.all) {
      if ((live.emptySince ?? Infinity) <= idleBefore) this.#hub.documents.forgetIdle(live);
    }
  }

  #createHub(): Hub {
    const { admission, storage, replayer, logger, now, random, inspect } = this.#options;
    return createHub({
      admission,
      storage,
      replayer,
      clock: { now, later: this.#options.later ?? laterByTimer, soon: soonByTurn },
      random,
      logger,
      measures: this.#options.measures ?? noMeasures,
      probeMs: this.#timing.probeMs,
      onCommitted: (documentId) => {
        for (const listener of this.#committedListeners) listener(documentId);
      },
      inspect,
    });
  }
}
