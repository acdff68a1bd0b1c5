/**
 * What was written here and is not on disk, in words: in which block, between which words. By that it can be found
 * again in another copy of the section, where no position of this one means anything.
 */
import { bodyOf } from '@alliance/shared/editor/section-document';
import * as Y from 'yjs';

/** A stretch of one text of a block was replaced; either side may be empty. */
export interface TextEdit {
  readonly kind: 'text';
  readonly blockId: string;
  /** What stands before and after, as far as is looked at; {@link textStart} and {@link textEnd} where the text ends. */
  readonly before: string;
  readonly after: string;
  readonly removed: string;
  readonly inserted: readonly Run[];
}

/** A block was put between two neighbours; null where there is none. */
export interface BlockEdit {
  readonly kind: 'block';
  readonly blockId: string;
  readonly previous: string | null;
  readonly next: string | null;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly content: readonly Run[];
}

/** Words with their marks. */
export interface Run {
  readonly text: string;
  readonly marks: Readonly<Record<string, unknown>>;
}

/** Stand for the ends of a text: characters that no text has. */
export const textStart = '\u0002';
export const textEnd = '\u0003';

/** How many characters of the surroundings have to be the same. */
const surroundings = 40;

/** What Yjs tells of one changed type. */
type ChangeEvent = Parameters<Parameters<Y.XmlFragment['observeDeep']>[0]>[0][number];

/** What a transaction did. */
export interface Described {
  /** Undefined when something in it is of a kind that is not written again by itself. */
  readonly edits: readonly (TextEdit | BlockEdit)[] | undefined;
  /** The blocks that it concerns; undefined when they are not known: it may concern any. */
  readonly blocks: readonly string[] | undefined;
}

/** What a transaction did to the body of a section, while Yjs tells. */
export function describeEdits(events: readonly ChangeEvent[], doc: Y.Doc): Described {
  const found = events.map((event): readonly (TextEdit | BlockEdit)[] | undefined =>
    event.target === bodyOf(doc) ? newBlocks(event, doc) : editsIn(event, doc),
  );
  const edits = found.flatMap((each) => each ?? []);
  const blocks = found.map(
    (each, index) => each?.flatMap(blocksOf) ?? blockAround(events[index], doc),
  );
  return {
    edits: found.includes(undefined) ? undefined : edits,
    blocks: blocks.includes(undefined) ? undefined : blocks.flatMap((each) => each ?? []),
  };
}

/** The blocks that an edit has to do with, its neighbours included. */
export function blocksOf(edit: TextEdit | BlockEdit): readonly string[] {
  if (edit.kind === 'text') return [edit.blockId];
  return [edit.blockId, edit.previous ?? '', edit.next ?? ''].filter((id) => id !== '');
}

/** The block in which something else happened; undefined where it is not known. */
function blockAround(event: ChangeEvent | undefined, doc: Y.Doc): readonly string[] | undefined {
  const target: unknown = event?.target;
  // A new block of any kind stands for itself.
  if (target === bodyOf(doc) && event?.changes.deleted.size === 0) return [];
  const block = target instanceof Y.XmlText ? target.parent : target;
  const blockId = block instanceof Y.XmlElement ? idOf(block, doc) : undefined;
  return blockId === undefined ? undefined : [blockId];
}

function editsIn(event: ChangeEvent, doc: Y.Doc): readonly TextEdit[] | undefined {
  const target: unknown = event.target;
  if (target instanceof Y.XmlText) return textEdits(event, target, doc);
  return target instanceof Y.XmlElement ? firstWords(event, target, doc) : undefined;
}

/** The first words of an empty block bring the text that they stand in. */
function firstWords(
  event: ChangeEvent,
  block: Y.XmlElement,
  doc: Y.Doc,
): readonly TextEdit[] | undefined {
  const [only, ...others] = block.toArray();
  const blockId = idOf(block, doc);
  if (event.changes.keys.size > 0 || event.changes.deleted.size > 0 || others.length > 0)
    return undefined;
  const inserted = only instanceof Y.XmlText ? runsOf(only) : undefined;
  if (inserted === undefined || blockId === undefined) return undefined;
  return [{ kind: 'text', blockId, before: textStart, after: textEnd, removed: '', inserted }];
}

/** A stretch of a text, as it was or as it is. */
type Piece =
  | { readonly kind: 'same' | 'removed'; readonly text: string }
  | { readonly kind: 'inserted'; readonly text: string; readonly marks: Run['marks'] };

function textEdits(
  event: ChangeEvent,
  text: Y.XmlText,
  doc: Y.Doc,
): readonly TextEdit[] | undefined {
  const blockId = text.parent instanceof Y.XmlElement ? idOf(text.parent, doc) : undefined;
  const pieces = blockId === undefined ? undefined : piecesOf(event, text);
  if (blockId === undefined || pieces === undefined) return undefined;
  const edits: TextEdit[] = [];
  let before = textStart;
  let old = `${pieces.map((piece) => (piece.kind === 'inserted' ? '' : piece.text)).join('')}${textEnd}`;
  for (let at = 0; at < pieces.length;) {
    const run = changedFrom(pieces, at);
    const removed = joined(run, 'removed');
    if (run.length === 0) {
      const same = pieces[at]?.text ?? '';
      before += same;
      old = old.slice(same.length);
      at += 1;
      continue;
    }
    old = old.slice(removed.length);
    const inserted = run.flatMap((piece) =>
      piece.kind === 'inserted' ? [{ text: piece.text, marks: piece.marks }] : [],
    );
    const after = old.slice(0, surroundings);
    edits.push({
      kind: 'text',
      blockId,
      before: before.slice(-surroundings),
      after,
      removed,
      inserted,
    });
    before += joined(run, 'inserted');
    at += run.length;
  }
  return edits;
}

/** The pieces in a row from here that are not as they were. */
function changedFrom(pieces: readonly Piece[], at: number): readonly Piece[] {
  const end = pieces.findIndex(({ kind }, index) => index >= at && kind === 'same');
  return pieces.slice(at, end === -1 ? pieces.length : end);
}

function joined(pieces: readonly Piece[], kind: Piece['kind']): string {
  return pieces.map((piece) => (piece.kind === kind ? piece.text : '')).join('');
}

/** What stands in a text and stood there before; undefined when something other than words changed, or stands in it. */
function piecesOf(event: ChangeEvent, text: Y.XmlText): readonly Piece[] | undefined {
  if (hasNewMarks(event)) return undefined;
  const pieces: Piece[] = [];
  const marks = new Map<string, unknown>();
  // oxlint-disable-next-line no-underscore-dangle -- Yjs tells only the length of what was deleted
  for (let item = text._start; item !== null; item = item.right) {
    if (item.content instanceof Y.ContentFormat) noteMark(marks, item);
    else if (item.content instanceof Y.ContentString) {
      const piece = pieceOf(event, item, item.content.str, marks);
      if (piece !== undefined) pieces.push(piece);
    } else if (item.countable && (!item.deleted || event.deletes(item))) return undefined;
  }
  return pieces;
}

function pieceOf(
  event: ChangeEvent,
  item: Y.Item,
  text: string,
  marks: ReadonlyMap<string, unknown>,
): Piece | undefined {
  if (item.deleted) return event.deletes(item) ? { kind: 'removed', text } : undefined;
  if (!event.adds(item)) return { kind: 'same', text };
  return { kind: 'inserted', text, marks: Object.fromEntries(marks) };
}

function noteMark(marks: Map<string, unknown>, { deleted, content }: Y.Item): void {
  if (deleted || !(content instanceof Y.ContentFormat)) return;
  if (content.value === null) marks.delete(content.key);
  else marks.set(content.key, content.value);
}

/** Whether words that were there before look otherwise now. */
function hasNewMarks(event: ChangeEvent): boolean {
  const delta: readonly { readonly retain?: number; readonly attributes?: object }[] =
    event.changes.delta;
  return delta.some(({ retain, attributes }) => retain !== undefined && attributes !== undefined);
}

function newBlocks(event: ChangeEvent, doc: Y.Doc): readonly BlockEdit[] | undefined {
  const { added, deleted } = event.changes;
  if (deleted.size > 0) return undefined;
  const blocks = bodyOf(doc).toArray();
  const edits: BlockEdit[] = [];
  for (const [index, block] of blocks.entries()) {
    // oxlint-disable-next-line no-underscore-dangle -- the one way to know a new block
    if (block instanceof Y.XmlElement && block._item !== null && added.has(block._item)) {
      const edit = newBlock(block, blocks[index - 1], nextKnown(blocks, index, added), doc);
      if (edit === undefined) return undefined;
      edits.push(edit);
    }
  }
  return edits;
}

/** The next block that was there before. */
function nextKnown(blocks: readonly unknown[], index: number, added: ReadonlySet<Y.Item>): unknown {
  return blocks.slice(index + 1).find(
    // oxlint-disable-next-line no-underscore-dangle -- as above
    (block) => block instanceof Y.XmlElement && !(block._item !== null && added.has(block._item)),
  );
}

function newBlock(
  block: Y.XmlElement,
  before: unknown,
  after: unknown,
  doc: Y.Doc,
): BlockEdit | undefined {
  const blockId = idOf(block, doc);
  const [only, ...others] = block.toArray();
  const content = only === undefined ? [] : only instanceof Y.XmlText ? runsOf(only) : undefined;
  const [previous, next] = [neighbour(before, doc), neighbour(after, doc)];
  if (block.nodeName !== 'block' || blockId === undefined || others.length > 0) return undefined;
  if (content === undefined || previous === undefined || next === undefined) return undefined;
  return { kind: 'block', blockId, previous, next, attributes: block.getAttributes(), content };
}

function neighbour(block: unknown, doc: Y.Doc): string | null | undefined {
  if (block === undefined) return null;
  return block instanceof Y.XmlElement ? idOf(block, doc) : undefined;
}

/** The id of a block of the body; undefined when it has none. */
function idOf(block: Y.XmlElement, doc: Y.Doc): string | undefined {
  const blockId: unknown = block.getAttribute('blockId');
  return block.parent === bodyOf(doc) && typeof blockId === 'string' ? blockId : undefined;
}

/** The words of a text; undefined when something else stands among them. */
function runsOf(text: Y.XmlText): readonly Run[] | undefined {
  const delta: readonly { readonly insert: unknown; readonly attributes?: Run['marks'] }[] =
    text.toDelta();
  const runs = delta.flatMap(({ insert, attributes }) =>
    typeof insert === 'string' ? [{ text: insert, marks: attributes ?? {} }] : [],
  );
  return runs.length === delta.length ? runs : undefined;
}
