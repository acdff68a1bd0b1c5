/** A bare WebSocket with a person's cookie, for everything that a well-behaved client never does. */
import { once } from 'node:events';

import {
  type ControlFromClient,
  type ControlFromServer,
  type PlanFromClient,
  type PlanFromServer,
  controlChannel,
  decodeFrame,
  decodeMessage,
  encodeFrame,
  encodeMessage,
  planChannel,
} from '@alliance/shared/sync/channel';
import { type Refusal, messageTypes, syncSteps } from '@alliance/shared/sync/protocol';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';

import { type Name, type SyncWorld } from './sync-world.ts';

/** How to connect. */
export interface RawOptions {
  /** Absent: without a cookie. */
  readonly as?: Name;
  readonly origin?: string;
}

/** A socket that keeps every frame it got. */
export class RawSocket {
  readonly socket: WebSocket;
  readonly frames: Uint8Array[] = [];
  /** Resolves with close code and reason. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  readonly #waiting = new Set<() => void>();

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('error', () => undefined);
    socket.on('message', (content) => {
      if (content instanceof Uint8Array) this.frames.push(new Uint8Array(content));
      for (const check of this.#waiting) check();
    });
    this.closed = new Promise((resolve) => {
      socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() }));
    });
  }

  send(bytes: Uint8Array | string): void {
    this.socket.send(bytes);
  }

  control(message: ControlFromClient): void {
    this.send(encodeMessage(controlChannel, message));
  }

  plan(message: PlanFromClient): void {
    this.send(encodeMessage(planChannel, message));
  }

  /** Sends a document's frame on a channel. */
  on(channel: number, payload: Uint8Array): void {
    this.send(encodeFrame(channel, payload));
  }

  /** What the server said on channel 0 so far. */
  get controls(): readonly ControlFromServer[] {
    return this.#messages(controlChannel) as readonly ControlFromServer[];
  }

  /** What the server said on channel 1 so far. */
  get plans(): readonly PlanFromServer[] {
    return this.#messages(planChannel) as readonly PlanFromServer[];
  }

  /** The document frames of a channel so far. */
  framesOn(channel: number): readonly Uint8Array[] {
    return this.frames.flatMap((frame) => {
      const decoded = decodeFrame(frame);
      return decoded?.channel === channel ? [decoded.payload] : [];
    });
  }

  /** Resolves with the first value that `find` gives, looked for at every frame. */
  until<T>(find: () => T | undefined): Promise<T> {
    return new Promise((resolve) => {
      const check = () => {
        const found = find();
        if (found === undefined) return;
        this.#waiting.delete(check);
        resolve(found);
      };
      this.#waiting.add(check);
      check();
    });
  }

  #messages(channel: number): readonly unknown[] {
    return this.framesOn(channel).map(decodeMessage);
  }
}

/** Connects and waits until the socket is open. */
export async function connectRaw(
  world: SyncWorld,
  path: string,
  options: RawOptions = {},
): Promise<RawSocket> {
  const raw = dial(world, path, options);
  await once(raw.socket, 'open');
  return raw;
}

/** Connects to a whole server as somebody who is signed in there. */
export async function connectSignedIn(
  url: string,
  path: string,
  { cookie }: { readonly cookie: string },
): Promise<RawSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}${path}`, { headers: { cookie } });
  onTestFinished(() => socket.terminate());
  const raw = new RawSocket(socket);
  await once(socket, 'open');
  return raw;
}

/** The HTTP status with which an upgrade is refused. */
export function refusedStatus(
  world: SyncWorld,
  path: string,
  options: RawOptions = {},
): Promise<number> {
  const { socket } = dial(world, path, options);
  return new Promise((resolve, reject) => {
    socket.once('unexpected-response', (_request, response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    socket.once('open', () => reject(new Error('The upgrade was not refused.')));
  });
}

function dial(world: SyncWorld, path: string, { as, origin }: RawOptions): RawSocket {
  const socket = new WebSocket(`${world.url}${path}`, {
    headers: { ...(as && { cookie: `person=${as}` }), ...(origin && { origin }) },
  });
  onTestFinished(() => socket.terminate());
  return new RawSocket(socket);
}

/** Opens a document on a channel of a tab's socket. */
export async function openChannel(
  raw: RawSocket,
  channel: number,
  documentId: string,
): Promise<Extract<ControlFromServer, { readonly type: 'opened' }>> {
  raw.control({ type: 'open', channel, documentId, schema: 1 });
  return (await raw.until(() =>
    raw.controls.find((one) => one.type === 'opened' && one.channel === channel),
  )) as Extract<ControlFromServer, { readonly type: 'opened' }>;
}

/** A sync frame as y-websocket writes it. */
export function syncFrame(step: keyof typeof syncSteps, payload: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, messageTypes.sync);
  encoding.writeVarUint(encoder, syncSteps[step]);
  encoding.writeVarUint8Array(encoder, payload);
  return encoding.toUint8Array(encoder);
}

/** An awareness frame. */
export function awarenessFrame(update: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, messageTypes.awareness);
  encoding.writeVarUint8Array(encoder, update);
  return encoding.toUint8Array(encoder);
}

/** The last count of message 100 among frames. */
export function savedIn(frames: readonly Uint8Array[]): number | undefined {
  return frames
    .map((frame) => bodyOfType(frame, messageTypes.saved))
    .reduce<number | undefined>(
      (last, body) => (body === undefined ? last : decoding.readVarUint(body)),
      undefined,
    );
}

/** The refusal of message 101 among frames. */
export function refusalIn(frames: readonly Uint8Array[]): Refusal | undefined {
  return frames
    .map((frame) => bodyOfType(frame, messageTypes.refused))
    .map((body) => body && (JSON.parse(decoding.readVarString(body)) as Refusal))
    .find((refusal) => refusal !== undefined);
}

function bodyOfType(frame: Uint8Array, type: number): decoding.Decoder | undefined {
  const decoder = decoding.createDecoder(frame);
  return decoding.readVarUint(decoder) === type ? decoder : undefined;
}
