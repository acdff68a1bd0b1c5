import { channelsMax } from '@alliance/shared/limits';
import {
  type ControlFromServer,
  controlChannel,
  encodeFrame,
  encodeMessage,
  firstDocumentChannel,
} from '@alliance/shared/sync/channel';

import { readControl } from './server-message.ts';
import { type TabSocket } from './tab-socket.ts';

/** What the server gives with a document: see `opened` in `shared/sync/channel`. */
export type Opened = Extract<ControlFromServer, { readonly type: 'opened' }>;

/** What is asked for when a document's channel is opened. */
export interface OpenRequest {
  readonly documentId: string;
  readonly schema: number;
  /** Of the copy that we hold. */
  readonly incarnation?: string;
  readonly head?: number;
  /** The id that it writes with. */
  readonly clientID?: number;
}

/** What a channel tells its owner; after `closed` nothing more. */
export interface ChannelListener {
  opened(opened: Opened): void;
  received(payload: Uint8Array): void;
  /** 1006 when the socket was lost. */
  closed(code: number, reason: string): void;
}

/** One document's conversation on the tab's socket. */
export interface Channel {
  send(payload: Uint8Array): void;
  close(): void;
}

/** An `open` that is not answered for this long means that the socket is dead. */
const answerTimeout = 10_000;

interface OpenChannel {
  readonly number: number;
  readonly request: OpenRequest;
  readonly listener: ChannelListener;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** The document channels of a tab's socket. A channel that is opened while the socket is down waits for it. */
export class Channels {
  readonly #socket: TabSocket;
  readonly #onStorage: (state: 'ok' | 'full') => void;
  readonly #open = new Map<number, OpenChannel>();
  #last = firstDocumentChannel - 1;
  /** Why the socket will not come back by itself. */
  #end: { readonly code: number; readonly reason: string } | undefined;

  constructor(socket: TabSocket, onStorage: (state: 'ok' | 'full') => void) {
    this.#socket = socket;
    this.#onStorage = onStorage;
  }

  open(request: OpenRequest, listener: ChannelListener): Channel {
    const channel = { number: this.#freeNumber(), request, listener, timer: undefined };
    this.#open.set(channel.number, channel);
    if (this.#end !== undefined) queueMicrotask(() => this.#refuse(channel));
    if (this.#socket.connection.get() === 'online') this.#ask(channel);
    return {
      send: (payload) => {
        if (this.#open.get(channel.number) === channel)
          this.#socket.send(encodeFrame(channel.number, payload));
      },
      close: () => this.#leave(channel),
    };
  }

  /** The socket stands: asks for every channel that waits. */
  socketOpened(): void {
    for (const channel of this.#open.values()) this.#ask(channel);
  }

  /** Closes every channel that was asked for; those that still wait go on waiting, unless the loss is final. */
  socketLost(code: number, reason: string): void {
    const isFinal = code >= 4400 && code < 4500;
    if (isFinal) this.#end = { code, reason };
    const channels = [...this.#open.values()];
    for (const channel of channels) {
      if (channel.timer === undefined && !isFinal) continue;
      this.#forget(channel);
      channel.listener.closed(code, reason);
    }
  }

  /** The socket is being tried again after its end. */
  resume(): void {
    this.#end = undefined;
  }

  received(number: number, payload: Uint8Array): void {
    if (number === controlChannel) this.#receivedControl(payload);
    else this.#open.get(number)?.listener.received(payload);
  }

  #receivedControl(payload: Uint8Array): void {
    const message = readControl(payload);
    if (message === undefined) return;
    if (message.type === 'storage') return this.#onStorage(message.state);
    const channel = this.#open.get(message.channel);
    if (channel === undefined) return;
    clearTimeout(channel.timer);
    if (message.type === 'opened') return channel.listener.opened(message);
    this.#forget(channel);
    channel.listener.closed(message.code, message.reason);
  }

  #ask(channel: OpenChannel): void {
    const { number, request } = channel;
    channel.timer = setTimeout(() => this.#socket.drop(), answerTimeout);
    const message = { type: 'open', channel: number, ...request } as const;
    this.#socket.send(encodeMessage(controlChannel, message));
  }

  #refuse(channel: OpenChannel): void {
    if (this.#end === undefined || this.#open.get(channel.number) !== channel) return;
    this.#forget(channel);
    channel.listener.closed(this.#end.code, this.#end.reason);
  }

  #leave(channel: OpenChannel): void {
    if (this.#open.get(channel.number) !== channel) return;
    const wasAsked = channel.timer !== undefined;
    this.#forget(channel);
    const message = { type: 'close', channel: channel.number } as const;
    if (wasAsked) this.#socket.send(encodeMessage(controlChannel, message));
  }

  #forget(channel: OpenChannel): void {
    clearTimeout(channel.timer);
    this.#open.delete(channel.number);
  }

  /** Numbers go round, so that a late frame of a closed channel does not meet a new one. */
  #freeNumber(): number {
    for (let tried = 0; tried < channelsMax; tried += 1) {
      const next = this.#last + 1;
      this.#last = next >= firstDocumentChannel + channelsMax ? firstDocumentChannel : next;
      if (!this.#open.has(this.#last)) return this.#last;
    }
    throw new RangeError(`A tab can have ${channelsMax} documents open`);
  }
}
