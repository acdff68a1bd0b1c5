import { nowRowsOf } from '@alliance/shared/careplan/now';
import { quotesOf } from '@alliance/shared/careplan/quotes';
import { type BlockJson, type SectionJson } from '@alliance/shared/editor/section-json';
import { expect, test } from 'vitest';

const section = (...blocks: readonly BlockJson[]): SectionJson => ({ blocks });

const block = (kind: string, text: string, blockId?: string): BlockJson => ({
  name: 'block',
  attributes: { kind, ...(blockId === undefined ? {} : { blockId }) },
  inline: text === '' ? [] : [{ text, marks: {} }],
});

test('[NW1] the callouts of any section are precautions, in the order of the text', () => {
  const text = section(
    block('callout', 'No thin fluids.', 'b1'),
    block('paragraph', 'Lunch at noon.'),
    block('callout', 'Never pull on the right arm.'),
  );
  expect(nowRowsOf('swallowing-communication', text)).toEqual({
    precautions: [
      { text: 'No thin fluids.', blockId: 'b1' },
      { text: 'Never pull on the right arm.' },
    ],
    calls: [],
  });
});

test('[NW2] a bullet of the contingency section is split at its arrows: when, what to do, whom to call', () => {
  const text = section(
    block('bullet', 'Coughing → stop, sit upright → speech therapist, ext. 4417', 'b1'),
    block('bullet', 'A fall → pager 118'),
    block('bullet', 'Fever → count breaths → measure oxygen → pager 118'),
    block('bullet', 'At night the same numbers ring at the station'),
  );
  expect(nowRowsOf('contingency', text).calls).toEqual([
    {
      when: 'Coughing',
      act: 'stop, sit upright',
      call: 'speech therapist, ext. 4417',
      blockId: 'b1',
    },
    { when: 'A fall', call: 'pager 118' },
    { when: 'Fever', act: 'count breaths → measure oxygen', call: 'pager 118' },
    { when: 'At night the same numbers ring at the station' },
  ]);
});

test('[NW2] bullets of other sections are no call rows', () => {
  expect(nowRowsOf('mobility', section(block('bullet', 'Walk → rest → call')))).toEqual({
    precautions: [],
    calls: [],
  });
});

test('[NW3] empty callouts, empty bullets, lone arrows and unknown blocks give no row', () => {
  const text = section(block('callout', '   '), block('bullet', ''), block('bullet', ' → → '), {
    name: 'scan',
    attributes: {},
    inline: [{ text: 'unknown', marks: {} }],
  });
  expect(nowRowsOf('contingency', text)).toEqual({ precautions: [], calls: [] });
});

test('[PP3] the goals on the patient’s page are the quotes of the sections, without marks and without empty ones', () => {
  const text = section(
    {
      ...block('quote', ''),
      inline: [
        { text: 'I walk ', marks: {} },
        { text: '50 metres.', marks: { bold: true } },
      ],
    },
    block('paragraph', 'Measured weekly.'),
    block('quote', ' '),
  );
  expect(quotesOf(text)).toEqual(['I walk 50 metres.']);
});
