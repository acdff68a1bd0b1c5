import { MergeLook } from '@alliance/server/core/merge-look';
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { diceOf } from '../sync/honest-editing.ts';
import { block } from '../sync/sync-world.ts';
import { rowsAfterComingBack } from './coming-back.ts';
import { pressEnter } from './press-enter.ts';

const runs = Number(process.env['ALLIANCE_RUNS'] ?? 300);
const words = 'Orders and doses are in the drug chart.';

test('[MC20] whoever comes back is shown with what they had, in whatever order people, their words and the disk come', () => {
  const seed = createSectionDocument(1);
  bodyOf(seed).insert(0, [block(words)]);
  const state = Y.encodeStateAsUpdate(seed);
  for (let run = 0; run < runs; run++) {
    const [one, other] = run % 2 === 0 ? [50, 51] : [51, 50];
    const away = [
      { personId: 'tom', client: one, write: (doc: Y.Doc) => pressEnter(doc, 10) },
      { personId: 'priya', client: other, write: (doc: Y.Doc) => pressEnter(doc, 14) },
    ];
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
