import { MergeLook } from '@alliance/server/core/merge-look';
import { scanLog } from '@alliance/server/storage/log-scanner';
import { type DocumentId } from '@alliance/shared/careplan/section';
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { diceOf } from '../sync/honest-editing.ts';
import { block } from '../sync/sync-world.ts';
import { type Away, rowsAfterComingBack } from './coming-back.ts';
import { pressEnter } from './press-enter.ts';

const runs = Number(process.env['ALLIANCE_RUNS'] ?? 300);
const words = 'Orders and doses are in the drug chart.';

/** A section with these words. */
function stateOf(text: string): Uint8Array {
  const seed = createSectionDocument(1);
  bodyOf(seed).insert(0, [block(text)]);
  return Y.encodeStateAsUpdate(seed);
}

/** Two who press Enter at two places of the same paragraph. */
function apart(one: number, other: number): readonly Away[] {
  return [
    { personId: 'tom', client: one, write: (doc) => pressEnter(doc, 10) },
    { personId: 'priya', client: other, write: (doc) => pressEnter(doc, 14) },
  ];
}

test('[MC20] whoever comes back is shown with what they had, in whatever order people, their words and the disk come', () => {
  const state = stateOf(words);
  for (let run = 0; run < runs; run++) {
    const away = run % 2 === 0 ? apart(50, 51) : apart(51, 50);
    const rows = rowsAfterComingBack(state, away, diceOf(run));
    const found = new MergeLook().play(rows, 1);
    const said = found.map(({ versions }) =>
      Object.fromEntries(versions.map(({ personId, text }) => [personId, text])),
    );
    expect(said, `seed ${run}`).toEqual([
      {
        tom: `${words.slice(0, 10)}\n${words.slice(10)}`,
        priya: `${words.slice(0, 14)}\n${words.slice(14)}`,
      },
    ]);
  }
});

test('[MC20] a look that ends between a change and what its author said of it takes both', () => {
  const rows = rowsAfterComingBack(stateOf(words), apart(50, 51), diceOf(1));
  const last = rows.findLastIndex(({ format }) => format === 'yjs-deletes-known-v1');
  expect(last).toBe(rows.length - 1);
  const source = {
    head: () => ({ incarnation: 'first', seq: rows.length }),
    isShared: true,
    rows: (afterSeq: number, limit: number) => rows.slice(afterSeq, afterSeq + limit),
    baseBefore: () => undefined,
  };
  const request = { documentId: 'snapshot-1' as DocumentId, incarnation: 'first', afterSeq: 1 };
  const whole = scanLog(source, request);
  expect(whole).toMatchObject({ seq: rows.length, findings: [{ kind: 'doubled' }] });
  expect(scanLog(source, request, last - 1)).toEqual(whole);
});
