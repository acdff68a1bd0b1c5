import * as Y from 'yjs';

import { bodyOf } from '../editor/section-document.ts';
import {
  type RunningAtom,
  type RunningText,
  atomCharacter,
  blockIdIn,
  lastAtOrBefore,
} from './running-text.ts';

/**
 * The running text of a document, made once for many anchors, with the way from Yjs types to offsets and back. It
 * shows the document as it was: make a new one after a change.
 */
export interface PreparedText extends RunningText {
  readonly doc: Y.Doc;
  /** Running offset of an index in a type, undefined when the type is not (any more) in the text. */
  offsetIn(type: unknown, index: number): number | undefined;
  /** The type that holds the character at a running offset, and its index there. */
  holderOf(at: number): { readonly type: Y.XmlFragment | Y.XmlText; readonly index: number };
}

/** Reads a document's running text without changing the document. */
export function prepareText(doc: Y.Doc): PreparedText {
  const reader = new Reader();
  const body = bodyOf(doc);
  reader.readBody(body);
  const { segments, offsets } = reader;
  const begins = segments.map(({ start }) => start);
  return {
    doc,
    text: reader.pieces.join(''),
    starts: reader.starts,
    blockIds: reader.blockIds,
    atoms: reader.atoms,
    offsetIn: (type, index) => offsetAt(offsets.get(type), index),
    holderOf(at) {
      const segment = segments[lastAtOrBefore(begins, at)];
      if (segment === undefined) return { type: body, index: 0 };
      return { type: segment.type, index: segment.index + at - segment.start };
    },
  };
}

/** The prepared text of a document, or the one that was prepared already. */
export function preparedOf(source: Y.Doc | PreparedText): PreparedText {
  return source instanceof Y.Doc ? prepareText(source) : source;
}

/** Characters that stand one after the other in one type. */
interface Segment {
  readonly start: number;
  readonly type: Y.XmlFragment | Y.XmlText;
  /** Index in the type of the first of them. */
  readonly index: number;
}

/** Where the indexes of a type begin in the running text: of a text only its first, of an element those of all children. */
type TypeOffsets = { readonly start: number; readonly length: number } | readonly number[];

function offsetAt(offsets: TypeOffsets | undefined, index: number): number | undefined {
  if (offsets === undefined) return undefined;
  if ('start' in offsets) return offsets.start + Math.min(index, offsets.length);
  return offsets[Math.min(index, offsets.length - 1)];
}

/** Collects one document's text. */
class Reader {
  readonly pieces: string[] = [];
  readonly starts: number[] = [];
  readonly blockIds: (string | undefined)[] = [];
  readonly atoms: RunningAtom[] = [];
  readonly segments: Segment[] = [];
  readonly offsets = new Map<unknown, TypeOffsets>();
  #length = 0;

  readBody(body: Y.XmlFragment): void {
    this.#readChildren(body, (child, index) => {
      // Text outside a block is refused by the server and shown nowhere.
      if (!(child instanceof Y.XmlElement)) return;
      this.starts.push(this.#length);
      this.blockIds.push(blockIdIn(child.getAttributes()));
      if (child.nodeName !== 'block') this.#addAtom(child, { type: body, index });
      else this.#readBlock(child);
    });
  }

  #readBlock(block: Y.XmlElement): void {
    this.#readChildren(block, (child, index) => {
      if (child instanceof Y.XmlText) this.#readText(child);
      else if (child instanceof Y.XmlElement) this.#addAtom(child, { type: block, index });
    });
  }

  #readChildren(parent: Y.XmlFragment, read: (child: unknown, index: number) => void): void {
    const starts = parent.toArray().map((child: unknown, index) => {
      const start = this.#length;
      read(child, index);
      return start;
    });
    this.offsets.set(parent, [...starts, this.#length]);
  }

  #readText(type: Y.XmlText): void {
    const start = this.#length;
    const parts: readonly { readonly insert: unknown }[] = type.toDelta();
    const text = parts
      .map(({ insert }) => (typeof insert === 'string' ? insert : atomCharacter))
      .join('');
    this.offsets.set(type, { start, length: text.length });
    if (text !== '') this.#add(text, { type, index: 0 });
  }

  #addAtom(element: Y.XmlElement, holder: Omit<Segment, 'start'>): void {
    const { nodeName: name } = element;
    this.atoms.push({ at: this.#length, name, attributes: { ...element.getAttributes() } });
    this.#add(atomCharacter, holder);
  }

  #add(text: string, holder: Omit<Segment, 'start'>): void {
    this.segments.push({ start: this.#length, ...holder });
    this.pieces.push(text);
    this.#length += text.length;
  }
}
