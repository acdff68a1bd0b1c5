/**
 * Two people on copies of one section, and a server that keeps the rows which a room keeps. They write as the editor's
 * binding writes: Enter deletes the tail of a block and writes it into a new one, Backspace at its start appends the
 * block to the one before and deletes it, a move deletes the block and writes it elsewhere. Repeatable from a seed.
 */
import { inspectUpdate } from '@alliance/server/core/inspector';
import { type MergeFinding } from '@alliance/server/core/merge-finding';
import { type HistoryRow } from '@alliance/server/core/merge-history';
import { MergeLook } from '@alliance/server/core/merge-look';
import { RoomDocument } from '@alliance/server/core/room-document';
import { type Saying } from '@alliance/server/core/said-deletes';
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { type PersonId } from '@alliance/shared/identity/person';
import * as Y from 'yjs';

import { type Dice } from '../sync/honest-editing.ts';

/** Somebody who writes. */
export interface Writer {
  readonly personId: PersonId;
  readonly doc: Y.Doc;
  readonly undo: Y.UndoManager;
  /** What they have written and not sent. */
  readonly unsent: Uint8Array[];
}

/** Everything that one person can do at once. */
export const acts = ['split', 'join', 'move', 'remove', 'type', 'number'] as const;

/** One of {@link acts}. */
export type Act = (typeof acts)[number];

const format = 'yjs-update-v1';

/** A section with four blocks, in which every word stands once and every block has a number. */
export class TwoWriters {
  readonly rows: HistoryRow[] = [];
  readonly writers: readonly [Writer, Writer];
  readonly #server: RoomDocument;
  #words = 0;
  #blocks = 0;

  /** @param people who sits at which copy: the same person, at two tabs of their own */
  constructor(people: readonly [string, string] = ['nora', 'phil']) {
    const seed = createSectionDocument(1);
    const blocks = Array.from({ length: 4 }, () => this.#block(this.#sentence()));
    bodyOf(seed).insert(0, blocks);
    const state = Y.encodeStateAsUpdate(seed);
    this.#server = new RoomDocument({ updates: [state], isSnapshot: false }, inspectUpdate);
    this.#keep('seed', [{ payload: state, format }]);
    this.writers = [this.#writer(people[0], 50, state), this.#writer(people[1], 40, state)];
  }

  /** What stands at the server, one line for each block. */
  get text(): string {
    return this.#server.look(textOf);
  }

  /** Sends what a writer has written, one by one as it was written, or all as an answer to the server. */
  send(writer: Writer, way: 'live' | 'back'): void {
    const live = writer.unsent.splice(0);
    const updates = way === 'live' ? live : [Y.encodeStateAsUpdate(writer.doc)];
    const known = Y.encodeStateVector(writer.doc);
    for (const update of updates) this.#take(writer, update, { isAnswer: way === 'back', known });
  }

  /** Brings a writer what the server has. */
  receive({ doc }: Writer): void {
    Y.applyUpdate(doc, this.#server.encodeState(), 'server');
  }

  /** Everybody has everything. */
  meet(way: 'live' | 'back' = 'live'): void {
    for (const writer of this.writers) this.send(writer, way);
    for (const writer of this.writers) this.receive(writer);
  }

  /** What a look at all rows finds. */
  look(): readonly MergeFinding[] {
    return new MergeLook().play(this.rows, 1);
  }

  /** Does one thing; gives the word or number that it wrote, if any. */
  act(writer: Writer, act: Act, dice: Dice, at = dice(8)): string | undefined {
    const blocks = blocksOf(writer.doc);
    const index = at % Math.max(1, blocks.length);
    const block = blocks[index];
    if (block === undefined) return undefined;
    let wrote: string | undefined;
    writer.doc.transact(() => {
      wrote = this.#do({ doc: writer.doc, blocks, block, index }, act, dice);
    });
    return wrote;
  }

  #do({ doc, blocks, block, index }: Place, act: Act, dice: Dice): string | undefined {
    const body = bodyOf(doc);
    const text = plain(block);
    switch (act) {
      case 'split': {
        const from = spaceIn(text, dice);
        textIn(block).delete(from, text.length - from);
        body.insert(index + 1, [this.#block(text.slice(from))]);
        return undefined;
      }
      case 'join': {
        const before = blocks[index - 1];
        if (before === undefined) return undefined;
        body.delete(index, 1);
        textIn(before).insert(plain(before).length, text);
        return undefined;
      }
      case 'move': {
        const copy = block.clone();
        body.delete(index, 1);
        body.insert(dice(body.length + 1), [copy]);
        return undefined;
      }
      case 'remove':
        if (blocks.length > 1) body.delete(index, 1);
        return undefined;
      case 'type': {
        const word = this.#word();
        textIn(block).insert(spaceIn(text, dice), ` ${word}`);
        return word;
      }
      case 'number': {
        const found = /\d+/u.exec(text);
        if (found === null) return undefined;
        this.#words++;
        const number = String(600 + this.#words);
        textIn(block).delete(found.index, found[0].length);
        textIn(block).insert(found.index, number);
        return number;
      }
    }
  }

  #take(writer: Writer, update: Uint8Array, saying: Saying): void {
    const inspection = this.#server.inspect(update, { mayEdit: true, owns: () => true });
    if (inspection.kind === 'nothing') return;
    if (inspection.kind !== 'change') throw new Error(`It is ${inspection.kind}.`);
    const told = this.#server.apply(inspection, saying);
    if (told === undefined) throw new Error('It could not be placed.');
    for (const { payload, rows = [{ payload, format }] } of told) this.#keep(writer.personId, rows);
  }

  #keep(
    personId: string,
    rows: readonly { readonly payload: Uint8Array; readonly format: string }[],
  ): void {
    for (const row of rows) {
      const seq = this.rows.length + 1;
      const committedAt = new Date(seq * 1000).toISOString();
      this.rows.push({ ...row, seq, personId: personId as PersonId, committedAt });
    }
  }

  #writer(personId: string, client: number, state: Uint8Array): Writer {
    const doc = createSectionDocument(client);
    Y.applyUpdate(doc, state, 'server');
    const unsent: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'server') unsent.push(update);
    });
    const undo = new Y.UndoManager(bodyOf(doc), { captureTimeout: 0 });
    return { personId: personId as PersonId, doc, undo, unsent };
  }

  #block(text: string): Y.XmlElement {
    const element = new Y.XmlElement('block');
    element.setAttribute('blockId', `block-${++this.#blocks}`);
    element.insert(0, [new Y.XmlText(text)]);
    return element;
  }

  #sentence(): string {
    const words = Array.from({ length: 5 }, () => this.#word());
    return [
      ...words,
      `${String(200 + this.#words)}mg`,
      ...Array.from({ length: 4 }, () => this.#word()),
    ].join(' ');
  }

  /** A word that stands nowhere else. */
  #word(): string {
    this.#words++;
    return `${['lame', 'pain', 'frame', 'stair'][this.#words % 4] ?? ''}${letters(this.#words)}q`;
  }
}

interface Place {
  readonly doc: Y.Doc;
  readonly blocks: readonly Y.XmlElement[];
  readonly block: Y.XmlElement;
  readonly index: number;
}

function letters(number: number): string {
  return String(number).replaceAll(/\d/gu, (digit) => String.fromCharCode(97 + Number(digit)));
}

function blocksOf(doc: Y.Doc): readonly Y.XmlElement[] {
  return bodyOf(doc)
    .toArray()
    .filter((node) => node instanceof Y.XmlElement);
}

/** The text of a document, one line for each block. */
export function textOf(doc: Y.Doc): string {
  return blocksOf(doc).map(plain).join('\n');
}

function textIn(block: Y.XmlElement): Y.XmlText {
  const found = block.toArray().find((node) => node instanceof Y.XmlText);
  if (found !== undefined) return found;
  const text = new Y.XmlText();
  block.insert(0, [text]);
  return text;
}

function plain(block: Y.XmlElement): string {
  return block
    .toArray()
    .map((node) => (node instanceof Y.XmlText ? node.toJSON() : ''))
    .join('');
}

/** Where a word ends, or the end. */
function spaceIn(text: string, dice: Dice): number {
  const spaces = [...text.matchAll(/ /gu)].map(({ index }) => index);
  return spaces[dice(spaces.length)] ?? text.length;
}
