import { type Socket } from 'node:net';

import { type PersonId } from '@alliance/shared/identity/person';
import { type CloseCode, type CloseReason, closeCodes } from '@alliance/shared/sync/close-code';
import { WebSocket } from 'ws';

import { type Backlog } from '../core/backlog.ts';
import { limits } from '../core/limits.ts';
import { type Finding, Pulse } from '../core/pulse.ts';
import { type Later, laterByTimer } from './clock.ts';
import { type Gathering, type Outbox } from './outbox.ts';
import { type PackedFrame, packFrame } from './packed-frame.ts';
import { type Credentials, type Visitor } from './ports.ts';

/** What a connection needs to know of itself. */
export interface ConnectionOptions {
  readonly id: number;
  readonly socket: WebSocket;
  /** What the socket writes to. It compresses nothing and holds nothing back, so whole frames may go past it. */
  readonly stream: Socket;
  readonly backlog: Backlog;
  /** Where frames wait for the end of the turn; without one each leaves at once. */
  readonly outbox?: Outbox;
  readonly visitor: Visitor;
  readonly credentials: Credentials;
  /** Another clock's timers than the machine's, for simulations. */
  readonly later?: Later;
}

/** One socket with its visitor: slow readers are let go, fast writers are not read while their updates wait for the disk. */
export class Connection implements Gathering {
  readonly id: number;
  readonly visitor: Visitor;
  readonly credentials: Credentials;
  /** Resolves with the close code when the socket is gone, whoever ended it. */
  readonly gone: Promise<number>;
  readonly #socket: WebSocket;
  readonly #stream: Socket;
  readonly #backlog: Backlog;
  readonly #outbox: Outbox | undefined;
  #gathered: PackedFrame[] = [];
  #gatheredBytes = 0;
  readonly #pulse: Pulse;
  #waitingBytes = 0;
  #onFrame: (frame: Uint8Array | undefined) => void = () => undefined;
  readonly #later: Later;
  #isResting = false;
  #unheard: (Uint8Array | undefined)[] = [];
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
    this.#backlog = options.backlog;
    this.#outbox = options.outbox;
    this.#later = options.later ?? laterByTimer;
    this.#pulse = new Pulse(options.stream.bytesRead);
    this.#socket.on('ping', (payload) => this.#pulse.control(payload.byteLength));
    this.#socket.on('pong', (payload) => this.#pulse.control(payload.byteLength));
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
    this.#onFrame = onFrame;
    this.#socket.on('message', (content, isBinary) => {
      this.#pulse.finished();
      if (this.#isClosed) return;
      const frame = isBinary && content instanceof Uint8Array ? content : undefined;
      // A paused socket still gives what it had read already.
      if (!this.#isResting) onFrame(frame);
      else this.#unheard.push(frame);
    });
  }

  /** Hears nothing for so many milliseconds: the socket is not read, and what was read already waits in its order. */
  rest(ms: number): void {
    if (this.#isClosed || this.#isResting) return;
    this.#isResting = true;
    this.#later(() => this.#wake(), ms);
    this.#socket.pause();
  }

  #wake(): void {
    this.#isResting = false;
    const unheard = this.#unheard;
    this.#unheard = [];
    for (const [index, frame] of unheard.entries()) {
      if (this.#isClosed) return;
      if (this.#isResting) {
        this.#unheard = unheard.slice(index);
        return;
      }
      this.#onFrame(frame);
    }
    if (!this.#isResting) this.#resumeIfFree();
  }

  #resumeIfFree(): void {
    const isFree = !this.#isResting && this.#waitingBytes * 2 < limits.waitingBytesMax;
    if (isFree && this.#socket.isPaused) this.#socket.resume();
  }

  /** Sends one frame, unless the reader is so slow that it is let go. */
  send(frame: Uint8Array): void {
    this.sendPacked(packFrame(frame));
  }

  /** Sends a frame that is packed already, because others get it too. It leaves at the end of the turn, with all that the turn brings. */
  sendPacked(frame: PackedFrame): void {
    if (!this.#isOpen) return;
    if (this.#socket.bufferedAmount > limits.bufferedBytesMax) {
      this.close(closeCodes.tryAgain, 'slow-reader');
      return;
    }
    this.#gathered.push(frame);
    this.#gatheredBytes += frame.byteLength;
    if (this.#outbox === undefined || this.#gatheredBytes > limits.gatheredBytesMax) this.flush();
    else if (this.#gathered.length === 1) this.#outbox.add(this);
  }

  flush(): void {
    const frames = this.#gathered;
    const bytes = this.#gatheredBytes;
    if (frames.length === 0) return;
    this.#gathered = [];
    this.#gatheredBytes = 0;
    if (!this.#isOpen) return;
    const [only = emptyBuffer] = frames;
    // What was gathered is small: one copy costs less than the way of several buffers to the kernel.
    const whole = frames.length === 1 ? only : Buffer.concat(frames, bytes);
    if (!this.#stream.write(whole)) this.#backlog.note(this, bytes);
  }

  get #isOpen(): boolean {
    return !this.#isClosed && this.#socket.readyState === WebSocket.OPEN;
  }

  /** Names the session that it belongs to. */
  get sessionRef(): string {
    return this.visitor.session.ref;
  }

  /** What waits in memory towards the other side. */
  get backlogBytes(): number {
    return this.#stream.destroyed ? 0 : this.#socket.bufferedAmount;
  }

  /** What is held of a message that is begun, as last looked at. */
  get begunBytes(): number {
    return this.#isClosed ? 0 : this.#pulse.begunBytes;
  }

  /** How the other side is doing. */
  look(): Finding {
    if (this.#isClosed) return 'well';
    return this.#pulse.look(this.#stream.bytesRead, this.#socket.isPaused);
  }

  /** Asks the other side for a sign of life, which every client gives by itself. */
  ask(): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.ping();
  }

  /** Lets go of the socket and of all that waits for it, without a word: nobody would read it. */
  cut(): void {
    this.#isClosed = true;
    this.#socket.terminate();
  }

  /** Notes bytes that wait for the disk; beyond a limit the socket is not read. */
  hold(bytes: number): void {
    this.#waitingBytes += bytes;
    if (this.#waitingBytes > limits.waitingBytesMax && !this.#socket.isPaused) this.#socket.pause();
  }

  /** Notes bytes that no longer wait. */
  settle(bytes: number): void {
    this.#waitingBytes -= bytes;
    this.#resumeIfFree();
  }

  /** Ends the socket. Nothing is heard from it any more. */
  close(code: CloseCode, reason: CloseReason): void {
    if (this.#isClosed) return;
    this.flush();
    this.#isClosed = true;
    // A paused socket would never read the other side's goodbye.
    if (this.#socket.isPaused) this.#socket.resume();
    this.#socket.close(code, reason);
  }
}

const emptyBuffer = Buffer.alloc(0);
