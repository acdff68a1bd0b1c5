import { type Refusal } from '@alliance/shared/sync/protocol';

import { type ChannelSocket, type ChannelSocketOwner } from './channel-socket.ts';
import { type Channels, type OpenRequest, type Opened } from './channels.ts';
import { readFrame } from './frame.ts';
import { type SaveCounter } from './save-counter.ts';
import { SectionLink } from './section-link.ts';

/** Whose conversation it is. */
export interface ConversationOwner {
  /** What is asked for, with what is held of it. */
  request(): OpenRequest;
  /** Of the copy that talks now. */
  counter(): SaveCounter | undefined;
  mayEdit(): boolean;
  /** While the disk is full, what we have to send would be turned away again and again. */
  waitsForSpace(): boolean;
  opened(opened: Opened): void;
  /** The server has so many of our frames on disk, the last of them with row `head`. */
  saved(count: number, head: number): void;
  refused(refusal: Refusal | undefined): void;
  closed(code: number, reason: string): void;
  /** Around each frame that goes to the provider. */
  before(frame: Uint8Array): void;
  after(): void;
  /** What is told may be different now. */
  changed(): void;
}

/** Carries a section's frames between the provider, which makes a socket whenever it wants to connect, and the tab's channel. */
export class SectionConversation implements ChannelSocketOwner {
  readonly link: SectionLink;
  readonly #owner: ConversationOwner;

  constructor(channels: Channels, owner: ConversationOwner) {
    this.link = new SectionLink(channels);
    this.#owner = owner;
  }

  // The provider's side.

  adopt(socket: ChannelSocket): void {
    this.link.take(socket);
    if (this.link.isOpen) this.attach();
    else if (!this.#owner.waitsForSpace()) this.open();
  }

  send(socket: ChannelSocket, payload: Uint8Array): void {
    const counter = this.#owner.counter();
    if (!this.link.isFrom(socket) || counter === undefined) return;
    const { kind } = readFrame(payload);
    if (kind === 'update') {
      // What is made before our missing updates went out is part of them.
      if (!counter.isComplete || !this.#owner.mayEdit()) return;
      counter.sentUpdate();
    }
    if (kind === 'missing-updates') counter.sentMissingUpdates();
    this.link.send(payload);
    this.#owner.changed();
  }

  release(socket: ChannelSocket): void {
    if (!this.link.isFrom(socket)) return;
    this.link.forgetSocket();
    this.link.leave();
    this.#owner.changed();
  }

  // The server's side.

  /** Asks for a channel, in the place of the one before. */
  open(): void {
    this.link.ask(this.#owner.request(), {
      opened: (opened) => {
        this.link.opened();
        this.#owner.opened(opened);
      },
      received: (payload) => this.#received(payload),
      closed: (code, reason) => {
        this.link.closed();
        this.#owner.closed(code, reason);
      },
    });
  }

  /** The channel is open for the copy that talks now. */
  attach(): void {
    if (!this.link.hasSocket) return;
    this.#owner.counter()?.connected();
    this.link.attach();
    this.deliver();
    this.#owner.changed();
  }

  /** Gives the provider what waits. */
  deliver(): void {
    this.link.deliver(this.#owner);
  }

  #received(payload: Uint8Array): void {
    const frame = readFrame(payload);
    if (frame.kind === 'saved') this.#owner.saved(frame.count, frame.head);
    else if (frame.kind === 'refused') this.#owner.refused(frame.refusal);
    else {
      this.link.add(payload);
      this.deliver();
    }
  }
}
