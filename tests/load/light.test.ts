import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { frame, FrameWriter, readFrame } from './light/frames.ts';
import { characterUpdate, createSeed, readRanges } from './light/update-bytes.ts';
import { contentOf } from './replay/typist.ts';

const seed = createSeed(0);
const clientID = 0x40000005;

function seeded(): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, seed.update);
  return doc;
}

function one(client: number, clock: number): Uint8Array {
  return characterUpdate(client, clock, seed.text);
}

function rangesOf(update: Uint8Array): {
  readonly complete: boolean;
  readonly ranges: readonly number[][];
} {
  const ranges: number[][] = [];
  const complete = readRanges(update, 0, update.length, (...range) => ranges.push(range));
  return { complete, ranges };
}

test('[BN4] the letters that a measuring client types by hand are byte for byte those that Yjs writes', () => {
  const doc = seeded();
  doc.clientID = clientID;
  const written: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => written.push(update));
  const paragraph = doc.getXmlFragment('body').get(0);
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : undefined;
  if (!(text instanceof Y.XmlText)) throw new TypeError('The seed holds a text.');

  for (let index = 0; index < 300; index += 1)
    text.insert(index, String.fromCharCode(97 + (index % 26)));

  const byHand = written.map((_, clock) => characterUpdate(clientID, clock, seed.text));
  expect(byHand).toEqual(written);
  expect(byHand).toHaveLength(300);
});

test('[BN4] a real document reads what measuring clients typed at the same time', () => {
  const doc = seeded();
  for (let clock = 0; clock < 20; clock += 1)
    for (const client of [clientID, clientID + 1])
      Y.applyUpdate(doc, characterUpdate(client, clock, seed.text));

  expect(contentOf(doc)).toBe('abcdefghijklmnopqrst'.repeat(2));
});

test('[BN5] a measuring client counts the letters of single and of merged updates alike', () => {
  expect(rangesOf(one(7, 41))).toEqual({ complete: true, ranges: [[7, 41, 42]] });
  expect(rangesOf(Y.mergeUpdates([one(7, 0), one(7, 1), one(7, 2), one(9, 4)]))).toEqual({
    complete: true,
    ranges: [
      [9, 4, 5],
      [7, 0, 3],
    ],
  });
});

test('[BN5] content that a measuring client cannot count is reported, not guessed', () => {
  expect(rangesOf(seed.update).complete).toBe(false);
});

test.for(['y-websocket', 'hocuspocus'] as const)(
  '[BN5] an edit framed for %s is found in its frame',
  (framing) => {
    const update = characterUpdate(7, 0, seed.text);
    const bytes = new FrameWriter(framing, 'document-1').update(update);

    expect(readFrame(framing, bytes, 0, bytes.length)).toBe('update');
    expect(bytes.subarray(frame.from, frame.end)).toEqual(update);
  },
);
