import { KeptWords } from '@alliance/client/sync/kept-words';
import { OwnWords } from '@alliance/client/sync/own-words';
import { TouchedBlocks } from '@alliance/client/sync/touched-blocks';
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { expect, onTestFinished, test, vi } from 'vitest';
import * as Y from 'yjs';

test('[SV23] words that were only added are told apart, whole words and each place for itself', () => {
  const { text, touched } = writing('Morning medicines at 08:00, evening at 20:00.');
  text.insert(0, 'Her ');
  text.insert(text.length, ' Sitting up.');
  expect(touched.words().text).toBe('Her … Sitting up.');
  expect(touched.words(new Set([1])).text).toBe('Sitting up.');
  text.insert(text.toJSON().indexOf('medicines'), 'Xy');
  expect(touched.words().text).toBe('Her … Xymedicines … Sitting up.');
});

test('[SV23] space alone is no words, and behind words it is kept for what follows', () => {
  const { text, touched } = writing('Walks 12 m.');
  text.insert(text.length, ' ');
  expect(touched.words().text).toBe('');
  text.insert(text.length, 'With ');
  expect(touched.words().text).toBe('With ');
  text.format(0, 5, { bold: true });
  expect(touched.words(new Set([1, 2])).text).toBe('Walks 12 m. With ');
});

test('[SV22] what its author goes on typing stands behind what they had begun, not behind the word in which they began it', () => {
  const { text, touched } = writing('with one helper.');
  text.insert(text.toJSON().indexOf('helper'), 't');
  const piece = { changes: 1, failure: { reason: 'refused' }, ...touched.words() } as const;
  expect(piece.text).toBe('thelper.');
  const kept = new KeptWords();
  kept.add(piece);
  kept.goOn('wice');
  kept.goOn(' daily');
  expect(kept.text).toBe('twice daily');
  expect(kept.changes).toBe(3);
});

test('[SV22] behind words in several places it is a line of its own', () => {
  const { text, touched } = writing('Base of all.');
  text.insert(0, 'The ');
  text.insert(text.length, ' Here.');
  const kept = new KeptWords();
  kept.add({ changes: 2, failure: { reason: 'refused' }, ...touched.words() });
  kept.goOn('More');
  kept.goOn(' of it.');
  expect(kept.text).toBe('The … Here.\nMore of it.');
});

test('[SV22] only what follows at once goes on in kept words; after a pause it is something else', () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const words = new OwnWords();
  expect(words.goOn('Nothing is kept.')).toBe(false);
  words.typed('One');
  words.keepTyped();
  vi.advanceTimersByTime(2_000);
  expect(words.goOn(' two')).toBe(true);
  vi.advanceTimersByTime(2_000);
  expect(words.goOn(' three.')).toBe(true);
  vi.advanceTimersByTime(3_001);
  expect(words.goOn('Later.')).toBe(false);
  expect(words.text).toBe('One two three.');
});

test('[SV23] what was typed and taken back by its author is no change of what stood there', () => {
  const { text, touched } = writing('Walks 12 m.');
  text.insert(text.length, ' Well.');
  text.delete(text.length - 2, 2);
  text.insert(text.length, 'l now.');
  expect(touched.words().text).toBe('Well now.');
});

test('[SV23] where something that stood there was replaced or taken away, the whole block is kept', () => {
  const { text, touched } = writing('Morning medicines at 08:00.');
  const at = text.toJSON().indexOf('08');
  text.delete(at, 2);
  text.insert(at, '09');
  expect(touched.words().text).toBe('Morning medicines at 09:00.');
});

test('[SV23] what is on disk meanwhile is not new any more', () => {
  const { text, touched } = writing('Base.');
  text.insert(text.length, ' One.');
  touched.saved(1);
  text.insert(text.length, ' Two.');
  expect(touched.words().text).toBe('Two.');
  // And what is on disk and is taken away again was there.
  text.delete(0, 2);
  expect(touched.words().text).toBe('se. One. Two.');
});

test('[SV23] a new block is new as a whole, and comes in its place', () => {
  const { doc, text, touched } = writing('Base.');
  const block = new Y.XmlElement('block');
  block.setAttribute('blockId', 'new');
  block.insert(0, [new Y.XmlText('A line of its own.')]);
  bodyOf(doc).insert(1, [block]);
  text.insert(text.length, ' More.');
  expect(touched.words().text).toBe('More.\nA line of its own.');
});

/** A copy with one block of somebody else's, and what is noted of the changes made in it from now on. */
function writing(words: string): {
  readonly doc: Y.Doc;
  readonly text: Y.XmlText;
  readonly touched: TouchedBlocks;
} {
  const theirs = createSectionDocument(7);
  const block = new Y.XmlElement('block');
  block.setAttribute('blockId', 'b');
  block.insert(0, [new Y.XmlText(words)]);
  bodyOf(theirs).insert(0, [block]);
  const doc = createSectionDocument(8);
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(theirs));
  const touched = new TouchedBlocks(doc);
  let made = 0;
  doc.on('update', (_update, _origin, _doc, transaction: Y.Transaction) => {
    made += 1;
    touched.touched(transaction, made);
  });
  const mine = bodyOf(doc).get(0);
  const text = mine instanceof Y.XmlElement ? mine.get(0) : undefined;
  if (!(text instanceof Y.XmlText)) throw new TypeError('The block holds text');
  return { doc, text, touched };
}
