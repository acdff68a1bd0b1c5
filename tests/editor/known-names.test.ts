import { knowsDocument, knowsUpdate } from '@alliance/shared/editor/known-names';
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { type SectionJson } from '@alliance/shared/editor/section-json';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { fill } from './fill-section.ts';
import { block, fullSection, text } from './section-samples.ts';

const updateOf = (section: SectionJson): Uint8Array =>
  Y.encodeStateAsUpdate(fill(createSectionDocument(), section));
const knows = (section: SectionJson): readonly boolean[] => [
  knowsUpdate(updateOf(section)),
  knowsDocument(fill(createSectionDocument(), section)),
];

test('[ED24] everything of the schema may be bound', () => {
  expect(knows(fullSection)).toEqual([true, true]);
});

test.each<readonly [string, SectionJson]>([
  ['block', { blocks: [{ name: 'vitals', attributes: {}, inline: [text('BP')] }] }],
  ['inline node', { blocks: [block({}, { name: 'pill', attributes: {} })] }],
  ['mark', { blocks: [block({}, text('allergy', { severity: { level: 3 } }))] }],
])('[ED24] an unknown %s is seen before it reaches an editor', (_what, section) => {
  expect(knows(section)).toEqual([false, false]);
});

test('[ED24] what was deleted before it came does not matter', () => {
  const doc = fill(createSectionDocument(), {
    blocks: [block({}, text('stays')), { name: 'vitals', attributes: {}, inline: [] }],
  });
  bodyOf(doc).delete(1, 1);
  expect(knowsUpdate(Y.encodeStateAsUpdate(doc))).toBe(true);
  expect(knowsDocument(doc)).toBe(true);
});

test('[ED24] a block inside a block, and text outside of one, are not bound', () => {
  const nested = createSectionDocument();
  const outer = new Y.XmlElement('block');
  outer.insert(0, [new Y.XmlElement('block')]);
  bodyOf(nested).insert(0, [outer]);
  const loose = createSectionDocument();
  bodyOf(loose).insert(0, [new Y.XmlText('loose')]);
  expect([knowsDocument(nested), knowsDocument(loose)]).toEqual([false, false]);
});
