/**
 * One socket between a client and a server: two queues, each in its order, and no whole frame ever lost between two
 * others. When the network drops it, each side hears what was on its way up to some frame, and then that it is over;
 * one side may hear it long before the other.
 */
import { EventEmitter } from 'node:events';
import { type Socket } from 'node:net';

import { WebSocket } from 'ws';

/** What travels to the client: the socket is open, a frame, or the end. */
export type ToClient =
  | { readonly opened: true }
  | { readonly frame: Uint8Array }
  | { readonly closed: number; readonly reason: string };

/** What travels to the server. */
export type ToServer = { readonly frame: Uint8Array } | { readonly closed: number };

/** Code of a socket that the network lost. */
export const lost = 1006;

/** Counts what a server does to the world outside; a dead one does nothing. */
export interface Acting {
  /** False when the server has died before it could do this. */
  act(): boolean;
}

/** A socket with what is on its way. */
export class Link {
  toServer: ToServer[] = [];
  toClient: ToClient[] = [];
  /** What the server's own `Connection` writes to and hears. */
  readonly socket: SimulatedSocket;
  readonly stream: Socket;
  #isBroken = false;
  #isLeft = false;

  constructor(server: Acting) {
    this.socket = new SimulatedSocket((entry) => {
      if (server.act() && !this.#isBroken) this.toClient.push(entry);
    });
    this.stream = streamOf(this.socket);
  }

  /** Whether something can arrive at the server now. */
  get reachesServer(): boolean {
    return this.toServer.length > 0 && !this.socket.isPaused;
  }

  /** The server has let the client in. */
  opened(): void {
    this.socket.open();
  }

  /** The client says something. */
  send(frame: Uint8Array): void {
    if (!this.#isBroken && !this.#isLeft) this.toServer.push({ frame });
  }

  /** The client ends it, and hears nothing more. */
  leave(): void {
    this.#isLeft = true;
    this.toClient = [];
    if (!this.#isBroken) this.toServer.push({ closed: 1000 });
  }

  /** The next frame arrives at the server. */
  deliverToServer(): void {
    const next = this.toServer.shift();
    if (next === undefined) return;
    if ('frame' in next) this.socket.heard(next.frame);
    else this.socket.ended(next.closed);
  }

  /** The next entry arrives at the client; undefined when there is none. */
  takeForClient(): ToClient | undefined {
    const next = this.toClient.shift();
    // The client answers the server's goodbye.
    if (next !== undefined && 'closed' in next && !this.#isBroken && !this.#isLeft)
      this.toServer.push({ closed: next.closed });
    return this.#isLeft ? undefined : next;
  }

  /** The network drops it: so many frames arrive still. */
  drop(arriving: { readonly toServer: number; readonly toClient: number }): void {
    if (this.#isBroken) return;
    this.#isBroken = true;
    this.toServer = [...this.toServer.slice(0, arriving.toServer), { closed: lost }];
    this.toClient = [...this.toClient.slice(0, arriving.toClient), { closed: lost, reason: '' }];
  }

  /** Whether both sides know that it is over. */
  get isOver(): boolean {
    return this.socket.readyState === WebSocket.CLOSED && this.toClient.length === 0;
  }
}

/** As much of `ws` as a connection uses. */
export class SimulatedSocket extends EventEmitter {
  isPaused = false;
  readyState: 1 | 2 | 3 = WebSocket.OPEN;
  readonly #tell: (entry: ToClient) => void;

  constructor(tell: (entry: ToClient) => void) {
    super();
    this.#tell = tell;
  }

  /** Nothing waits on this side: what is sent is on its way. */
  get bufferedAmount(): number {
    return 0;
  }

  /** Tells the other side that it is open. */
  open(): void {
    this.#tell({ opened: true });
  }

  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
  }

  ping(): void {
    this.emit('pong', new Uint8Array());
  }

  /** Bytes as they stand on the wire: whole binary messages, unmasked. */
  write(bytes: Uint8Array): void {
    for (const frame of messagesIn(bytes)) this.#tell({ frame });
  }

  close(code: number, reason: string): void {
    if (this.readyState !== WebSocket.OPEN) return;
    this.readyState = WebSocket.CLOSING;
    this.#tell({ closed: code, reason });
  }

  terminate(): void {
    this.#tell({ closed: lost, reason: '' });
    this.ended(lost);
  }

  /** A frame arrives. */
  heard(frame: Uint8Array): void {
    if (this.readyState !== WebSocket.CLOSED) this.emit('message', Buffer.from(frame), true);
  }

  /** The other side is gone. */
  ended(code: number): void {
    if (this.readyState === WebSocket.CLOSED) return;
    this.readyState = WebSocket.CLOSED;
    this.isPaused = false;
    this.emit('close', code);
  }
}

function streamOf(socket: SimulatedSocket): Socket {
  const stream = {
    bytesRead: 0,
    get destroyed() {
      return socket.readyState === WebSocket.CLOSED;
    },
    cork: () => undefined,
    uncork: () => undefined,
    write: (bytes: Uint8Array) => {
      socket.write(bytes);
      return true;
    },
  };
  return stream as unknown as Socket;
}

/** The payloads of the messages in these bytes (RFC 6455 §5.2). */
function messagesIn(bytes: Uint8Array): readonly Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const messages: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.byteLength) {
    const short = view.getUint8(at + 1);
    const headerBytes = short < 126 ? 2 : short === 126 ? 4 : 10;
    const length =
      short < 126
        ? short
        : short === 126
          ? view.getUint16(at + 2)
          : Number(view.getBigUint64(at + 2));
    const start = at + headerBytes;
    messages.push(bytes.slice(start, start + length));
    at = start + length;
  }
  return messages;
}
