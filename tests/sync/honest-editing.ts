/** Random edits that an editor of schema v1 can make, and random edits that none may make. All choices come from one seeded source. */
import { bodyOf, chipsOf } from '@alliance/shared/editor/section-document';
import * as Y from 'yjs';

/** Gives integers from 0 below a bound, the same for the same seed. */
export type Dice = (below: number) => number;

/** A seeded source (xorshift32). */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return below <= 0 ? 0 : state % below;
  };
}

/** One edit as the editor makes it: typing, deleting, formatting, restyling, splitting, chips. */
export function editHonestly(doc: Y.Doc, dice: Dice): void {
  const blocks = bodyOf(doc)
    .toArray()
    .filter((node) => node instanceof Y.XmlElement);
  const block = blocks[dice(blocks.length)];
  const kind = dice(24);
  if (block === undefined || kind < 3) insertBlock(doc, dice);
  else if (kind < 5) deleteBlocks(doc, dice);
  else if (kind < 8) writeChip(doc, dice);
  else if (kind < 11) restyle(block, dice);
  else editText(block, dice);
}

const words = ['pain ', 'walks 20 m', 'é', '→', 'x', ' '];

function wordOf(dice: Dice): string {
  return words[dice(words.length)] ?? 'x';
}

function insertBlock(doc: Y.Doc, dice: Dice): void {
  const leaf = ['divider', 'goal', 'contingency'][dice(9)];
  const element = new Y.XmlElement(leaf ?? 'block');
  element.setAttribute('blockId', `b${dice(1000)}`);
  if (leaf === undefined) element.insert(0, [new Y.XmlText(wordOf(dice))]);
  bodyOf(doc).insert(dice(bodyOf(doc).length + 1), [element]);
}

function deleteBlocks(doc: Y.Doc, dice: Dice): void {
  const at = dice(bodyOf(doc).length);
  bodyOf(doc).delete(at, 1 + dice(Math.min(2, bodyOf(doc).length - at)));
}

function writeChip(doc: Y.Doc, dice: Dice): void {
  const chips = chipsOf(doc);
  const superseded = [...chips.keys()][dice(chips.size)];
  doc.transact(() => {
    chips.set(`c${dice(3)}/w${dice(1000)}`, { value: `${dice(9)}`, unit: 'mg', supersedes: [] });
    if (superseded !== undefined && dice(2) === 0) chips.delete(superseded);
  });
}

function restyle(block: Y.XmlElement, dice: Dice): void {
  if (block.nodeName !== 'block') return;
  if (dice(3) === 0) block.removeAttribute('kind');
  else if (dice(2) === 0) block.setAttribute('indent', dice(4) as never);
  else block.setAttribute('kind', ['heading', 'bullet', 'check'][dice(3)] ?? 'quote');
}

function editText(block: Y.XmlElement, dice: Dice): void {
  if (block.nodeName !== 'block') return;
  const text = block.toArray().find((node) => node instanceof Y.XmlText);
  if (text === undefined) {
    block.insert(0, [new Y.XmlText(wordOf(dice))]);
    return;
  }
  const plain = plainOf(text);
  const { length } = plain;
  const at = boundaryAt(plain, dice(length + 1));
  const kind = dice(6);
  if (kind === 0 && length > 0) eraseAt(text, dice(length));
  else if (kind === 1 && at < length) {
    const end = boundaryAt(plain, at + 1 + dice(length - at));
    text.format(at, Math.max(end, at + characterAt(plain, at)) - at, markOf(dice));
  } else if (kind === 2) block.insert(dice(block.length + 1), [inlineOf(dice)]);
  else text.insert(at, wordOf(dice), dice(3) === 0 ? markOf(dice) : undefined);
}

/** The words of a text, in UTF-16 units. */
export function plainOf(text: Y.XmlText): string {
  const delta: readonly { readonly insert: unknown }[] = text.toDelta();
  return delta.map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('');
}

/** The place itself or, inside a pair of units, the one before: an editor never works inside a pair. */
export function boundaryAt(plain: string, at: number): number {
  return /[\uDC00-\uDFFF]/.test(plain.charAt(at)) ? at - 1 : at;
}

/** Deletes the whole character at a place. */
export function eraseAt(text: Y.XmlText, place: number): void {
  const plain = plainOf(text);
  const at = boundaryAt(plain, place);
  if (at < plain.length) text.delete(at, characterAt(plain, at));
}

function characterAt(plain: string, at: number): number {
  return (plain.codePointAt(at) ?? 0) > 0xff_ff ? 2 : 1;
}

function inlineOf(dice: Dice): Y.XmlElement {
  const inline = new Y.XmlElement(['hardBreak', 'chip', 'mention'][dice(3)] ?? 'chip');
  if (inline.nodeName === 'chip') inline.setAttribute('chipId', 'c1');
  return inline;
}

function markOf(dice: Dice): Record<string, unknown> {
  const name = ['bold', 'italic', 'strike'][dice(3)] ?? 'bold';
  return { [name]: dice(3) === 0 ? null : {} };
}

/** Edits that nobody may make, each with the rule against it. */
export const forbiddenEdits: readonly {
  readonly name: string;
  readonly rule: string;
  readonly edit: (doc: Y.Doc) => void;
}[] = [
  { name: 'a third root', rule: 'IN4', edit: (doc) => doc.getText('notes').insert(0, 'x') },
  { name: 'an unknown element', rule: 'IN5', edit: (doc) => insertInBody(doc, 'table') },
  { name: 'a text node as an element', rule: 'IN5', edit: (doc) => insertInBody(doc, 'text') },
  { name: 'a prototype as an element', rule: 'IN5', edit: (doc) => insertInBody(doc, '__proto__') },
  {
    name: 'an unknown attribute',
    rule: 'IN5',
    edit: (doc) => insertInBody(doc, 'block').setAttribute('onclick', 'x'),
  },
  {
    name: 'an unknown mark',
    rule: 'IN5',
    edit: (doc) => textIn(doc).insert(0, 'x', { comment: {} }),
  },
  { name: 'an inline element in the body', rule: 'IN6', edit: (doc) => insertInBody(doc, 'chip') },
  {
    name: 'text in the body',
    rule: 'IN6',
    edit: (doc) => bodyOf(doc).insert(0, [new Y.XmlText('x')]),
  },
  {
    name: 'a block in a block',
    rule: 'IN6',
    edit: (doc) => insertInBody(doc, 'block').insert(0, [new Y.XmlElement('block')]),
  },
  {
    name: 'content in a leaf',
    rule: 'IN6',
    edit: (doc) => insertInBody(doc, 'divider').insert(0, [new Y.XmlText('x')]),
  },
  {
    name: 'a hook',
    rule: 'IN6',
    edit: (doc) => bodyOf(doc).insert(0, [new Y.XmlHook('x')] as never),
  },
  {
    name: 'a document in the document',
    rule: 'IN6',
    edit: (doc) => chipsOf(doc).set('a/b', new Y.Doc()),
  },
  {
    name: 'a type among the chips',
    rule: 'IN6',
    edit: (doc) => chipsOf(doc).set('a/b', new Y.Map()),
  },
  {
    name: 'an embed in text',
    rule: 'IN6',
    edit: (doc) => textIn(doc).insertEmbed(0, { image: 'x' }),
  },
  {
    name: 'a key on text',
    rule: 'IN6',
    edit: (doc) => textIn(doc).setAttribute('x', 'y'),
  },
];

function insertInBody(doc: Y.Doc, name: string): Y.XmlElement {
  const element = new Y.XmlElement(name);
  bodyOf(doc).insert(0, [element]);
  return element;
}

function textIn(doc: Y.Doc): Y.XmlText {
  const text = new Y.XmlText();
  insertInBody(doc, 'block').insert(0, [text]);
  return text;
}
