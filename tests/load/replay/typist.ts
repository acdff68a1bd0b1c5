import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import * as Y from 'yjs';

import { type RecordedEdit } from './recording.ts';

/** The state of one person's screen at each edit: exactly what they had seen, nothing newer. */
export class Typist {
  /** How many edits of each agent this screen shows. */
  readonly seen: number[];
  readonly #doc: Y.Doc;
  #typed: TypedEdit | undefined;

  constructor(start: {
    readonly seed: Uint8Array;
    readonly clientID: number;
    readonly agents: number;
  }) {
    this.seen = Array.from({ length: start.agents }, () => 0);
    this.#doc = createSectionDocument(start.clientID);
    Y.applyUpdate(this.#doc, start.seed);
    this.#doc.on(
      'update',
      (update: Uint8Array, _origin: unknown, _doc: Y.Doc, change: Y.Transaction) => {
        if (change.local)
          this.#typed = { update, clocks: change.afterState, deletions: change.deleteSet };
      },
    );
  }

  /** Letters in the text, in UTF-16 units. */
  get length(): number {
    return textOf(this.#doc)?.length ?? 0;
  }

  /** Shows a colleague's edit, the next of theirs. */
  take(agent: number, edit: TypedEdit): void {
    Y.applyUpdate(this.#doc, edit.update);
    this.seen[agent] = (this.seen[agent] ?? 0) + 1;
  }

  /** Types an edit; everything its author had seen must have been taken. */
  type({ agent, patches }: RecordedEdit): TypedEdit {
    const text = textOf(this.#doc);
    if (text === undefined) throw new TypeError('The seed holds one paragraph with one text.');
    // Some recorded edits change nothing, and Yjs then says nothing.
    this.#typed = { update: new Uint8Array([0, 0]), clocks: new Map(), deletions: undefined };
    this.#doc.transact(() => {
      for (const { at, deleted, inserted } of patches) {
        const place = codeUnits(text, at, deleted);
        if (deleted > 0) text.delete(place.from, place.length);
        if (inserted !== '') text.insert(place.from, inserted);
      }
    });
    this.seen[agent] = (this.seen[agent] ?? 0) + 1;
    return this.#typed;
  }
}

/** An edit as it travels, and how to recognise that it has arrived. */
export interface TypedEdit {
  readonly update: Uint8Array;
  readonly clocks: ReadonlyMap<number, number>;
  readonly deletions: Y.Transaction['deleteSet'] | undefined;
}

/** Whether a document contains an edit: its letters are there and what it deletes is gone. */
export function hasArrived(doc: Y.Doc, edit: TypedEdit): boolean {
  for (const [client, clock] of edit.clocks)
    if (Y.getState(doc.store, client) < clock) return false;
  for (const [client, ranges] of edit.deletions?.clients ?? [])
    for (const range of ranges)
      for (let clock = range.clock; clock < range.clock + range.len; clock += 1)
        if (!Y.getItem(doc.store, Y.createID(client, clock)).deleted) return false;
  return true;
}

/** What the text of a benchmark document says, without any markup; empty where there is no text. Line breaks are letters in it. */
export function contentOf(doc: Y.Doc): string {
  const delta: readonly { readonly insert: unknown }[] = textOf(doc)?.toDelta() ?? [];
  return delta.map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('');
}

function textOf(doc: Y.Doc): Y.XmlText | undefined {
  const block = bodyOf(doc).get(0);
  const text = block instanceof Y.XmlElement ? block.get(0) : undefined;
  return text instanceof Y.XmlText ? text : undefined;
}

/** Recordings count code points, Yjs counts UTF-16 units. They differ only behind a surrogate pair. */
function codeUnits(
  text: Y.XmlText,
  at: number,
  length: number,
): { readonly from: number; readonly length: number } {
  const content = text.toJSON();
  if (!/[\uD800-\uDFFF]/.test(content)) return { from: at, length };
  const points = Array.from(content);
  const from = points.slice(0, at).join('').length;
  return { from, length: points.slice(at, at + length).join('').length };
}
