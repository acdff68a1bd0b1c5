/** What a {@link ChannelSocket} asks of the section that owns it. */
export interface ChannelSocketOwner {
  /** The provider made a socket: find it a channel. */
  adopt(socket: ChannelSocket): void;
  send(socket: ChannelSocket, payload: Uint8Array): void;
  release(socket: ChannelSocket): void;
}

/**
 * A channel that looks like a WebSocket, so that the stock y-websocket provider runs on it. It has only what the
 * provider uses; the owner opens it, feeds it and closes it.
 */
export class ChannelSocket extends EventTarget implements WebSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  readonly CONNECTING = 0;
  readonly OPEN = 1;
  readonly CLOSING = 2;
  readonly CLOSED = 3;
  readonly bufferedAmount = 0;
  readonly extensions = '';
  readonly protocol = '';
  readonly url = '';
  binaryType: BinaryType = 'arraybuffer';
  readyState: 0 | 1 | 2 | 3 = 0;
  onopen: WebSocket['onopen'] = null;
  onmessage: WebSocket['onmessage'] = null;
  onclose: WebSocket['onclose'] = null;
  onerror: WebSocket['onerror'] = null;
  readonly #owner: ChannelSocketOwner;

  constructor(owner: ChannelSocketOwner) {
    super();
    this.#owner = owner;
    // The provider sets its handlers after construction.
    queueMicrotask(() => {
      if (this.readyState === this.CONNECTING) owner.adopt(this);
    });
  }

  send(data: Parameters<WebSocket['send']>[0]): void {
    if (this.readyState === this.OPEN && data instanceof Uint8Array) this.#owner.send(this, data);
  }

  close(): void {
    if (this.readyState === this.CLOSED) return;
    this.readyState = this.CLOSED;
    this.#owner.release(this);
  }

  /** The channel is open. */
  opened(): void {
    if (this.readyState !== this.CONNECTING) return;
    this.readyState = this.OPEN;
    this.onopen?.(new Event('open'));
  }

  /** A frame for the provider. */
  received(payload: Uint8Array): void {
    if (this.readyState === this.OPEN)
      this.onmessage?.(new MessageEvent('message', { data: payload }));
  }

  /** The channel is gone; the provider retries unless the code is 4400–4499. */
  lost(code: number, reason: string): void {
    if (this.readyState === this.CLOSED) return;
    this.readyState = this.CLOSED;
    this.onclose?.(new CloseEvent('close', { code, reason }));
  }
}

/** A class whose instances belong to one owner: what the provider takes as its `WebSocketPolyfill`. */
export function channelSocketFor(owner: ChannelSocketOwner): typeof WebSocket {
  return class extends ChannelSocket {
    constructor(_url: string | URL) {
      super(owner);
    }
  };
}
