import { writeChip } from '@alliance/shared/editor/chips';
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { type PersonId, toPersonId } from '@alliance/shared/identity/person';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';

import { rowFormats } from '../../server/core/row-format.ts';
import { TextIndex } from '../../server/core/text-index.ts';

const [priya, tom] = [toPersonId('priya'), toPersonId('tom')];

/** A document whose every transaction is a row of its log. */
function logged(): {
  readonly doc: Y.Doc;
  readonly index: TextIndex;
  readonly by: (person: PersonId) => void;
} {
  const doc = createSectionDocument();
  const index = new TextIndex();
  let person = priya;
  let seq = 0;
  doc.on('update', (payload: Uint8Array) => {
    seq += 1;
    const committedAt = `2026-11-23T08:00:${String(seq).padStart(2, '0')}.000Z`;
    index.read({ seq, payload, format: rowFormats.update, personId: person, committedAt });
  });
  return {
    doc,
    index,
    by(next) {
      person = next;
    },
  };
}

function mention(seatId: string): Y.XmlElement {
  const element = new Y.XmlElement('mention');
  element.setAttribute('seatId', seatId);
  element.setAttribute('label', 'Physiotherapist');
  return element;
}

function block(...inline: readonly (Y.XmlElement | Y.XmlText)[]): Y.XmlElement {
  const element = new Y.XmlElement('block');
  element.insert(0, [...inline]);
  return element;
}

const standing = (index: TextIndex): readonly string[] =>
  [...index.mentions].map(({ seatId, personId, seq }) => `${seatId} by ${personId} in ${seq}`);

describe('what the log says', () => {
  test('[CH13] each value of a chip was written by whoever sent the row that brought it', () => {
    const { doc, index, by } = logged();
    writeChip(doc, { chipId: 'dose', writeId: 'w1', value: '25', unit: 'mg' });
    by(tom);
    writeChip(doc, { chipId: 'dose', writeId: 'w2', value: '50', unit: 'mg' });
    expect(index.chipWrite('dose/w1')).toMatchObject({ personId: priya, seq: 1 });
    expect(index.chipWrite('dose/w2')).toMatchObject({
      personId: tom,
      at: '2026-11-23T08:00:02.000Z',
    });
    expect(index.chipWrite('dose/w3')).toBeUndefined();
  });

  test('[IB45] a mention is its author’s, also after a colleague has split or moved its block, until it is taken out', () => {
    const { doc, index, by } = logged();
    bodyOf(doc).insert(0, [block(new Y.XmlText('Ask '), mention('seat-pt'))]);
    expect(standing(index)).toEqual(['seat-pt by priya in 1']);
    by(tom);
    doc.transact(() => {
      bodyOf(doc).delete(0, 1);
      bodyOf(doc).insert(0, [block(new Y.XmlText('Ask ')), block(mention('seat-pt'))]);
    });
    expect(standing(index)).toEqual(['seat-pt by priya in 1']);
    doc.transact(() => {
      bodyOf(doc).delete(1, 1);
      bodyOf(doc).insert(1, [block(mention('seat-rn'))]);
    });
    expect(standing(index)).toEqual(['seat-rn by tom in 3']);
    bodyOf(doc).delete(0, 2);
    expect(standing(index)).toEqual([]);
  });

  test('[IB45] rows that are no updates, or none that Yjs could have written, bring nothing', () => {
    const index = new TextIndex();
    const row = { seq: 1, personId: priya, committedAt: '2026-11-23T08:00:00.000Z' };
    const payload = new TextEncoder().encode('mention chips');
    index.read({ ...row, payload, format: rowFormats.update });
    index.read({ ...row, seq: 2, payload, format: 'said' });
    expect([index.seq, standing(index)]).toEqual([2, []]);
  });
});
