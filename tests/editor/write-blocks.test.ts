import { type ChipRegisters } from '@alliance/shared/editor/chip';
import { writeChip } from '@alliance/shared/editor/chips';
import { createSectionDocument } from '@alliance/shared/editor/section-document';
import {
  type BlockJson,
  type SectionJson,
  readSection,
} from '@alliance/shared/editor/section-json';
import { indexBehind, writeBlocks } from '@alliance/shared/editor/write-blocks';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { fill } from './fill-section.ts';

const shape = { kind: 'bullet', level: 1, indent: 2, checked: false };
const section: SectionJson = {
  blocks: [
    {
      name: 'block',
      attributes: { ...shape, blockId: 'one' },
      inline: [{ text: 'One', marks: {} }],
    },
    {
      name: 'block',
      attributes: { ...shape, blockId: 'two' },
      inline: [
        { text: 'Give ', marks: {} },
        { text: 'now', marks: { bold: {} } },
        { name: 'chip', attributes: { chipId: 'dose' } },
        { text: ' by mouth', marks: {} },
        { name: 'hardBreak', attributes: {} },
      ],
    },
    { name: 'goal', attributes: { blockId: 'three', goalId: 'g-walk' }, inline: [] },
  ],
};

/** A block as it is read, without the ids of itself and its chips. */
function withoutIds({ name, inline, attributes }: BlockJson) {
  return {
    name,
    attributes: { ...attributes, blockId: undefined },
    inline: inline.map((part) => ('text' in part ? part : part.name)),
  };
}

function ids() {
  let count = 0;
  const next = (): string => {
    count += 1;
    return `new-${count}`;
  };
  return { block: next, chip: next, write: next };
}

test('[PG81] blocks stand in another section as they were, with ids of their own, and nothing of the first changes', () => {
  const source = fill(createSectionDocument(), section);
  const before = Y.encodeStateAsUpdate(source);
  const target = fill(createSectionDocument(), { blocks: section.blocks.slice(0, 1) });
  target.transact(() => writeBlocks(target, 1, { blocks: section.blocks, chips: {} }, ids()));
  const { blocks } = readSection(target);
  expect(blocks.slice(1).map(withoutIds)).toEqual(section.blocks.map(withoutIds));
  const blockIds = blocks.map(({ attributes }) => attributes['blockId']);
  expect(new Set(blockIds).size).toBe(4);
  expect(Y.encodeStateAsUpdate(source)).toEqual(before);
});

test('[PG81] a chip comes with every value that stands, decided or not, under an id of its own', () => {
  const one = fill(createSectionDocument(), section);
  writeChip(one, { chipId: 'dose', writeId: 'first', value: '25', unit: 'mg' });
  const two = createSectionDocument();
  Y.applyUpdate(two, Y.encodeStateAsUpdate(one));
  writeChip(one, { chipId: 'dose', writeId: 'mine', value: '50', unit: 'mg' });
  writeChip(two, { chipId: 'dose', writeId: 'theirs', value: '75', unit: 'mg' });
  Y.applyUpdate(one, Y.encodeStateAsUpdate(two));
  const { blocks, chips = {} } = readSection(one);
  const target = createSectionDocument();
  target.transact(() => writeBlocks(target, 0, { blocks, chips }, ids()));
  expect(valuesOf(readSection(target).chips)).toEqual([['50 mg', '75 mg']]);
  expect(Object.keys(readSection(target).chips ?? {})).not.toContain('dose');
});

test('[PG81] a place is found again behind its block, at the beginning for none, at the end when that block is gone', () => {
  const doc = fill(createSectionDocument(), section);
  expect([undefined, 'one', 'three', 'gone'].map((blockId) => indexBehind(doc, blockId))).toEqual([
    0, 1, 3, 3,
  ]);
});

function valuesOf(chips: ChipRegisters | undefined): readonly (readonly string[])[] {
  return Object.values(chips ?? {}).map((entries) =>
    entries.map(({ value, unit }) => `${value} ${unit}`).toSorted(),
  );
}
