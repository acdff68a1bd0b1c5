/** One member's side of a document: what the room says travels over a plain socket, or on a channel of a tab's socket. */
import { type DocumentId } from '@alliance/shared/careplan/section';
import { encodeFrame } from '@alliance/shared/sync/channel';
import { type CloseCode, type CloseReason } from '@alliance/shared/sync/close-code';

import { type MemberId } from '../core/room-effect.ts';
import { type Connection } from './connection.ts';
import { type PackedFrame, packFrame } from './packed-frame.ts';
import { type Standing } from './ports.ts';

/** A frame that many members get: it is put together once per channel number, not once per member. */
export class SharedFrame {
  readonly #payload: Uint8Array;
  #plain: PackedFrame | undefined;
  #onChannel: Map<number, PackedFrame> | undefined;

  constructor(payload: Uint8Array) {
    this.#payload = payload;
  }

  /** The frame as it travels on a plain socket. */
  get plain(): PackedFrame {
    this.#plain ??= packFrame(this.#payload);
    return this.#plain;
  }

  /** The frame as it travels on a channel. */
  on(channel: number): PackedFrame {
    this.#onChannel ??= new Map();
    const known = this.#onChannel.get(channel);
    if (known !== undefined) return known;
    const packed = packFrame(encodeFrame(channel, this.#payload));
    this.#onChannel.set(channel, packed);
    return packed;
  }
}

/** How a conversation travels. `channel` is absent on a plain socket. */
export interface ConversationOptions {
  readonly id: MemberId;
  readonly connection: Connection;
  readonly documentId: DocumentId;
  readonly standing: Standing;
  readonly channel?: number;
  /** Tells the other side that it is over. */
  readonly onEnded: (code: CloseCode, reason: CloseReason) => void;
}

/** A member's conversation about one document. */
export class Conversation {
  readonly id: MemberId;
  readonly connection: Connection;
  readonly documentId: DocumentId;
  /** Which look at rights its standing comes from: see `rights-watch.ts`. */
  askedAt = 0;
  #standing: Standing;
  /** Prevents what the clock would do to the standing. */
  #forgetDeadline: (() => void) | undefined;
  readonly #channel: number | undefined;
  readonly #onEnded: (code: CloseCode, reason: CloseReason) => void;
  #waitingBytes = 0;

  constructor(options: ConversationOptions) {
    this.id = options.id;
    this.connection = options.connection;
    this.documentId = options.documentId;
    this.#standing = options.standing;
    this.#channel = options.channel;
    this.#onEnded = options.onEnded;
  }

  /** What the member may do, as last looked at. */
  get standing(): Standing {
    return this.#standing;
  }

  /** The member stands elsewhere from now on. `forgetDeadline` prevents what the clock would do to that. */
  stand(standing: Standing, forgetDeadline: (() => void) | undefined): void {
    this.#forgetDeadline?.();
    this.#standing = standing;
    this.#forgetDeadline = forgetDeadline;
  }

  /** Delivers one frame to this member alone. */
  send(payload: Uint8Array): void {
    this.connection.send(
      this.#channel === undefined ? payload : encodeFrame(this.#channel, payload),
    );
  }

  /** Delivers a frame that others get too. */
  sendShared(frame: SharedFrame): void {
    this.connection.sendPacked(this.#channel === undefined ? frame.plain : frame.on(this.#channel));
  }

  /** So many bytes of this member wait for the disk. */
  hold(bytes: number): void {
    this.#waitingBytes += bytes;
    this.connection.hold(bytes);
  }

  /** So many bytes no longer wait. */
  settle(bytes: number): void {
    this.#waitingBytes -= bytes;
    this.connection.settle(bytes);
  }

  /** Lets go of what still waits: the room no longer reports to this member. */
  release(): void {
    this.#forgetDeadline?.();
    this.settle(this.#waitingBytes);
  }

  /** Ends the conversation; the room has forgotten the member already. */
  end(code: CloseCode, reason: CloseReason): void {
    this.release();
    this.#onEnded(code, reason);
  }
}
