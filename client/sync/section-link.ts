import { type ChannelSocket } from './channel-socket.ts';
import { type Channel, type ChannelListener, type Channels, type OpenRequest } from './channels.ts';
import { WaitingFrames } from './waiting-frames.ts';

/** One section's channel on the tab's socket, and what the provider sees of it: the socket that it made. */
export class SectionLink {
  readonly #channels: Channels;
  readonly #frames = new WaitingFrames();
  #channel: Channel | undefined;
  #socket: ChannelSocket | undefined;
  #isOpen = false;

  constructor(channels: Channels) {
    this.#channels = channels;
  }

  /** Whether the server has opened the channel. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Whether a channel is asked for or open. */
  get hasChannel(): boolean {
    return this.#channel !== undefined;
  }

  /** Whether the provider has a socket here. */
  get hasSocket(): boolean {
    return this.#socket !== undefined;
  }

  isFrom(socket: ChannelSocket): boolean {
    return socket === this.#socket;
  }

  /** Asks for a channel, in the place of the one before. */
  ask(request: OpenRequest, listener: ChannelListener): void {
    this.leave();
    this.#channel = this.#channels.open(request, listener);
  }

  /** The server has opened it. */
  opened(): void {
    this.#isOpen = true;
  }

  /** The server has closed it: what came before the end can still be read. */
  closed(): void {
    this.#channel = undefined;
    this.#isOpen = false;
    this.#frames.hold(false);
  }

  /** Closes it from here. */
  leave(): void {
    this.#channel?.close();
    this.#channel = undefined;
    this.#isOpen = false;
    this.#frames.clear();
  }

  take(socket: ChannelSocket): void {
    this.#socket = socket;
  }

  /** The provider hears no more. */
  forgetSocket(): void {
    this.#socket = undefined;
  }

  /** The provider's socket is open from now on. */
  attach(): void {
    this.#socket?.opened();
  }

  /** Tells the provider that its socket is gone. */
  lose(code: number, reason: string): void {
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.lost(code, reason);
  }

  send(payload: Uint8Array): void {
    this.#channel?.send(payload);
  }

  hold(isHeld: boolean): void {
    this.#frames.hold(isHeld);
  }

  add(frame: Uint8Array): void {
    this.#frames.add(frame);
  }

  /** Gives the provider what waits, frame by frame; `before` and `after` are called around each. */
  deliver(around: { before(frame: Uint8Array): void; after(): void }): void {
    while (this.#socket?.readyState === WebSocket.OPEN) {
      const frame = this.#frames.next();
      if (frame === undefined) return;
      around.before(frame);
      this.#socket.received(frame);
      around.after();
    }
  }
}
