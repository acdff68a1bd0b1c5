/**
 * What may be written again after a refusal, and where. Only what finds its place surely is: the same block, the same
 * words around, there and nowhere else. What was written in one block belongs together: all of it, or nothing.
 */
import { allowsAttribute, allowsMark } from '@alliance/shared/access/value-policy';
import { knowsDocument } from '@alliance/shared/editor/known-names';
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import * as Y from 'yjs';

import { type LocalChange } from './local-changes.ts';
import { type BlockEdit, type Run, type TextEdit, textEnd, textStart } from './local-edits.ts';

/** Changes from after the one number up to the other. */
export interface ChangeRange {
  readonly after: number;
  readonly upTo: number;
}

/** Rules about whose words these are and where they hang in the copy, not about what they say: written anew they are well. */
const rulesOfTheCopy: ReadonlySet<string> = new Set(['IN2', 'IN3', 'IN7', 'IN9', 'IN19']);

/**
 * The changes that may be written again. `refused`: those that the refused frame brought; undefined when no frame of
 * ours was, and then none may: what was wrong is not known. Whoever has lost their right writes nothing again.
 */
export function changesToWriteAgain(
  changes: readonly LocalChange[],
  rule: string | undefined,
  refused: ChangeRange | undefined,
): readonly LocalChange[] {
  if (rule === undefined || rule === 'IN1') return [];
  if (rulesOfTheCopy.has(rule)) return groupsOf(changes, () => false).flat();
  if (refused === undefined) return [];
  const isRefused = ({ number }: LocalChange): boolean =>
    number > refused.after && number <= refused.upTo;
  return groupsOf(changes, isRefused).flat();
}

/** Writes changes into a document where they surely belong, as one transaction; gives the numbers of those that it has. */
export function writeAgain(
  doc: Y.Doc,
  changes: readonly LocalChange[],
  origin: unknown,
): ReadonlySet<number> {
  let sure: readonly LocalChange[] = [];
  for (const group of groupsOf(changes, () => false)) {
    const more = [...sure, ...group];
    if (fits(doc, more)) sure = more;
  }
  doc.transact(() => {
    for (const { edits = [] } of sure) for (const edit of edits) write(doc, edit);
  }, origin);
  return new Set(sure.map(({ number }) => number));
}

/** Tries changes on a copy. */
function fits(doc: Y.Doc, changes: readonly LocalChange[]): boolean {
  const trial = createSectionDocument();
  Y.applyUpdate(trial, Y.encodeStateAsUpdate(doc));
  const isWhole = changes.every(({ edits }) => edits?.every((edit) => write(trial, edit)) === true);
  const isKnown = isWhole && knowsDocument(trial);
  trial.destroy();
  return isKnown;
}

/**
 * Changes by what they have to do with each other: those of one block, and those that go over several. A group that
 * holds one which cannot be written again is left out whole.
 */
function groupsOf(
  changes: readonly LocalChange[],
  isOut: (change: LocalChange) => boolean,
): readonly (readonly LocalChange[])[] {
  // It may have been anything.
  if (changes.some(({ blocks }) => blocks === undefined)) return [];
  let groups: { readonly blocks: ReadonlySet<string>; readonly changes: readonly LocalChange[] }[] =
    [];
  for (const change of changes) {
    const blocks = new Set(change.blocks);
    const near = groups.filter((group) => [...group.blocks].some((block) => blocks.has(block)));
    const together = near.flatMap((group) => group.changes);
    const all = new Set([...blocks, ...near.flatMap((group) => [...group.blocks])]);
    groups = groups.filter((group) => !near.includes(group));
    groups.push({ blocks: all, changes: [...together, change] });
  }
  return groups
    .map((group) => group.changes.toSorted((one, other) => one.number - other.number))
    .filter((group) => !group.some((each) => each.edits === undefined || isOut(each)));
}

/** Whether an edit was written: false, and nothing changed, where its place is not sure. */
function write(doc: Y.Doc, edit: TextEdit | BlockEdit): boolean {
  return edit.kind === 'text' ? writeText(doc, edit) : writeBlock(doc, edit);
}

function writeText(doc: Y.Doc, edit: TextEdit): boolean {
  const block = blockOf(doc, edit.blockId);
  if (block === undefined || !edit.inserted.every(isAllowed)) return false;
  const place = placeIn(block, edit);
  if (place === undefined) return false;
  const { text, at } = place;
  if (edit.removed !== '') text.delete(at, edit.removed.length);
  insertRuns(text, at, edit.inserted);
  return true;
}

function insertRuns(text: Y.XmlText, start: number, runs: readonly Run[]): void {
  let at = start;
  for (const { text: words, marks } of runs) {
    text.insert(at, words, { ...marks });
    at += words.length;
  }
}

/** The one place in a block where exactly these words stand. */
function placeIn(
  block: Y.XmlElement,
  { before, removed, after }: TextEdit,
): { readonly text: Y.XmlText; readonly at: number } | undefined {
  const children = block.toArray();
  if (children.length === 0 && before === textStart && after === textEnd && removed === '') {
    const text = new Y.XmlText();
    block.insert(0, [text]);
    return { text, at: 0 };
  }
  const places = children.flatMap((child) =>
    child instanceof Y.XmlText
      ? indexesOf(`${textStart}${plainText(child)}${textEnd}`, `${before}${removed}${after}`).map(
          (index) => ({ text: child, at: index + before.length - 1 }),
        )
      : [],
  );
  const [place, ...others] = places;
  return others.length === 0 ? place : undefined;
}

function indexesOf(text: string, words: string): readonly number[] {
  const found: number[] = [];
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) found.push(at);
  return found;
}

/** The words of a text; what is no words counts as one character that no words have. */
function plainText(text: Y.XmlText): string {
  const delta: readonly { readonly insert: unknown }[] = text.toDelta();
  return delta.map(({ insert }) => (typeof insert === 'string' ? insert : '\u0000')).join('');
}

function writeBlock(doc: Y.Doc, edit: BlockEdit): boolean {
  const blocks = bodyOf(doc).toArray();
  const ids = blocks.map((block) => (block instanceof Y.XmlElement ? idOf(block) : undefined));
  const at = edit.previous === null ? 0 : ids.indexOf(edit.previous) + 1;
  const isSure =
    (edit.previous === null || at > 0) &&
    (ids[at] ?? null) === edit.next &&
    !ids.includes(edit.blockId) &&
    ids.filter((id) => id === edit.previous).length <= 1;
  const attributes = Object.entries(edit.attributes);
  if (!isSure || !edit.content.every(isAllowed)) return false;
  if (!attributes.every(([name, value]) => allowsAttribute('block', name, value))) return false;
  const block = new Y.XmlElement('block');
  bodyOf(doc).insert(at, [block]);
  for (const [name, value] of attributes) setAttribute(block, name, value);
  if (edit.content.length === 0) return true;
  const text = new Y.XmlText();
  block.insert(0, [text]);
  insertRuns(text, 0, edit.content);
  return true;
}

/** Attributes have the types of our schema, not only those of XML. */
function setAttribute(block: Y.XmlElement, name: string, value: unknown): void {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Yjs stores any value and types only text
  block.setAttribute(name, value as string);
}

function isAllowed({ marks }: Run): boolean {
  return Object.entries(marks).every(([name, value]) => allowsMark(name, value));
}

function blockOf(doc: Y.Doc, blockId: string): Y.XmlElement | undefined {
  const [block, ...others] = bodyOf(doc)
    .toArray()
    .filter((each) => each instanceof Y.XmlElement)
    .filter((each) => idOf(each) === blockId);
  return others.length === 0 ? block : undefined;
}

function idOf(block: Y.XmlElement): string | undefined {
  const blockId: unknown = block.getAttribute('blockId');
  return typeof blockId === 'string' ? blockId : undefined;
}
