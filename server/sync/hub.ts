/** What every socket of the sync server shares. */
import { type DocumentId } from '@alliance/shared/careplan/section';
import { type CloseCode, type CloseReason, closeCodes } from '@alliance/shared/sync/close-code';

import { type RandomClientID } from '../core/client-owners.ts';
import { limits } from '../core/limits.ts';
import { type Member } from '../core/room-member.ts';
import { DamagedDocument, StorageFull } from '../storage/port.ts';
import { type Connection } from './connection.ts';
import { Conversation } from './conversation.ts';
import { type Expiry } from './expiry.ts';
import { type FailureTally } from './failure-tally.ts';
import { type LiveDocument } from './live-document.ts';
import { type LiveDocuments } from './live-documents.ts';
import { type SyncMeasures } from './measures.ts';
import { type PlanBoard } from './plan-board.ts';
import { type Admission, type Standing, type Visitor } from './ports.ts';
import { type RightsWatch } from './rights-watch.ts';
import { stampOf } from './stamp.ts';
import { mayEdit } from './standing.ts';
import { type StorageWatch } from './storage-watch.ts';
import { type SyncLog } from './sync-log.ts';

/** The shared parts. */
export interface Hub {
  readonly admission: Admission;
  readonly documents: LiveDocuments;
  readonly board: PlanBoard;
  /** Every socket that came in, by its id. */
  readonly connections: Map<number, Connection>;
  readonly rights: RightsWatch;
  readonly expiry: Expiry;
  readonly storage: StorageWatch;
  readonly measures: SyncMeasures;
  readonly logger: SyncLog;
  /** Look-ups of plans that the storage could not answer. */
  readonly plansUnavailable: FailureTally;
  readonly random: RandomClientID;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Names connections, tabs and members; from 1. */
  readonly nextId: () => number;
}

/** Why somebody does not get in. */
export interface Refused {
  readonly code: CloseCode;
  readonly reason: CloseReason;
}

/** A document that may be entered at once: nothing may be awaited before `enter`. */
export interface Entrance {
  readonly live: LiveDocument;
  readonly standing: Standing;
  /** The rights that were known when the standing was asked for: see {@link RightsWatch.version}. */
  readonly version: number;
}

/** Decides whether a visitor may open a document, and brings it into memory. */
export async function findEntrance(
  hub: Hub,
  visitor: Visitor,
  documentId: DocumentId,
): Promise<Entrance | Refused> {
  try {
    for (let tries = 0; tries < limits.entranceTriesMax; tries++) {
      // oxlint-disable-next-line no-await-in-loop
      const found = await askOnce(hub, visitor, documentId);
      if (found === undefined) return notFound;
      // No look at rights finds somebody who is not in yet: what changed meanwhile is asked for again.
      if (found.version === hub.rights.version) return found;
    }
    return storageFailed;
  } catch (error) {
    const kind = error instanceof Error ? error.name : typeof error;
    hub.logger.error({ documentId, error: kind }, 'document.unavailable');
    return unavailable(error);
  }
}

async function askOnce(
  hub: Hub,
  visitor: Visitor,
  documentId: DocumentId,
): Promise<Entrance | undefined> {
  const { version } = hub.rights;
  const ask = () => hub.admission.standingIn(visitor.person, documentId);
  const before = await ask();
  if (before === undefined) return undefined;
  const isInMemory = hub.documents.get(documentId) !== undefined;
  const live = await hub.documents.open(documentId);
  // A load takes a while.
  const standing = isInMemory ? before : await ask();
  return live === undefined || standing === undefined ? undefined : { live, standing, version };
}

/** The storage cannot say now. */
export const storageFailed: Refused = { code: closeCodes.tryAgain, reason: 'storage-failed' };

const notFound: Refused = { code: closeCodes.notFound, reason: 'not-found' };

function unavailable(error: unknown): Refused {
  const code = closeCodes.tryAgain;
  if (error instanceof DamagedDocument) return { code, reason: 'damaged' };
  return error instanceof StorageFull ? { code, reason: 'storage-full' } : storageFailed;
}

/** How a conversation begins. */
export interface Entering {
  readonly connection: Connection;
  readonly entrance: Entrance;
  readonly wantsAcks: boolean;
  readonly channel?: number;
  readonly onEnded: (code: CloseCode, reason: CloseReason) => void;
}

/** Lets a connection into a document. */
export function enter(hub: Hub, entering: Entering): Conversation {
  const { connection, entrance, channel, onEnded } = entering;
  const { live, standing } = entrance;
  const id = hub.nextId();
  const conversation = new Conversation({
    id,
    connection,
    documentId: live.documentId,
    standing,
    onEnded,
    ...(channel !== undefined && { channel }),
  });
  hub.documents.join(live, conversation, memberOf(id, entering));
  hub.rights.seat({ live, conversation }, standing);
  if (entrance.version !== hub.rights.version)
    void hub.rights.review({ personId: connection.personId });
  return conversation;
}

function memberOf(id: number, { connection, entrance, channel, wantsAcks }: Entering): Member {
  const { visitor } = connection;
  const { standing } = entrance;
  return {
    id,
    personId: visitor.person.id,
    seatId: standing.seatId,
    sessionRef: visitor.session.ref,
    stamp: JSON.stringify(stampOf(visitor, standing.disciplineKey)),
    wantsAcks,
    // Channels are spoken by our own client only.
    canStartAfresh: channel !== undefined,
    mayEdit: mayEdit(standing),
  };
}
