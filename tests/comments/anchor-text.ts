/** A small language for anchors: a text with its marked words in brackets, `Walk [twenty metres] with frame`. */
import { type Anchor, makeAnchor } from '@alliance/shared/comments/anchor';
import { wordsIn } from '@alliance/shared/comments/quoted-text';
import { resolveAnchor } from '@alliance/shared/comments/resolve-anchor';
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { type InlineJson } from '@alliance/shared/editor/section-json';
import * as Y from 'yjs';

import { fill } from '../editor/fill-section.ts';
import { block, text } from '../editor/section-samples.ts';

/** A text and the anchor of its marked words. */
export interface Marked {
  readonly doc: Y.Doc;
  readonly anchor: Anchor;
}

/** A document with one block per line; `▣` is a chip called `c1`. The marked words may go on over lines. */
export function marked(...lines: readonly string[]): Marked {
  const doc = document(...lines.map((line) => line.replace(/[[\]]/g, '')));
  const from = placeOf(lines, '[');
  const to = placeOf(
    lines.map((line) => line.replace('[', '')),
    ']',
  );
  const anchor = makeAnchor(doc, { from, to });
  if (anchor === undefined) throw new Error('The words can be marked');
  return { doc, anchor };
}

function placeOf(
  lines: readonly string[],
  bracket: string,
): { readonly block: number; readonly offset: number } {
  const at = lines.findIndex((line) => line.includes(bracket));
  return { block: at, offset: lines[at]?.indexOf(bracket) ?? 0 };
}

/** A document with one block per line, their ids `b0`, `b1`, … */
export function document(...lines: readonly string[]): Y.Doc {
  return fill(createSectionDocument(100), {
    blocks: lines.map((line, at) =>
      block({ blockId: `b${at}`, kind: 'paragraph' }, ...inlineOf(line)),
    ),
  });
}

function inlineOf(line: string): readonly InlineJson[] {
  return line
    .split(/(▣)/)
    .filter((part) => part !== '')
    .map((part) => (part === '▣' ? { name: 'chip', attributes: { chipId: 'c1' } } : text(part)));
}

/** Puts other lines in place of those from a block on, as an editor that writes them again. */
export function rewrite(doc: Y.Doc, from: number, ...lines: readonly string[]): void {
  doc.transact(() => {
    const body = bodyOf(doc);
    body.delete(from, body.length - from);
    const blocks = lines.map((line) => {
      const element = new Y.XmlElement('block');
      element.insert(0, line === '' ? [] : [new Y.XmlText(line)]);
      return element;
    });
    body.insert(from, blocks);
  });
}

/** The text of a block that has only text. */
export function textIn(doc: Y.Doc, at: number): Y.XmlText {
  const element: unknown = bodyOf(doc).get(at);
  const child: unknown = element instanceof Y.XmlElement ? element.get(0) : undefined;
  if (!(child instanceof Y.XmlText)) throw new TypeError('The block has text');
  return child;
}

/** Where an anchor is and how it was found, as `quote: twenty metres`, or `unplaced`. */
export function found(doc: Y.Doc, anchor: Anchor): string {
  const at = resolveAnchor(doc, anchor);
  return at === undefined ? 'unplaced' : `${at.how}: ${wordsIn(doc, at.range)}`;
}
