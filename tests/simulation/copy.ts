/** One copy of a document in somebody's tab: what they write, what they are told, and what of it is saved. */
import { keepMarks } from '@alliance/client/sync/kept-marks';
import { SaveCounter } from '@alliance/client/sync/save-counter';
import { bodyOf, chipsOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import * as Y from 'yjs';

import { type Dice } from '../sync/honest-editing.ts';
import { editRichly } from '../sync/honest-history.ts';
import { type Change, type Range, type Witness } from './witness.ts';

/** What a copy is made for. */
export interface CopyOptions {
  readonly documentId: string;
  readonly clientID: number;
  readonly canEdit: boolean;
  readonly keepsMarks: boolean;
  /** Whose it is, for people. */
  readonly whose: string;
  readonly witness: Witness;
  /** Told of every change that is made here, after it was counted. */
  readonly onChange: (update: Uint8Array) => void;
}

/** Origin of what the server says. */
const fromServer = 'server';

/** A `Y.Doc` that lives as one does in our client. Its client id is never used again. */
export class Copy {
  readonly doc: Y.Doc;
  readonly clientID: number;
  readonly incarnation: string;
  readonly canEdit: boolean;
  readonly counter = new SaveCounter();
  /** Whether the server's text has arrived once: before, nobody sees an editor. */
  isShown = false;
  /** Whether it has changed since it was last looked at. */
  isChanged = true;
  readonly #options: CopyOptions;
  readonly #undo: Y.UndoManager;
  /** Each change by its number in the counter, from 1. */
  readonly #changes: Change[] = [];
  #presenceClock = 0;
  #head = 0;

  constructor(options: CopyOptions, incarnation: string) {
    const { clientID, canEdit } = options;
    this.#options = options;
    this.clientID = clientID;
    this.canEdit = canEdit;
    this.incarnation = incarnation;
    this.doc = createSectionDocument(clientID);
    if (options.keepsMarks) keepMarks(this.doc);
    this.#undo = new Y.UndoManager([bodyOf(this.doc), chipsOf(this.doc)], { captureTimeout: 0 });
    this.doc.on('update', (update, origin, _doc, transaction: Y.Transaction) => {
      this.isChanged = true;
      if (origin === fromServer || !canEdit) return;
      this.counter.changed();
      this.#changes.push(changeOf(transaction, clientID));
      options.onChange(update);
    });
  }

  /** Makes one edit, as the editor does. */
  edit(dice: Dice): void {
    editRichly({ doc: this.doc, undo: this.#undo }, dice, 2);
  }

  /** The server's words arrive. */
  receive(update: Uint8Array): void {
    const { witness, documentId, whose } = this.#options;
    witness.seen(documentId, update, whose);
    Y.applyUpdate(this.doc, update, fromServer);
  }

  /** What our client says of its copy when it comes back. */
  get held(): { readonly incarnation: string; readonly head: number; readonly clientID: number } {
    return { incarnation: this.incarnation, head: this.#head, clientID: this.clientID };
  }

  /** The server names a row of the log. */
  heardOf(head: number): void {
    const { witness, documentId, whose } = this.#options;
    witness.seenHead(documentId, head, whose);
    this.#head = Math.max(this.#head, head);
  }

  /** The server has so many frames of this connection on disk, the last of them with row `head`. */
  acknowledged(count: number, head: number): void {
    const { witness, documentId, whose } = this.#options;
    this.heardOf(head);
    const before = this.counter.progress.onDisk;
    this.counter.acknowledged(count);
    const changes = this.#changes.slice(before, this.counter.progress.onDisk);
    witness.acknowledged(documentId, changes, whose);
  }

  /** Where this person's caret is: at the newest word of their own, if there is one. */
  caret(): { readonly clock: number; readonly state: string } {
    const end = Y.getState(this.doc.store, this.clientID);
    const item = end === 0 ? null : { client: this.clientID, clock: end - 1 };
    const place = { type: null, tname: 'body', item, assoc: 0 };
    return {
      clock: ++this.#presenceClock,
      state: JSON.stringify({ cursor: { anchor: place, head: place } }),
    };
  }

  /** Lets go of it. */
  destroy(): void {
    this.#undo.destroy();
    this.doc.destroy();
  }
}

function changeOf({ doc, deleteSet }: Y.Transaction, client: number): Change {
  const deleted: Range[] = [...deleteSet.clients].flatMap(([deletedClient, items]) =>
    items.map(({ clock, len }) => ({ client: deletedClient, clock, length: len })),
  );
  return { client, end: Y.getState(doc.store, client), deleted };
}
