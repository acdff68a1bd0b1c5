import { applyWhole } from '@alliance/server/core/apply-whole';
import { type Sender, inspectUpdate } from '@alliance/server/core/inspector';
import { refusalRules } from '@alliance/shared/access/refusal-rules';
import { bodyOf, chipsOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { assert, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { diceOf, editHonestly, forbiddenEdits } from './honest-editing.ts';
import { block } from './sync-world.ts';

const editor: Sender = { mayEdit: true, owns: () => true };
const reader: Sender = { mayEdit: false, owns: () => true };

/** A section with some text, written under client id 100. */
function section(): Y.Doc {
  const doc = createSectionDocument(100);
  bodyOf(doc).insert(0, [block('Walks 20 m with a frame.'), block('Sleeps well.')]);
  chipsOf(doc).set('c1/w1', { value: '20', unit: 'm', supersedes: [] });
  return doc;
}

/** A copy of a document that writes under another id, with the updates that it makes from now on. */
function colleague(of: Y.Doc, client: number): { doc: Y.Doc; updates: Uint8Array[] } {
  const doc = createSectionDocument();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(of), 'copy');
  doc.clientID = client;
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  return { doc, updates };
}

test.each(
  forbiddenEdits.filter(({ rule }) => rule === 'IN5').map((each) => [each.name, each] as const),
)('[IN5] %s is refused', (_name, { rule, edit }) => {
  const doc = section();
  const { doc: other, updates } = colleague(doc, 200);
  edit(other);
  expect(inspectUpdate(doc, Y.mergeUpdates(updates), editor)).toMatchObject({
    kind: 'refused',
    rule,
  });
});

test.each(
  forbiddenEdits.filter(({ rule }) => rule === 'IN6').map((each) => [each.name, each] as const),
)('[IN6] %s is refused', (_name, { rule, edit }) => {
  const doc = section();
  const { doc: other, updates } = colleague(doc, 200);
  edit(other);
  expect(inspectUpdate(doc, Y.mergeUpdates(updates), editor)).toMatchObject({
    kind: 'refused',
    rule,
  });
});

test('[IN7 A5] an update after a lost one is refused, and so is deleting what nobody has written yet', () => {
  const doc = section();
  const { doc: other, updates } = colleague(doc, 200);
  bodyOf(other).insert(0, [block('Lost.')]);
  bodyOf(other).insert(1, [block('Builds on it.')]);
  const [, second] = updates;
  const refused = { kind: 'refused', rule: 'IN7' };
  expect(inspectUpdate(doc, second ?? new Uint8Array(), editor)).toMatchObject(refused);
  const deletesTheFuture = new Uint8Array([0, 1, 100, 1, 60, 9]);
  expect(inspectUpdate(doc, deletesTheFuture, editor)).toMatchObject(refused);
});

test('[IN7] an update that builds on an unknown colleague is refused though its own clocks have no gap', () => {
  const doc = section();
  const unknown = colleague(doc, 300);
  bodyOf(unknown.doc).insert(0, [block('Unknown.')]);
  const { doc: other, updates } = colleague(unknown.doc, 200);
  bodyOf(other).insert(1, [block('Beside it.')]);
  expect(inspectUpdate(doc, Y.mergeUpdates(updates), editor)).toMatchObject({
    kind: 'refused',
    rule: 'IN7',
  });
});

test('[IN9] what Yjs cannot place whole is noticed', () => {
  const doc = section();
  const { doc: other, updates } = colleague(doc, 200);
  bodyOf(other).insert(0, [block('One.')]);
  bodyOf(other).insert(1, [block('Two.')]);
  const [first, second] = updates;
  expect(applyWhole(section(), new Uint8Array([9]))).toBe(false);
  expect(applyWhole(doc, second ?? new Uint8Array())).toBe(false);
  expect(applyWhole(doc, first ?? new Uint8Array())).toBe(true);
});

test('[IN11] a reader may repeat what is known, and tidy formatting, but change nothing', () => {
  const doc = section();
  expect(inspectUpdate(doc, Y.encodeStateAsUpdate(doc), reader)).toMatchObject({ kind: 'nothing' });
  const { doc: other, updates } = colleague(doc, 200);
  bodyOf(other).delete(0, 1);
  const [deletion = new Uint8Array()] = updates;
  expect(inspectUpdate(doc, deletion, reader)).toMatchObject({ kind: 'refused', rule: 'IN1' });
  expect(inspectUpdate(doc, deletion, editor)).toMatchObject({
    kind: 'change',
    ranges: 1,
    update: deletion,
    clients: [],
    isOdd: false,
  });
  Y.applyUpdate(doc, deletion);
  expect(inspectUpdate(doc, deletion, reader)).toMatchObject({ kind: 'nothing' });
});

test('[IN2] words of somebody else that are new to the server are refused inside an update of mine', () => {
  const doc = section();
  const { doc: other, updates } = colleague(doc, 200);
  bodyOf(other).insert(0, [block('Hers.')]);
  other.clientID = 300;
  bodyOf(other).insert(0, [block('His.')]);
  const mine: Sender = { mayEdit: true, owns: (client) => client === 300 };
  expect(inspectUpdate(doc, Y.mergeUpdates(updates), mine)).toMatchObject({
    kind: 'refused',
    rule: 'IN2',
  });
});

test('[IN12] an update that repeats known words is cut to what is new before it is applied', () => {
  const doc = section();
  const { doc: other } = colleague(doc, 200);
  bodyOf(other).insert(0, [block('New.')]);
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
  bodyOf(other).insert(1, [block('Newer.')]);
  const inspection = inspectUpdate(doc, Y.encodeStateAsUpdate(other), editor);
  expect(inspection).toMatchObject({ kind: 'change', clients: [200] });
  expect(inspection.kind === 'change' && applyWhole(doc, inspection.update)).toBe(true);
  expect(Y.encodeStateAsUpdate(doc)).toEqual(Y.encodeStateAsUpdate(other));
});

test('[IN13] broken bytes never make the inspector throw or change the document', () => {
  assert(
    property(integer({ min: 1 }), (seed) => {
      const dice = diceOf(seed);
      const doc = section();
      const { doc: other, updates } = colleague(doc, 200);
      for (let edits = 1 + dice(6); edits > 0; edits--) editHonestly(other, dice);
      const before = Y.encodeStateAsUpdate(doc);
      const bytes = Y.mergeUpdates(updates.length > 0 ? updates : [new Uint8Array([0, 0])]);
      for (let flips = 1 + dice(3); flips > 0; flips--) bytes[dice(bytes.length)] = dice(256);
      const inspection = inspectUpdate(doc, bytes.subarray(0, 1 + dice(bytes.length)), editor);
      expect(['malformed', 'refused', 'nothing', 'change']).toContain(inspection.kind);
      const rule = inspection.kind === 'refused' ? inspection.rule : 'IN1';
      expect(refusalRules).toHaveProperty(rule);
      expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
      if (inspection.kind === 'change') applyWhole(doc, inspection.update);
      expect([...doc.share.keys()]).toEqual(['body', 'chips']);
    }),
    { numRuns: 1000 },
  );
});
