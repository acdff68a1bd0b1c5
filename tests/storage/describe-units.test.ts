import { describeUnits } from '@alliance/shared/editor/describe-units';
import { bodyOf, chipsOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

type Edit = (doc: Y.Doc) => void;

const edit = fc.oneof(
  fc.tuple(fc.nat(), fc.string({ maxLength: 6 })).map(([at, text]): Edit => (doc) => {
    const line = lineOf(doc);
    line.insert(at % (line.length + 1), text);
  }),
  fc.tuple(fc.nat(), fc.nat(4)).map(([at, length]): Edit => (doc) => {
    const line = lineOf(doc);
    const start = at % (line.length + 1);
    line.delete(start, Math.min(length, line.length - start));
  }),
  fc
    .tuple(fc.nat(), fc.nat(4), fc.constantFrom(true, null))
    .map(([at, length, strong]): Edit => (doc) => {
      const line = lineOf(doc);
      const start = at % (line.length + 1);
      line.format(start, Math.min(length, line.length - start), { strong });
    }),
  fc.tuple(fc.constantFrom('a', 'b'), fc.jsonValue()).map(
    ([key, value]): Edit =>
      (doc) =>
        chipsOf(doc).set(key, value),
  ),
  fc.nat(2).map((at): Edit => (doc) => {
    const body = bodyOf(doc);
    if (body.length > 1) body.delete(at % body.length, 1);
    else body.push([new Y.XmlElement('block')]);
  }),
);

/** The first text of a document, made when there is none. */
function lineOf(doc: Y.Doc): Y.XmlText {
  const first = bodyOf(doc).get(0);
  if (first instanceof Y.XmlText) return first;
  const line = new Y.XmlText();
  bodyOf(doc).insert(0, [line]);
  return line;
}

/** What three peers write when they hear of each other now and then, as one list of updates in an order that a server could log. */
function write(
  edits: readonly (readonly [peer: number, hears: boolean, edit: Edit])[],
): Uint8Array[] {
  const log: Uint8Array[] = [];
  const peers = [16, 17, 18].map((clientID) => {
    const doc = createSectionDocument(clientID);
    doc.on('update', (update: Uint8Array, origin: unknown) => origin !== 'log' && log.push(update));
    return doc;
  });
  for (const [peer, hears, apply] of edits) {
    const doc = peers[peer];
    if (doc === undefined) continue;
    if (hears) for (const update of log.slice()) Y.applyUpdate(doc, update, 'log');
    doc.transact(() => apply(doc));
  }
  return log;
}

function documentOf(updates: readonly Uint8Array[]): Y.Doc {
  const doc = createSectionDocument();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc;
}

const history = fc.array(fc.tuple(fc.nat(2), fc.boolean(), edit), { maxLength: 30 });

test('[ST27] a document replayed row by row and one loaded at once are described alike', () => {
  fc.assert(
    fc.property(history, (edits) => {
      const replayed = documentOf(write(edits));
      const loaded = documentOf([Y.encodeStateAsUpdate(replayed)]);
      expect(describeUnits(loaded)).toEqual(describeUnits(replayed));
    }),
    { numRuns: 300 },
  );
});

test('[ST27] a further character, delete, mark or value changes the description', () => {
  const changes: readonly Edit[] = [
    (doc) => lineOf(doc).insert(3, 'x'),
    (doc) => lineOf(doc).delete(2, 1),
    (doc) => lineOf(doc).format(1, 2, { strong: true }),
    (doc) => lineOf(doc).setAttribute('level', '2'),
    (doc) => chipsOf(doc).set('chip', { value: 5 }),
    (doc) => chipsOf(doc).delete('dose'),
    (doc) => bodyOf(doc).delete(0, 1),
    (doc) => bodyOf(doc).push([new Y.XmlElement('block')]),
  ];
  const base = createSectionDocument(16);
  lineOf(base).insert(0, 'takes 5 mg');
  chipsOf(base).set('dose', { value: 5, unit: 'mg' });
  const seen = changes.map((change) => {
    const doc = documentOf([Y.encodeStateAsUpdate(base)]);
    doc.clientID = 17;
    change(doc);
    return Buffer.from(describeUnits(doc) ?? []).toString('hex');
  });
  expect(new Set([...seen, Buffer.from(describeUnits(base) ?? []).toString('hex')]).size).toBe(9);
});

/** The word "same", written by a client. */
function written(clientID: number): Y.Doc {
  const doc = createSectionDocument(clientID);
  lineOf(doc).insert(0, 'same');
  return doc;
}

test('[ST27] text that another client wrote, or that stands elsewhere, is described differently', () => {
  expect(describeUnits(written(17))).not.toEqual(describeUnits(written(16)));
  const twice = documentOf([Y.encodeStateAsUpdate(written(16))]);
  twice.clientID = 16;
  bodyOf(twice).push([new Y.XmlText('more')]);
  expect(describeUnits(twice)).not.toEqual(describeUnits(written(16)));
});

/** One letter between two of the characters that client 16 wrote with the clocks 2 to 5. */
function hostile(client: number, origin: number, right: number, letter: string): Uint8Array {
  const start = [1, 1, client, 0, 0xc4, 16, origin + 2, 16, right + 2];
  return Uint8Array.of(...start, 1, letter.charCodeAt(0), 0);
}

test('[ST27] hostile origins that read differently after a reload are described differently', () => {
  const base = createSectionDocument(16);
  chipsOf(base).set('x', 1);
  lineOf(base).insert(0, 'abcd');
  const live = documentOf([
    Y.encodeStateAsUpdate(base),
    hostile(30, 2, 2, 'X'),
    hostile(20, 3, 0, 'Y'),
  ]);
  const reloaded = documentOf([Y.encodeStateAsUpdate(live)]);
  expect(lineOf(live).toString()).toBe('abXcdY');
  expect(lineOf(reloaded).toString()).toBe('abcdYX');
  expect(describeUnits(reloaded)).not.toEqual(describeUnits(live));
});

test('[ST27] a document that waits for units it has not seen has no description', () => {
  const doc = createSectionDocument(16);
  const rows: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => rows.push(update));
  lineOf(doc).insert(0, 'a');
  lineOf(doc).insert(1, 'b');
  expect(describeUnits(documentOf(rows))).toBeDefined();
  expect(describeUnits(documentOf(rows.slice(1)))).toBeUndefined();
});
