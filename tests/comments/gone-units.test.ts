import { makeAnchor } from '@alliance/shared/comments/anchor';
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { toBase64 } from 'lib0/buffer';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { goneUnits } from '../../server/comments/gone-units.ts';

/** "Walk twenty metres", with an anchor at "twenty". */
function marked() {
  const doc = createSectionDocument(3);
  const text = new Y.XmlText('Walk twenty metres');
  const block = new Y.XmlElement('block');
  block.insert(0, [text]);
  bodyOf(doc).insert(0, [block]);
  const range = { from: { block: 0, offset: 5 }, to: { block: 0, offset: 11 } };
  const anchor = makeAnchor(doc, range);
  if (anchor === undefined) throw new Error('Nothing to mark.');
  return { doc, text, anchor };
}

/** A position at a character of a client. */
function forged(client: number, clock: number): string {
  const position = new Y.RelativePosition(null, null, Y.createID(client, clock));
  return toBase64(Y.encodeRelativePosition(position));
}

function lengthOf(units: ReturnType<typeof goneUnits>): number {
  return units.reduce((sum, { length }) => sum + length, 0);
}

test('[AN3] what is gone of the words is known by its characters', () => {
  const { doc, text, anchor } = marked();
  expect(goneUnits(doc, anchor)).toEqual([]);
  text.delete(5, 6);
  expect(lengthOf(goneUnits(doc, anchor))).toBe(2);
  const whole = marked();
  whole.text.delete(6, 4);
  expect(lengthOf(goneUnits(whole.doc, whole.anchor))).toBe(4);
});

test('[AN3] what somebody deletes beside the words is not what is gone of them', () => {
  const { doc, text, anchor } = marked();
  text.delete(8, 10);
  const gone = goneUnits(doc, anchor).flatMap(({ clock, length }) =>
    Array.from({ length }, (_unit, at) => clock + at),
  );
  // The text has its characters in the order of their clocks.
  const [first, last] = [Math.min(...gone), Math.max(...gone)];
  expect(last - first).toBe('nty'.length - 1);
});

test('[AN6] positions in text that was never written are searched for nowhere', () => {
  const { doc, text, anchor } = marked();
  text.delete(5, 6);
  const nobody = forged(999, 4);
  const later = forged(3, 1_000_000);
  for (const from of [nobody, later, '%%', ''])
    for (const to of [nobody, later, '%%', ''])
      expect(goneUnits(doc, { ...anchor, from, to })).toEqual([]);
  expect(lengthOf(goneUnits(doc, { ...anchor, from: nobody }))).toBe(1);
});
