import { type DocumentId } from '@alliance/shared/careplan/section';

import { type BroadcastEffect, type MemberId } from '../core/room-effect.ts';
import { type Room } from '../core/room.ts';
import { type Conversation, SharedFrame } from './conversation.ts';
import { type CommittedSection } from './ports.ts';

/** A room with the conversations of its members. */
export interface LiveDocument {
  readonly documentId: DocumentId;
  readonly room: Room;
  readonly conversations: Map<MemberId, Conversation>;
  /** Who waits until what they saw is on disk: they get its row, or undefined when it never will be. */
  readonly readers: Map<number, (head: number | undefined) => void>;
  /** The last committed text that somebody asked for. */
  lastRead: CommittedSection | undefined;
  /** When the last member left, by the server's clock; undefined while somebody is here. */
  emptySince: number | undefined;
  /** Settles when the append on its way has been answered. */
  appending: Promise<void> | undefined;
  /** Forgotten: nothing may be done with it any more. */
  isGone: boolean;
}

/** A room that has just been loaded: nobody is here since `now`. */
export function liveDocument(documentId: DocumentId, room: Room, now: number): LiveDocument {
  return {
    documentId,
    room,
    conversations: new Map(),
    readers: new Map(),
    lastRead: undefined,
    emptySince: now,
    appending: undefined,
    isGone: false,
  };
}

/** Sends a frame to every member whom it is for. */
export function broadcast(live: LiveDocument, effect: BroadcastEffect): void {
  const { except, newcomers, payload } = effect;
  const frame = new SharedFrame(payload);
  for (const [id, conversation] of live.conversations) {
    if (id !== except && newcomers?.has(id) !== true) conversation.sendShared(frame);
  }
}
