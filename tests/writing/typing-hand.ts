/** Edits of one clinician in one section, as the editor makes them; the model hears of each letter. */
import { type ItemId } from '@alliance/shared/careplan/item/item';
import { bodyOf } from '@alliance/shared/editor/section-document';
import { v7 } from 'uuid';
import * as Y from 'yjs';

import { type Dice, plainOf } from '../sync/honest-editing.ts';
import { type Letters, type TypedModel, typedIn } from './letters.ts';

const wordLengthMax = 9;
const deletedMax = 6;

/** What is written with. */
export interface Hand {
  readonly doc: Y.Doc;
  readonly model: TypedModel;
  readonly letters: Letters;
  readonly dice: Dice;
}

/** One edit: mostly typing, sometimes a new line, another form, emphasis, or taking letters out. */
export function editOnce(hand: Hand): void {
  const kind = hand.dice(20);
  if (kind === 0) newLine(hand);
  else if (kind === 1) otherForm(hand);
  else if (kind === 2) emphasize(hand);
  else if (kind < 6) takeOut(hand);
  else typeWord(hand);
}

/** Places the card of a goal behind a random block. */
export function placeCard({ doc, dice }: Hand, goalId: ItemId): void {
  const card = new Y.XmlElement('goal');
  card.setAttribute('blockId', v7());
  card.setAttribute('goalId', goalId);
  bodyOf(doc).insert(dice(bodyOf(doc).length + 1), [card]);
}

function typeWord(hand: Hand): void {
  const text = anyText(hand);
  if (text === undefined) return newLine(hand);
  const word = newWord(hand);
  text.insert(hand.dice(text.length + 1), word);
}

function newLine(hand: Hand): void {
  const { doc, dice } = hand;
  const block = new Y.XmlElement('block');
  block.setAttribute('blockId', v7());
  block.insert(0, [new Y.XmlText(newWord(hand))]);
  bodyOf(doc).insert(dice(bodyOf(doc).length + 1), [block]);
}

function newWord({ letters, model, dice }: Hand): string {
  const word = letters.take(1 + dice(wordLengthMax));
  for (const letter of word) model.typed.add(letter);
  return word;
}

/** Takes out letters that somebody typed, whoever that was; never the template's. */
function takeOut(hand: Hand): void {
  const { model, dice } = hand;
  const text = anyText(hand);
  if (text === undefined) return;
  const plain = plainOf(text);
  const typed = typedIn(plain);
  const first = typed[dice(typed.length)];
  if (first === undefined) return;
  const start = plain.indexOf(first);
  const most = plain.slice(start, start + 1 + dice(deletedMax));
  const kept = Array.from(most).findIndex((letter) => typedIn(letter).length === 0);
  const gone = kept < 0 ? most : most.slice(0, kept);
  text.delete(start, gone.length);
  for (const letter of gone) model.deleted.add(letter);
}

function otherForm(hand: Hand): void {
  const block = anyText(hand)?.parent;
  if (!(block instanceof Y.XmlElement)) return;
  block.setAttribute('kind', ['heading', 'bullet', 'check', 'quote'][hand.dice(4)] ?? 'bullet');
}

function emphasize(hand: Hand): void {
  const text = anyText(hand);
  if (text === undefined || text.length === 0) return;
  const start = hand.dice(text.length);
  const mark = { [hand.dice(2) === 0 ? 'bold' : 'italic']: hand.dice(3) === 0 ? null : {} };
  text.format(start, 1 + hand.dice(text.length - start), mark);
}

function anyText({ doc, dice }: Hand): Y.XmlText | undefined {
  const texts = bodyOf(doc)
    .toArray()
    .flatMap((node) => (node instanceof Y.XmlElement ? node.toArray() : []))
    .filter((node) => node instanceof Y.XmlText);
  return texts[dice(texts.length)];
}
