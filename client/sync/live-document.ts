import { createSectionDocument } from '@alliance/shared/editor/section-document';
import { sectionBytesMax } from '@alliance/shared/limits';
import { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

import { type ChannelSocketOwner, channelSocketFor } from './channel-socket.ts';
import { type Opened } from './channels.ts';
import { CopyDigest } from './copy-digest.ts';
import { keepMarks } from './kept-marks.ts';
import { type Failure, type KeptPiece } from './kept-words.ts';
import { type LocalChange, LocalChanges } from './local-changes.ts';
import { quietAwareness } from './quiet-awareness.ts';
import { SaveCounter } from './save-counter.ts';
import { TouchedBlocks } from './touched-blocks.ts';

/** The provider waits at most this long, in milliseconds, before it asks for a channel again. */
const longestBackoff = 5_000;

/** The most that a character takes in an update, and what else an edit may add, in bytes. */
const characterBytes = 3;
const spareBytes = 4096;

/** What a live document tells the section that owns it. */
export interface LiveDocumentListener {
  /** A change was made here. */
  changedHere(): void;
  /** The text changed, here or elsewhere. */
  changed(): void;
  /** The server's text has arrived for the first time. */
  synced(): void;
  /** A frame for the server that is no part of the text. */
  tell(frame: Uint8Array): void;
  /** The conversation ended and trying again cannot help. */
  ended(code: number, reason: string): void;
}

/** One copy of a section's document, with all that lives and dies with it. */
export class LiveDocument {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly incarnation: string;
  readonly clientID: number;
  /** The latest row of the document's log that we were told of. */
  head: number;
  readonly counter = new SaveCounter();
  readonly #touched: TouchedBlocks;
  readonly #changes: LocalChanges;
  readonly #provider: WebsocketProvider;
  readonly #digest: CopyDigest;
  /** At least the bytes of the encoded document. */
  #bytes = 0;

  /** The lease comes first: awareness and provider remember the client id that they find. */
  constructor(
    lease: {
      readonly opened: Opened;
      readonly clientID: number;
      readonly canEdit: boolean;
      /** Nothing is deleted in this copy that the server did not delete. */
      readonly keepsMarks: boolean;
    },
    owner: ChannelSocketOwner,
    listener: LiveDocumentListener,
  ) {
    this.incarnation = lease.opened.incarnation;
    this.clientID = lease.clientID;
    this.head = lease.opened.head;
    this.doc = createSectionDocument(lease.clientID);
    if (lease.keepsMarks) keepMarks(this.doc);
    this.#touched = new TouchedBlocks(this.doc);
    const isOurs = ({ origin }: Y.Transaction): boolean =>
      origin !== this.#provider && lease.canEdit;
    this.#changes = new LocalChanges(this.doc, isOurs);
    this.awareness = new Awareness(this.doc);
    // Before the provider's own listener: a change is counted before its frame is.
    this.doc.on('update', (update, _origin, _doc, transaction: Y.Transaction) => {
      this.#bytes += update.length;
      const isMadeHere = isOurs(transaction);
      if (isMadeHere) this.#count(transaction);
      listener.changed();
      this.#digest.changed();
      if (isMadeHere) listener.changedHere();
    });
    this.#digest = new CopyDigest(
      this.doc,
      () => this.#provider.synced && this.counter.isSettled,
      (frame) => listener.tell(frame),
    );
    this.#provider = this.#connect(owner, listener);
  }

  /** What the server must still have when it is asked again. */
  get held(): { readonly incarnation: string; readonly head: number; readonly clientID: number } {
    const { incarnation, head, clientID } = this;
    return { incarnation, head, clientID };
  }

  /** The server has a row of the log. */
  heardOf(head: number): void {
    this.head = Math.max(this.head, head);
  }

  /** The server has this many of this connection's frames on disk, the last of them with row `head`. */
  acknowledged(count: number, head: number): void {
    this.heardOf(head);
    this.counter.acknowledged(count);
    this.#touched.saved(this.counter.progress.onDisk);
    this.#changes.saved(this.counter.progress.onDisk);
  }

  /** The text of the blocks that hold changes which are not on disk. */
  unsavedText(): string {
    return this.#touched.text();
  }

  /** What is not on disk, other than these changes, as a piece to keep. */
  piece(failure: Failure, but: ReadonlySet<number> = new Set()): KeptPiece {
    const blockId = this.#touched.firstBlockId(but);
    return {
      changes: this.counter.unsaved - but.size,
      ...this.#touched.words(but),
      blockId,
      failure,
    };
  }

  /** What was made here and is not on disk, in words. */
  get unsavedChanges(): readonly LocalChange[] {
    return this.#changes.unsaved;
  }

  /** Whether Yjs gave up our client id because the server knew more of it than we do: another copy wrote with it. */
  get hasLostClientID(): boolean {
    return this.doc.clientID !== this.clientID;
  }

  /** Asks for a channel again after a close that ended the asking. */
  reconnect(): void {
    this.#provider.connect();
  }

  /** Whether this many more characters fit. The document is only measured when it is nearly full. */
  hasRoomFor(characters: number): boolean {
    const needed = characters * characterBytes + spareBytes;
    if (this.#bytes + needed <= sectionBytesMax) return true;
    this.#bytes = Y.encodeStateAsUpdate(this.doc).length;
    return this.#bytes + needed <= sectionBytesMax;
  }

  destroy(): void {
    this.#digest.stop();
    this.#provider.destroy();
    this.awareness.destroy();
    this.doc.destroy();
  }

  #count(transaction: Y.Transaction): void {
    this.counter.changed();
    this.#touched.touched(transaction, this.counter.progress.made);
    this.#changes.made(this.counter.progress.made, transaction);
  }

  #connect(owner: ChannelSocketOwner, listener: LiveDocumentListener): WebsocketProvider {
    const provider = new WebsocketProvider('', '', this.doc, {
      awareness: this.awareness,
      WebSocketPolyfill: channelSocketFor(owner),
      // Tabs of one browser can be different people: what one may read does not pass to another unseen.
      disableBc: true,
      maxBackoffTime: longestBackoff,
    });
    quietAwareness(provider);
    provider.on('sync', (isSynced) => {
      if (isSynced) listener.synced();
    });
    provider.on('closed', ({ code, reason }) => listener.ended(code, reason));
    return provider;
  }
}
