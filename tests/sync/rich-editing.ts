/**
 * Random edits as people make them at a bedside: any character, whole ones only, words taken back and done again,
 * blocks split, joined, moved, cut here and pasted there. All choices come from one seeded source.
 */
import { bodyOf } from '@alliance/shared/editor/section-document';
import * as Y from 'yjs';

import { type Dice, boundaryAt, editHonestly, eraseAt, plainOf } from './honest-editing.ts';
import { block } from './sync-world.ts';

/** A block as it lies in a clipboard. */
export interface CutBlock {
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** The deltas of its texts. */
  readonly texts: readonly (readonly unknown[])[];
}

/** What somebody edits with. */
export interface Desk {
  readonly doc: Y.Doc;
  readonly undo: Y.UndoManager;
  /** What was cut or copied last, in whatever document. */
  readonly clipboard: CutBlock[];
}

/** One edit; one in twelve takes back or does again. */
export function editRichly({ doc, undo, clipboard }: Desk, dice: Dice): void {
  const kind = dice(12);
  if (kind === 0) takeBack(undo, dice);
  else if (kind === 1) cut(doc, clipboard, dice);
  else if (kind === 2) paste(doc, clipboard, dice);
  else if (kind === 3) split(doc, dice);
  else if (kind === 4) join(doc, dice);
  else if (kind < 8) typeAnything(doc, dice);
  else if (kind === 8) eraseAnything(doc, dice);
  else editHonestly(doc, dice);
}

function takeBack(undo: Y.UndoManager, dice: Dice): void {
  if (dice(4) === 0) undo.redo();
  else undo.undo();
}

const characters = ['🦿', '👩‍⚕️', '🇪🇸', 'é', 'ß', '→', '𝛽', 'مرحبا', 'walks ', '\u00a0', '20 mg '];

function typeAnything(doc: Y.Doc, dice: Dice): void {
  const text = anyText(doc, dice);
  const word = characters[dice(characters.length)] ?? 'x';
  text?.insert(boundary(plainOf(text), dice), word);
}

function eraseAnything(doc: Y.Doc, dice: Dice): void {
  const text = anyText(doc, dice);
  if (text !== undefined) eraseAt(text, dice(text.length));
}

function cut(doc: Y.Doc, clipboard: CutBlock[], dice: Dice): void {
  const body = bodyOf(doc);
  const place = dice(body.length);
  const element = body.length === 0 ? undefined : body.get(place);
  if (!(element instanceof Y.XmlElement)) return;
  const texts = element.toArray().filter((node) => node instanceof Y.XmlText);
  clipboard.splice(0, clipboard.length, {
    name: element.nodeName,
    attributes: element.getAttributes(),
    texts: texts.map((text): readonly unknown[] => text.toDelta()),
  });
  if (dice(3) > 0) body.delete(place, 1);
}

/** Yjs moves nothing: what is pasted is written anew. */
function paste(doc: Y.Doc, clipboard: readonly CutBlock[], dice: Dice): void {
  const [cutBlock] = clipboard;
  if (cutBlock === undefined) return;
  const element = new Y.XmlElement(cutBlock.name);
  for (const [name, value] of Object.entries(cutBlock.attributes))
    element.setAttribute(name, value as never);
  const texts = cutBlock.texts.map((delta) => {
    const text = new Y.XmlText();
    text.applyDelta([...delta]);
    return text;
  });
  element.insert(0, texts);
  bodyOf(doc).insert(dice(bodyOf(doc).length + 1), [element]);
}

/** Enter: the second half goes into a block of its own, as the editor's binding writes it. */
function split(doc: Y.Doc, dice: Dice): void {
  const text = anyText(doc, dice);
  if (text === undefined || text.length === 0) return;
  doc.transact(() => {
    const words = plainOf(text);
    const at = boundary(words, dice);
    text.delete(at, text.length - at);
    bodyOf(doc).insert(dice(bodyOf(doc).length + 1), [block(words.slice(at))]);
  });
}

function join(doc: Y.Doc, dice: Dice): void {
  const [first, second] = [anyText(doc, dice), anyText(doc, dice)];
  if (first === undefined || second === undefined || first === second) return;
  doc.transact(() => {
    first.insert(first.length, plainOf(second));
    second.delete(0, second.length);
  });
}

function anyText(doc: Y.Doc, dice: Dice): Y.XmlText | undefined {
  const texts = bodyOf(doc)
    .toArray()
    .flatMap((node) => (node instanceof Y.XmlElement ? node.toArray() : []))
    .filter((node) => node instanceof Y.XmlText);
  return texts[dice(texts.length)];
}

function boundary(words: string, dice: Dice): number {
  return boundaryAt(words, dice(words.length + 1));
}
