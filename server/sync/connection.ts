import { type Duplex } from 'node:stream';

import { type PersonId } from '@alliance/shared/identity/person';
import { type CloseCode, type CloseReason, closeCodes } from '@alliance/shared/sync/close-code';
import { WebSocket } from 'ws';

import { limits } from '../core/limits.ts';
import { type PackedFrame, packFrame } from './packed-frame.ts';
import { type Credentials, type Visitor } from './ports.ts';

/** What a connection needs to know of itself. */
export interface ConnectionOptions {
  readonly id: number;
  readonly socket: WebSocket;
  /** What the socket writes to. It compresses nothing and holds nothing back, so whole frames may go past it. */
  readonly stream: Duplex;
  readonly visitor: Visitor;
  readonly credentials: Credentials;
}

/** One socket with its visitor: slow readers are let go, fast writers are not read while their updates wait for the disk. */
export class Connection {
  readonly id: number;
  readonly visitor: Visitor;
  readonly credentials: Credentials;
  /** Resolves with the close code when the socket is gone, whoever ended it. */
  readonly gone: Promise<number>;
  readonly #socket: WebSocket;
  readonly #stream: Duplex;
  #waitingBytes = 0;
  #isClosed = false;

  /** Whose it is. */
  get personId(): PersonId {
    return this.visitor.person.id;
  }

  constructor(options: ConnectionOptions) {
    this.id = options.id;
    this.visitor = options.visitor;
    this.credentials = options.credentials;
    this.#socket = options.socket;
    this.#stream = options.stream;
    // Without a listener one broken frame would end the process; the socket closes itself with its code.
    this.#socket.on('error', () => {
      this.#isClosed = true;
    });
    this.gone = new Promise((resolve) => {
      this.#socket.once('close', (code) => {
        this.#isClosed = true;
        resolve(code);
      });
    });
  }

  /** Hears every frame: bytes, or undefined for text, which nobody here speaks. */
  listen(onFrame: (frame: Uint8Array | undefined) => void): void {
    this.#socket.on('message', (content, isBinary) => {
      if (this.#isClosed) return;
      onFrame(isBinary && content instanceof Uint8Array ? content : undefined);
    });
  }

  /** Sends one frame, unless the reader is so slow that it is let go. */
  send(frame: Uint8Array): void {
    this.sendPacked(packFrame(frame));
  }

  /** Sends a frame that is packed already, because others get it too. */
  sendPacked(frame: PackedFrame): void {
    if (this.#isClosed || this.#socket.readyState !== WebSocket.OPEN) return;
    if (this.#socket.bufferedAmount > limits.bufferedBytesMax) {
      this.close(closeCodes.tryAgain, 'slow-reader');
      return;
    }
    this.#stream.write(frame);
  }

  /** Notes bytes that wait for the disk; beyond a limit the socket is not read. */
  hold(bytes: number): void {
    this.#waitingBytes += bytes;
    if (this.#waitingBytes > limits.waitingBytesMax && !this.#socket.isPaused) this.#socket.pause();
  }

  /** Notes bytes that no longer wait. */
  settle(bytes: number): void {
    this.#waitingBytes -= bytes;
    if (this.#waitingBytes * 2 < limits.waitingBytesMax && this.#socket.isPaused) {
      this.#socket.resume();
    }
  }

  /** Ends the socket. Nothing is heard from it any more. */
  close(code: CloseCode, reason: CloseReason): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    // A paused socket would never read the other side's goodbye.
    if (this.#socket.isPaused) this.#socket.resume();
    this.#socket.close(code, reason);
  }
}
