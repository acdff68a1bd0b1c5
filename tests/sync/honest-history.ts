/**
 * Honest people on honest copies of Yjs, without a room: they type at one place, take back and do again, split, join
 * and move blocks, write offline and bring it all in one update. Every update is inspected and applied by a server's
 * document, late and in any mixture. Pure and repeatable from its seed.
 */
import { type Inspection, inspectUpdate } from '@alliance/server/core/inspector';
import { bodyOf, chipsOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import * as Y from 'yjs';

import { type Dice, editHonestly, plainOf } from './honest-editing.ts';
import { block } from './sync-world.ts';

/** What became of a history. */
export interface HistoryEnd {
  /** How many updates were inspected. */
  readonly updates: number;
  /** Everything that was not taken, and what the document was then. */
  readonly refused: readonly Refusal[];
  readonly live: Y.Doc;
  /** What was applied, in its order, and what the server's document tidied after it. */
  readonly log: readonly Uint8Array[];
}

/** An update that was not taken. */
export interface Refusal {
  readonly inspection: Inspection;
  readonly update: Uint8Array;
  /** The whole state that it met. */
  readonly state: Uint8Array;
}

/** Somebody with a copy, what they can take back, and what travels. */
interface Author {
  doc: Y.Doc;
  undo: Y.UndoManager;
  isOnline: boolean;
  toServer: Uint8Array[];
  toAuthor: Uint8Array[];
}

/** Lets some people write for so many steps, then lets everything arrive. `undoes`: how many of twelve edits take back or do again. */
export function liveHistory(dice: Dice, steps: number, undoes = 1): HistoryEnd {
  const history = new History(dice, undoes);
  for (let step = 0; step < steps; step++) history.step();
  return history.settle();
}

class History {
  readonly #dice: Dice;
  readonly #undoes: number;
  readonly #server = createSectionDocument(4);
  readonly #authors: readonly Author[];
  readonly #log: Uint8Array[] = [];
  readonly #refused: Refusal[] = [];
  #updates = 0;
  #lastClient = 100;

  constructor(dice: Dice, undoes: number) {
    this.#dice = dice;
    this.#undoes = undoes;
    bodyOf(this.#server).insert(0, [block('Walks 20 m with a frame.'), block('Sleeps well.')]);
    const seed = Y.encodeStateAsUpdate(this.#server);
    this.#log.push(seed);
    this.#server.on('update', (update: Uint8Array) => this.#tell(update));
    // Ids in no order: who wins at one place depends on them.
    this.#authors = [60, 20, 90, 40].map((client) => authorOf(client, seed));
  }

  step(): void {
    const author = this.#authors[this.#dice(this.#authors.length)];
    if (author === undefined) return;
    const kind = this.#dice(20);
    if (kind < 10) editRichly(author, this.#dice, this.#undoes);
    else if (kind < 14) this.#send(author);
    else if (kind < 18) deliver(author, 1 + this.#dice(4));
    else if (kind < 19) this.#reconnect(author);
    else author.isOnline = false;
  }

  settle(): HistoryEnd {
    for (let round = 0; round < 3; round++) {
      for (const author of this.#authors) this.#reconnect(author);
      for (const author of this.#authors) deliver(author, author.toAuthor.length);
    }
    return { updates: this.#updates, refused: this.#refused, live: this.#server, log: this.#log };
  }

  #tell(update: Uint8Array): void {
    this.#log.push(update);
    for (const { isOnline, toAuthor } of this.#authors) if (isOnline) toAuthor.push(update);
  }

  /** One by one, or all that waits in one. */
  #send(author: Author): void {
    if (!author.isOnline || author.toServer.length === 0) return;
    const count = this.#dice(3) === 0 ? author.toServer.length : 1;
    const updates = author.toServer.splice(0, count);
    const [first = new Uint8Array([0, 0])] = updates;
    this.#receive(author, count > 1 ? Y.mergeUpdates(updates) : first);
  }

  /** What was on its way is lost; both sides say what they have. */
  #reconnect(author: Author): void {
    author.isOnline = true;
    author.toServer = [];
    author.toAuthor = [];
    const known = Y.encodeStateVector(this.#server);
    // An answer carries what is missing; some clients send all that they have.
    const answer = this.#dice(4) === 0 ? undefined : known;
    this.#receive(author, Y.encodeStateAsUpdate(author.doc, answer));
    Y.applyUpdate(author.doc, Y.encodeStateAsUpdate(this.#server), 'server');
  }

  /** Whoever is refused starts afresh, as our client does. */
  #receive(author: Author, update: Uint8Array): void {
    this.#updates++;
    const inspection = inspectUpdate(this.#server, update, { mayEdit: true, owns: () => true });
    if (inspection.kind === 'nothing') return;
    const state = Y.encodeStateAsUpdate(this.#server);
    if (inspection.kind === 'change') {
      Y.applyUpdate(this.#server, inspection.update, 'author');
    } else {
      this.#refused.push({ inspection, update, state });
      Object.assign(author, authorOf(++this.#lastClient, state));
    }
  }
}

function authorOf(client: number, seed: Uint8Array): Author {
  const doc = createSectionDocument(client);
  Y.applyUpdate(doc, seed, 'server');
  const undo = new Y.UndoManager([bodyOf(doc), chipsOf(doc)], { captureTimeout: 0 });
  const author: Author = { doc, undo, isOnline: true, toServer: [], toAuthor: [] };
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'server') author.toServer.push(update);
  });
  return author;
}

function deliver({ doc, toAuthor }: Author, count: number): void {
  for (const update of toAuthor.splice(0, count)) Y.applyUpdate(doc, update, 'server');
}

/** One edit as people make it: typing, splitting, joining, moving, now and then taking back. `undoes`: how many of twelve. */
export function editRichly(
  { doc, undo }: Pick<Author, 'doc' | 'undo'>,
  dice: Dice,
  undoes: number,
): void {
  if (dice(12) < undoes) {
    if (dice(4) === 0) undo.redo();
    else undo.undo();
    return;
  }
  const kind = dice(8);
  if (kind < 1) split(doc, dice);
  else if (kind < 2) join(doc, dice);
  else if (kind < 3) move(doc, dice);
  else if (kind < 5) typeAtOnePlace(doc, dice);
  else editHonestly(doc, dice);
}

/** Everybody writes near the beginning of the first text. */
function typeAtOnePlace(doc: Y.Doc, dice: Dice): void {
  const text = textsOf(doc)[0];
  text?.insert(Math.min(text.length, dice(3)), ['a', 'bc', '🦿', ' '][dice(4)] ?? 'x');
}

/** The second half goes into a block of its own, as the editor's binding writes it. */
function split(doc: Y.Doc, dice: Dice): void {
  const texts = textsOf(doc);
  const text = texts[dice(texts.length)];
  if (text === undefined || text.length === 0) return;
  doc.transact(() => {
    const words = plainOf(text);
    const at = dice(words.length);
    text.delete(at, text.length - at);
    bodyOf(doc).insert(dice(bodyOf(doc).length + 1), [block(words.slice(at))]);
  });
}

function join(doc: Y.Doc, dice: Dice): void {
  const texts = textsOf(doc);
  const [first, second] = [texts[dice(texts.length)], texts[dice(texts.length)]];
  if (first === undefined || second === undefined || first === second) return;
  doc.transact(() => {
    first.insert(first.length, plainOf(second));
    second.delete(0, second.length);
  });
}

/** Yjs moves nothing: what is moved is deleted and written anew. */
function move(doc: Y.Doc, dice: Dice): void {
  const body = bodyOf(doc);
  const from = dice(body.length);
  const element = body.length === 0 ? undefined : body.get(from);
  if (!(element instanceof Y.XmlElement)) return;
  doc.transact(() => {
    const copy = element.clone();
    body.delete(from, 1);
    body.insert(dice(body.length + 1), [copy]);
  });
}

/** The texts of a section, those of blocks that were left empty too. */
export function textsOf(doc: Y.Doc): readonly Y.XmlText[] {
  return bodyOf(doc)
    .toArray()
    .flatMap((node) => (node instanceof Y.XmlElement ? node.toArray() : []))
    .filter((node) => node instanceof Y.XmlText);
}
