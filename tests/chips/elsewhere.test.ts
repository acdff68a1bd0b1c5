import { TouchedBlocks } from '@alliance/client/sync/touched-blocks';
import { charterContentOf } from '@alliance/shared/alliance/charter-content';
import { nowRowsOf } from '@alliance/shared/careplan/now';
import { quotesOf } from '@alliance/shared/careplan/quotes';
import { writeChip } from '@alliance/shared/editor/chips';
import { renderSection } from '@alliance/shared/editor/render';
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { readSection } from '@alliance/shared/editor/section-json';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { ward } from '../comments/ward.ts';

/** A section with a chip in a block of each kind. */
function sectionWith(value: string, unit: string): Y.Doc {
  const doc = createSectionDocument(7);
  writeChip(doc, { chipId: 'dose', writeId: 'w1', value, unit });
  for (const kind of ['callout', 'bullet', 'quote']) {
    const block = new Y.XmlElement('block');
    block.setAttribute('blockId', kind);
    block.setAttribute('kind', kind);
    bodyOf(doc).push([block]);
    const chip = new Y.XmlElement('chip');
    chip.setAttribute('chipId', 'dose');
    block.insert(0, [new Y.XmlText('Give '), chip, new Y.XmlText(' → call the ward')]);
  }
  return doc;
}

test('[CH3] the Now panel, the quotes, the page and the charter say what a chip shows, an undecided one with all its values', () => {
  const doc = sectionWith('25', 'mg');
  const read = readSection(doc);
  const rows = nowRowsOf('contingency', read);
  expect(rows.precautions[0]?.text).toBe('Give 25 mg → call the ward');
  expect(rows.calls).toMatchObject([{ when: 'Give 25 mg', call: 'call the ward' }]);
  expect(quotesOf(read)).toEqual(['Give 25 mg → call the ward']);
  expect(renderSection(read)).toContain('>25 mg</span>');

  const [here, there] = [createSectionDocument(8), createSectionDocument(9)];
  for (const copy of [here, there]) Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  writeChip(here, { chipId: 'dose', writeId: 'w2', value: '50', unit: 'mg' });
  writeChip(there, { chipId: 'dose', writeId: 'w3', value: '100', unit: 'mg' });
  Y.applyUpdate(here, Y.encodeStateAsUpdate(there));
  expect(nowRowsOf('contingency', readSection(here)).precautions[0]?.text).toBe(
    'Give 50 mg or 100 mg (not decided) → call the ward',
  );
});

test('[CH3] what a charter says of a chip is words, the same however they were typed', () => {
  const written = sectionWith('2026-12-09', 'date');
  const typed = createSectionDocument(7);
  for (const kind of ['callout', 'bullet', 'quote']) {
    const block = new Y.XmlElement('block');
    block.setAttribute('blockId', kind);
    block.setAttribute('kind', kind);
    bodyOf(typed).push([block]);
    block.insert(0, [new Y.XmlText('Give 9 December 2026 → call the ward')]);
  }
  const [one, other] = [written, typed].map((doc) => charterContentOf(ward, readSection(doc)));
  expect(one).toEqual(other);
});

test('[CH5] a change of a chip that could not be saved is kept with the line in which it stands', () => {
  const theirs = sectionWith('25', 'mg');
  const doc = createSectionDocument(8);
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(theirs));
  const touched = new TouchedBlocks(doc);
  let made = 0;
  doc.on('update', (_update, _origin, _doc, transaction: Y.Transaction) => {
    made += 1;
    touched.touched(transaction, made);
  });
  expect(touched.text()).toBe('');
  writeChip(doc, { chipId: 'dose', writeId: 'w2', value: '50', unit: 'mg' });
  expect(touched.text()).toContain('Give 50 mg → call the ward');
  expect(touched.words().text).toContain('Give 50 mg → call the ward');
  touched.saved(made);
  expect(touched.text()).toBe('');
});

test('[CH5] a new chip among new words is kept with them', () => {
  const theirs = sectionWith('25', 'mg');
  const doc = createSectionDocument(8);
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(theirs));
  const touched = new TouchedBlocks(doc);
  doc.on('update', (_update, _origin, _doc, transaction: Y.Transaction) =>
    touched.touched(transaction, 1),
  );
  const block = bodyOf(doc).get(0);
  doc.transact(() => {
    writeChip(doc, { chipId: 'other', writeId: 'w1', value: '75', unit: 'ml' });
    const chip = new Y.XmlElement('chip');
    chip.setAttribute('chipId', 'other');
    if (block instanceof Y.XmlElement) block.push([new Y.XmlText(' and '), chip]);
  });
  expect(touched.words().text).toContain('and 75 ml');
});
