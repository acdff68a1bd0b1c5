import { type Source, type Store, createSource } from './store.ts';

/** Whether the tab's socket stands. `connecting` is only said until the first attempt ends. */
export type Connection = 'connecting' | 'online' | 'offline';

/** What the tab's socket tells its owner. */
export interface TabSocketListener {
  opened(): void;
  received(frame: Uint8Array): void;
  /** The socket is gone; `code` is 1006 unless the server said that trying again cannot help (4400–4499). */
  lost(code: number, reason: string): void;
}

const firstDelay = 250;
const longestDelay = 10_000;
const lostCode = 1006;

/**
 * The one WebSocket of a tab. It reconnects by itself after a random part of a growing delay, so that a restarted
 * server is not met by everybody at once, and without delay when the browser says that the network is back.
 */
export class TabSocket {
  readonly #url: string;
  readonly #listener: TabSocketListener;
  readonly #connection: Source<Connection> = createSource<Connection>('connecting');
  readonly #ended = new AbortController();
  #socket: WebSocket | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #isPaused = false;

  constructor(url: string, listener: TabSocketListener) {
    this.#url = url;
    this.#listener = listener;
    this.#watchNetwork();
    this.#connect();
  }

  get connection(): Store<Connection> {
    return this.#connection;
  }

  /** Sends a frame, or drops it when the socket is not open: whoever sends hears of the loss. */
  send(frame: Uint8Array<ArrayBuffer>): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(frame);
  }

  /** Gives up on a socket that no longer answers. */
  drop(): void {
    this.#lose(this.#socket, lostCode, '');
  }

  retryNow(): void {
    if (this.#socket !== undefined || this.#isPaused || this.#ended.signal.aborted) return;
    clearTimeout(this.#timer);
    this.#failures = 0;
    this.#connect();
  }

  /** Hangs up, and connects no more before {@link TabSocket.resume}. */
  pause(): void {
    this.#isPaused = true;
    clearTimeout(this.#timer);
    this.#lose(this.#socket, lostCode, '');
  }

  resume(): void {
    this.#isPaused = false;
    this.retryNow();
  }

  close(): void {
    this.#ended.abort();
    clearTimeout(this.#timer);
    this.#lose(this.#socket, lostCode, '');
  }

  #connect(): void {
    const socket = new WebSocket(this.#url);
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    socket.addEventListener('open', () => this.#opened(socket));
    socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (socket !== this.#socket || !(data instanceof ArrayBuffer)) return;
      // A server that speaks is well; one that only accepts and hangs up is not.
      this.#failures = 0;
      this.#listener.received(new Uint8Array(data));
    });
    socket.addEventListener('close', ({ code, reason }) => this.#lose(socket, code, reason));
  }

  #opened(socket: WebSocket): void {
    if (socket !== this.#socket) return;
    this.#connection.set('online');
    this.#listener.opened();
  }

  #lose(socket: WebSocket | undefined, code: number, reason: string): void {
    if (socket === undefined || socket !== this.#socket) return;
    this.#socket = undefined;
    socket.close();
    this.#connection.set('offline');
    const isFinal = code >= 4400 && code < 4500;
    this.#listener.lost(isFinal ? code : lostCode, reason);
    if (!isFinal && !this.#isPaused && !this.#ended.signal.aborted) this.#connectLater();
  }

  #connectLater(): void {
    const delay = Math.min(longestDelay, firstDelay * 2 ** this.#failures);
    this.#failures += 1;
    this.#timer = setTimeout(() => this.#connect(), Math.random() * delay);
  }

  #watchNetwork(): void {
    if (!('addEventListener' in globalThis)) return;
    const { signal } = this.#ended;
    globalThis.addEventListener('online', () => this.retryNow(), { signal });
    globalThis.addEventListener('offline', () => this.drop(), { signal });
  }
}
