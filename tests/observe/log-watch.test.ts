import { startLogWatch } from '@alliance/server/observe/log-watch';
import { createMetrics } from '@alliance/server/observe/metrics';
import { expect, onTestFinished, test } from 'vitest';

import { breakRootPage, opened, tamper } from '../storage/opened.ts';
import { writtenFolder } from '../storage/written-folder.ts';

interface Line {
  readonly event: string;
  readonly fields: unknown;
}

/** Watches a folder, one document after the other without a pause; resolves when `enough` lines were said or so many documents seen. */
async function watched(
  folder: string,
  documents: number,
): Promise<{ lines: Line[]; metrics: string }> {
  const storage = await opened(folder);
  const metrics = createMetrics();
  const lines: Line[] = [];
  const say = (fields: unknown, event: string): unknown => lines.push({ event, fields });
  const log = { info: say, warn: say, error: say };
  const seen = Promise.withResolvers<void>();
  let count = 0;
  const stop = startLogWatch({
    storage: {
      checkPages: () => storage.checkPages(),
      async checkLog(place) {
        const look = await storage.checkLog(place);
        if (look.checked) count += 1;
        if (count >= documents) seen.resolve();
        return look;
      },
    },
    log,
    registry: metrics.registry,
    everyMs: 1,
  });
  onTestFinished(stop);
  await seen.promise;
  await stop();
  return { lines, metrics: (await metrics.expose()).text };
}

test.each([
  ['a changed row', `UPDATE log SET committedAt = '2020' WHERE document = 1 AND seq = 4`, 4],
  ['a cut tail', 'DELETE FROM log WHERE document = 1 AND seq > 4', 5],
  ['a changed snapshot', 'UPDATE snapshots SET rowHash = zeroblob(32) WHERE seq = 3', 3],
])(
  '[ST43 C6] %s is said once by document and row, round after round, and counted',
  async (_what, sql, seq) => {
    const folder = await writtenFolder();
    tamper(folder, sql);
    const { lines, metrics } = await watched(folder, 6);
    expect(lines).toEqual([{ event: 'document.damaged', fields: { documentId: 'text-a', seq } }]);
    expect(metrics).toContain('alliance_documents_damaged 1');
    expect(metrics).toContain('alliance_database_damaged 0');
    const checked = /alliance_documents_checked_total (\d+)/.exec(metrics)?.[1];
    expect(Number(checked)).toBeGreaterThanOrEqual(6);
  },
);

test('[ST43 C6] a page that cannot be read is said once, and a sound folder says nothing', async () => {
  const sound = await watched(await writtenFolder(), 4);
  expect(sound.lines).toEqual([]);
  expect(sound.metrics).toContain('alliance_documents_damaged 0');
  const folder = await writtenFolder();
  breakRootPage(folder, 'people');
  const { lines, metrics } = await watched(folder, 4);
  expect(lines).toEqual([{ event: 'database.damaged', fields: {} }]);
  expect(metrics).toContain('alliance_database_damaged 1');
});
