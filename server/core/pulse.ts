/**
 * How the other side of a socket is doing, from what was read of it. It is asked every few seconds, so that nothing is
 * to be done when a frame comes but to note it.
 * Time is counted in looks: neither a clock that is set nor a server that was busy makes anybody silent.
 *
 *   a message begun and not finished in time   cut: it is held in memory
 *   nothing at all for half the silence        ask (a WebSocket ping, which every client answers by itself)
 *   nothing at all for the whole silence       gone: the network lost it, or it never was a client
 */
import { limits } from './limits.ts';

/** What to do about a socket. */
export type Finding = 'well' | 'ask' | 'gone' | 'unfinished';

/** The pulse of one socket. */
export class Pulse {
  #hasFinished = false;
  #controlBytes = 0;
  /** Bytes that were read up to the end of the last message, as far as is known. */
  #finishedBytes: number;
  #bytes = -1;
  #looksInSilence = 0;
  #looksAtBegun = 0;

  /** @param bytes what was read before the first message */
  constructor(bytes: number) {
    this.#finishedBytes = bytes;
  }

  /** A whole message was read. */
  finished(): void {
    this.#hasFinished = true;
  }

  /** A ping or a pong was read, with a payload of so many bytes: it may stand in the middle of a message. */
  control(payloadBytes: number): void {
    this.#controlBytes += controlHeaderBytes + payloadBytes;
  }

  /** Bytes of a message that is begun and not finished, as last looked at. */
  get begunBytes(): number {
    return this.#looksAtBegun === 0 ? 0 : this.#bytes - this.#finishedBytes;
  }

  /** Looks. `bytes`: all that was ever read; `isPaused`: whether we are the ones who do not read. */
  look(bytes: number, isPaused: boolean): Finding {
    const isSilent = bytes === this.#bytes && !isPaused;
    this.#looksInSilence = isSilent ? this.#looksInSilence + 1 : 0;
    this.#bytes = bytes;
    this.#lookAtBegun(isPaused);
    if (this.#looksAtBegun > limits.messageLooksMax) return 'unfinished';
    if (this.#looksInSilence >= limits.silenceLooksMax) return 'gone';
    return this.#looksInSilence * 2 >= limits.silenceLooksMax ? 'ask' : 'well';
  }

  #lookAtBegun(isPaused: boolean): void {
    this.#finishedBytes = this.#hasFinished
      ? this.#bytes
      : this.#finishedBytes + this.#controlBytes;
    const isBegun = this.#bytes > this.#finishedBytes && !isPaused;
    this.#looksAtBegun = isBegun ? this.#looksAtBegun + 1 : 0;
    this.#hasFinished = false;
    this.#controlBytes = 0;
  }
}

/** Of a masked control frame (RFC 6455 §5.5): flags, length, mask. */
const controlHeaderBytes = 6;
