import { frame, FrameWriter, type Framing, readFrame } from './frames.ts';
import { LightSocket } from './light-socket.ts';
import { characterUpdate, type TextId } from './update-bytes.ts';

/** Client ids of measuring clients start here: far from every reserved one. */
export const firstClientID = 0x40000000;

/** A part of a frame: `bytes[from, end)`, valid only during the call. */
export type OnBytes = (bytes: Uint8Array, from: number, end: number, client: LightClient) => void;

/** How a measuring client takes part in one document. */
export interface LightClientOptions {
  readonly port: number;
  readonly path: string;
  readonly cookie: string | undefined;
  readonly framing: Framing;
  readonly documentName: string;
  /** Counts from 0 among all clients of a run; decides the client id. */
  readonly index: number;
  readonly text: TextId;
  /** JSON; without it the client has no presence. */
  readonly presence?: string;
  /** What the client already holds: brought, as a stock client does, to a server that says it has nothing. */
  readonly holds?: Uint8Array;
  readonly onUpdate?: OnBytes;
  /** Sync step 2. */
  readonly onMissingUpdates?: OnBytes;
  readonly onSaved?: (client: LightClient) => void;
}

/** One client that types, counts and reads clocks, and never holds a document. */
export class LightClient {
  readonly index: number;
  readonly id: number;
  /** Letters typed so far. */
  typed = 0;
  /** Acknowledgements: the server's cumulative count, or how many came where it has none. */
  saved = 0;
  presenceFrames = 0;
  updateFrames = 0;
  refusals = 0;
  /** Bytes of what it held and the server lacked. */
  broughtBytes = 0;
  closeCode: number | undefined;
  /** Resolves with the first sync step 2; rejects when the connection ends before. */
  readonly synced: Promise<void>;
  readonly #options: LightClientOptions;
  readonly #writer: FrameWriter;
  readonly #socket: LightSocket;
  readonly #resolveSynced: () => void;
  #presenceClock = 0;

  constructor(options: LightClientOptions) {
    this.#options = options;
    this.index = options.index;
    this.id = firstClientID + options.index;
    this.#writer = new FrameWriter(options.framing, options.documentName);
    const synced = Promise.withResolvers<void>();
    this.synced = synced.promise;
    this.#resolveSynced = synced.resolve;
    // Whoever does not wait for it must not end the process.
    synced.promise.catch(() => undefined);
    this.#socket = new LightSocket({
      port: options.port,
      path: options.path,
      cookie: options.cookie,
      onOpen: () => {
        this.#open();
      },
      onMessage: (bytes, from, end) => {
        this.#read(bytes, from, end);
      },
      onClose: (code) => {
        this.closeCode = code;
        synced.reject(new Error(`The server closed the connection with code ${code}.`));
      },
    });
  }

  /** Types one letter at the end of this client's own run. */
  type(): void {
    this.send(characterUpdate(this.id, this.typed, this.#options.text));
    this.typed += 1;
  }

  /** Sends one update. */
  send(update: Uint8Array): void {
    this.#socket.send(this.#writer.update(update));
  }

  /** Sends this client's presence with the next clock. */
  sendPresence(): void {
    if (this.#options.presence === undefined) return;
    this.#presenceClock += 1;
    this.#socket.send(this.#writer.presence(this.id, this.#presenceClock, this.#options.presence));
  }

  /** Bytes that came from the server. */
  get receivedBytes(): number {
    return this.#socket.receivedBytes;
  }

  /** Resolves when what was sent has left for the kernel. */
  async drained(): Promise<void> {
    await this.#socket.drained();
  }

  /** Cuts the connection without a goodbye. */
  cut(): void {
    this.#socket.cut();
  }

  #open(): void {
    if (this.#options.framing === 'hocuspocus') this.#socket.send(this.#writer.auth());
    else this.#ask();
  }

  #ask(): void {
    this.#socket.send(this.#writer.stateVector());
    this.sendPresence();
  }

  #answer(hasServerNothing: boolean): void {
    const brought = hasServerNothing ? this.#options.holds : undefined;
    this.#socket.send(this.#writer.missingUpdates(brought));
    if (brought !== undefined) this.broughtBytes += brought.length;
  }

  #read(bytes: Uint8Array, from: number, end: number): void {
    switch (readFrame(this.#options.framing, bytes, from, end)) {
      case 'update':
        this.updateFrames += 1;
        this.#options.onUpdate?.(bytes, frame.from, frame.end, this);
        break;
      case 'missingUpdates':
        this.#options.onMissingUpdates?.(bytes, frame.from, frame.end, this);
        this.#resolveSynced();
        break;
      case 'stateVector':
        this.#answer(frame.end - frame.from === 1);
        break;
      case 'presence':
        this.presenceFrames += 1;
        break;
      case 'saved':
        this.saved = frame.count || this.saved + 1;
        this.#options.onSaved?.(this);
        break;
      case 'refused':
        this.refusals += 1;
        break;
      case 'auth':
        this.#ask();
        break;
      case 'other':
        break;
    }
  }
}
