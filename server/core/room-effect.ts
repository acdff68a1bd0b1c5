/** What a room asks its surroundings to do, in this order. A room itself does nothing. */
import { type CloseCode, type CloseReason } from '@alliance/shared/sync/close-code';

/** Names a member of a room; unique in the process, from 1. */
export type MemberId = number;

/** Ends a member's conversation; the room has already forgotten the member. */
export interface CloseEffect {
  readonly type: 'close';
  readonly member: MemberId;
  readonly code: CloseCode;
  readonly reason: CloseReason;
  /** The rule, when an update was refused. */
  readonly rule?: string;
}

/** Tells every member but one; all when `except` is 0. */
export interface BroadcastEffect {
  readonly type: 'broadcast';
  readonly except: MemberId;
  /** Nor are these told: the server's question has not left for them, and what they ask brings it. */
  readonly newcomers?: ReadonlySet<MemberId>;
  readonly payload: Uint8Array;
}

/** One thing to do. `payload` is a whole frame of the document's conversation, without a channel number. */
export type Effect =
  | CloseEffect
  | { readonly type: 'send'; readonly to: MemberId; readonly payload: Uint8Array }
  | BroadcastEffect
  /** An update of a member waits for the disk: call `takeBatch` at the end of this turn. */
  | { readonly type: 'gathered'; readonly member: MemberId; readonly bytes: number }
  /** Updates of a member are on disk: so many bytes no longer wait. */
  | { readonly type: 'settled'; readonly member: MemberId; readonly bytes: number }
  /** Presence is told from now on: call `endPresenceStretch` once, `presenceStretchMs` later. */
  | { readonly type: 'presence-stretch' }
  /** More was gathered while the last batch was on its way: call `takeBatch` now. */
  | { readonly type: 'more' }
  /** Everything that was in the document when `whenSaved` was asked is on disk, as row `head`. */
  | { readonly type: 'on-disk'; readonly ticket: number; readonly head: number }
  /** A member has asked for so many units of work: see `WorkMeter`. */
  | { readonly type: 'work'; readonly member: MemberId; readonly units: number }
  /** The member's copy may now show other formatting than the section has (IN16): somebody should know. */
  | { readonly type: 'differs'; readonly member: MemberId }
  /** The member's copy knows of words that only rows can have told which are lost: the server was restored from an older state. */
  | { readonly type: 'restored'; readonly member: MemberId }
  /** The document in memory can no longer be trusted: forget the room and load it again when somebody asks. */
  | { readonly type: 'broken' };
