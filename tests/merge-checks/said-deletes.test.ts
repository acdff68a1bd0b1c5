import { inspectUpdate } from '@alliance/server/core/inspector';
import { RoomDocument } from '@alliance/server/core/room-document';
import { type RowPayload } from '@alliance/server/core/said-deletes';
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { block } from '../sync/sync-world.ts';

const plain = 'yjs-update-v1';

/** A section with two paragraphs at the server, and two people with a copy each. */
function ward() {
  const seed = createSectionDocument(1);
  bodyOf(seed).insert(0, [block('Walks with a frame.'), block('Sleeps well.')]);
  const state = Y.encodeStateAsUpdate(seed);
  const server = new RoomDocument({ updates: [state], isSnapshot: false }, inspectUpdate);
  const [anna, ben] = [20, 30].map((client) => {
    const doc = createSectionDocument(client);
    Y.applyUpdate(doc, state);
    return doc;
  });
  if (anna === undefined || ben === undefined) throw new Error('Two people.');
  const take = (update: Uint8Array, isAnswer = false): readonly RowPayload[] => {
    const inspection = server.inspect(update, { mayEdit: true, owns: () => true });
    if (inspection.kind !== 'change') throw new Error(`It is ${inspection.kind}.`);
    const told = server.apply(inspection, { isAnswer, known: undefined }) ?? [];
    return told.flatMap(({ payload, rows }) => rows ?? [{ payload, format: plain }]);
  };
  return { server, state, anna, ben, take };
}

/** One change of a copy, as it travels. */
function edit(doc: Y.Doc, change: (doc: Y.Doc) => void): Uint8Array {
  const updates: Uint8Array[] = [];
  const note = (update: Uint8Array): unknown => updates.push(update);
  doc.on('update', note);
  doc.transact(() => change(doc));
  doc.off('update', note);
  const [update] = updates;
  if (update === undefined) throw new Error('Nothing was changed.');
  return update;
}

function textIn(doc: Y.Doc, at: number): Y.XmlText {
  const element = bodyOf(doc).get(at);
  const text = element instanceof Y.XmlElement ? element.get(0) : undefined;
  if (!(text instanceof Y.XmlText)) throw new Error('There is no text.');
  return text;
}

/** Everything that these rows hold, what is gone included. */
function lettersIn(rows: readonly RowPayload[]): string {
  return rows
    .flatMap(({ payload }) => Y.decodeUpdate(payload).structs)
    .map((struct) =>
      'content' in struct && struct.content instanceof Y.ContentString ? struct.content.str : '',
    )
    .join('');
}

test('[MC5] whoever has seen everything leaves one row, as Yjs tells it', () => {
  const { anna, ben, take } = ward();
  const changes = [
    edit(anna, (doc) => textIn(doc, 0).insert(5, ' 20 m')),
    edit(anna, (doc) => textIn(doc, 0).delete(0, 3)),
    edit(anna, (doc) => bodyOf(doc).delete(1, 1)),
  ];
  for (const change of changes) {
    expect(take(change)).toEqual([{ payload: change, format: plain }]);
    Y.applyUpdate(ben, change);
  }
  const after = edit(ben, (doc) => textIn(doc, 0).insert(0, 'She '));
  expect(take(after)).toEqual([{ payload: after, format: plain }]);
});

test('[MC5] letters that arrive in a block that is gone are in the log', () => {
  const { server, state, anna, ben, take } = ward();
  const removal = take(edit(anna, (doc) => bodyOf(doc).delete(1, 1)));
  const rows = take(edit(ben, (doc) => textIn(doc, 1).insert(0, 'Snores. ')));
  expect(lettersIn(rows)).toBe('Snores. ');
  expect(rows.map(({ format }) => format)).toEqual([plain]);
  const replayed = createSectionDocument();
  for (const { payload } of [...removal, ...rows]) Y.applyUpdate(replayed, payload);
  Y.applyUpdate(replayed, state);
  expect(bodyOf(replayed).toJSON()).toBe(server.look((doc) => bodyOf(doc).toJSON()));
});

test('[MC5] what went with a block although its remover had not seen it can be told apart', () => {
  const { anna, ben, take } = ward();
  take(edit(ben, (doc) => textIn(doc, 1).insert(0, 'Snores. ')));
  const rows = take(edit(anna, (doc) => bodyOf(doc).delete(1, 1)));
  expect(rows.map(({ format }) => format)).toEqual([plain, 'yjs-deletes-made-v1']);
  const units = rows.map(({ payload }) =>
    [...Y.decodeUpdate(payload).ds.clients].map(([client, ranges]) => [
      client,
      ranges.reduce((sum, { len }) => sum + len, 0),
    ]),
  );
  expect(units[0]).toContainEqual([30, 'Snores. '.length]);
  expect(units[1]?.map(([client]) => client)).toEqual([1]);
});

test('[MC5] whoever comes back leaves word of the deletions that they know, if they do not know all', () => {
  const { anna, ben, take } = ward();
  take(edit(anna, (doc) => textIn(doc, 0).delete(0, 3)));
  edit(ben, (doc) => textIn(doc, 1).insert(0, 'Snores. '));
  const late = take(Y.encodeStateAsUpdate(ben, Y.encodeStateVector(createSectionDocument())), true);
  expect(late.map(({ format }) => format)).toEqual([plain, 'yjs-deletes-known-v1']);
  Y.applyUpdate(ben, Y.encodeStateAsUpdate(anna));
  edit(ben, (doc) => textIn(doc, 1).insert(0, 'Sometimes. '));
  const all = take(Y.encodeStateAsUpdate(ben), true);
  expect(all.map(({ format }) => format)).toEqual([plain]);
});
