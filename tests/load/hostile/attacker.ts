/** Somebody who is signed in, may edit a document, and sends what no client sends. */
import { once } from 'node:events';
import * as net from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

import { WebSocket } from 'ws';

import { type RunningContender } from '../contenders/running.ts';
import { FrameWriter } from '../light/frames.ts';

/** Client index of the attacker: a person who types nowhere else. */
const attackerIndex = 5;
/** How long an answer is waited for. */
const answerMs = 4000;
const stepMs = 1;

/** One of the attacker's sockets. */
export class HostileSocket {
  readonly socket: WebSocket;
  /** Resolves with the close code; with 503 when it was never let in. */
  readonly closed: Promise<number>;
  /** Resolves when it is open or gone. */
  readonly settled: Promise<unknown>;
  /** Answers to questions, which clients call sync step 2. */
  answers = 0;
  stream: net.Socket | undefined;

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('error', () => undefined);
    socket.on('upgrade', (response) => {
      this.stream = response.socket;
    });
    socket.on('message', (content) => {
      if (content instanceof Uint8Array && content[0] === 0 && content[1] === 1) this.answers++;
    });
    const { promise, resolve } = Promise.withResolvers<number>();
    this.closed = promise;
    socket.once('unexpected-response', (request, response) => {
      resolve(response.statusCode ?? 0);
      request.destroy();
    });
    socket.once('close', (code) => resolve(code));
    this.settled = Promise.race([promise, once(socket, 'open').catch(() => undefined)]);
  }

  /** Whether it can still be written to. */
  get isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN;
  }

  /** Sends one binary message. */
  send(bytes: Uint8Array): void {
    if (this.isOpen) this.socket.send(bytes);
  }

  /** Writes past the WebSocket, whatever comes of it. */
  write(bytes: Uint8Array): void {
    this.stream?.write(bytes);
  }
}

/** The attacker's hands. */
export class Attacker {
  readonly writer = new FrameWriter('y-websocket', '');
  /** What the server ended the attacker's sockets with, and how often. */
  readonly codes = new Map<number, number>();
  readonly #running: RunningContender;
  readonly #share: number;
  readonly #sockets = new Set<HostileSocket>();
  readonly #streams = new Set<net.Socket>();
  #state = 99;

  /** `share`: how much of each case is done, from 0 to 1. */
  constructor(running: RunningContender, share: number) {
    this.#running = running;
    this.#share = share;
  }

  /** A number from 0 below a bound, the same in every run. */
  random(below: number): number {
    this.#state = (this.#state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return this.#state % below;
  }

  /** So many, or the share of it that this run does. */
  many(count: number): number {
    return Math.max(2, Math.ceil(count * this.#share));
  }

  /** A socket of a document that the attacker may edit, of a path of their own, or of another of the many documents. */
  async join(path = this.#running.prepared.path(0)): Promise<HostileSocket> {
    const { port, prepared } = this.#running;
    const cookie = prepared.cookie(attackerIndex);
    const socket = new HostileSocket(
      new WebSocket(`ws://127.0.0.1:${port}${path}`, {
        perMessageDeflate: false,
        ...(cookie !== undefined && { headers: { cookie } }),
      }),
    );
    this.#sockets.add(socket);
    void socket.closed.then((code) => this.#note(code));
    await Promise.race([socket.settled, delay(answerMs)]);
    return socket;
  }

  /** The address of one of the server's documents. */
  pathOf(document: number): string {
    return this.#running.prepared.path(document);
  }

  /** A bare TCP connection. */
  async connect(): Promise<net.Socket> {
    const stream = net.connect(this.#running.port, '127.0.0.1');
    stream.on('error', () => undefined);
    this.#streams.add(stream);
    await Promise.race([once(stream, 'connect').catch(() => undefined), delay(answerMs)]);
    return stream;
  }

  /** The head of a request to upgrade, without its end. */
  get requestHead(): string {
    const cookie = this.#running.prepared.cookie(attackerIndex);
    return (
      `GET ${this.#running.prepared.path(0)} HTTP/1.1\r\nHost: 127.0.0.1\r\n` +
      `Upgrade: websocket\r\nConnection: Upgrade\r\n` +
      (cookie === undefined ? '' : `Cookie: ${cookie}\r\n`)
    );
  }

  /** Sends frames one by one over sockets that are opened again when they are closed, for as long as they are let in. */
  async sendEach(count: number, frameOf: (index: number) => Uint8Array): Promise<void> {
    let socket = await this.join();
    for (let index = 0; index < count; index++) {
      if (!socket.isOpen) socket = await this.join();
      if (!socket.isOpen) return;
      socket.send(frameOf(index));
      if (index % 50 === 0) await delay(stepMs);
    }
    await this.answered(socket);
  }

  /** Waits until a socket is closed, or answers to a question that was asked after everything else. */
  async answered(socket: HostileSocket, ms = answerMs): Promise<void> {
    const before = socket.answers;
    socket.send(this.writer.stateVector());
    const end = performance.now() + ms;
    while (socket.isOpen && socket.answers === before && performance.now() < end) await delay(5);
    await Promise.race([socket.closed, delay(50)]);
  }

  /** Lets go of everything. */
  leave(): void {
    for (const { socket } of this.#sockets) socket.terminate();
    for (const stream of this.#streams) stream.destroy();
  }

  #note(code: number): void {
    this.codes.set(code, (this.codes.get(code) ?? 0) + 1);
  }
}
