import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

import { expect, test } from 'vitest';

import { LogChecker } from '../../server/storage/sqlite/log-checker.ts';
import { migrations } from '../../server/storage/sqlite/migrations.ts';
import { openDatabase } from '../../server/storage/sqlite/open-database.ts';
import { seededRandom } from '../load/seeded-random.ts';
import { textA, textB } from './sample-world.ts';
import { emptyFolder } from './written-folder.ts';

/** How many times the child is killed; more by the environment. */
const kills = Number(process.env['ALLIANCE_KILLS'] ?? 3);

const child = new URL('./compacting-child.ts', import.meta.url).pathname;

/** Runs the child until it has said so many lines, kills it, and gives the last number per kind and document. */
async function killAfter(folder: string, lines: number): Promise<Map<string, number>> {
  const running = spawn(process.execPath, [child, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(running, 'exit');
  const said = new Map<string, number>();
  let count = 0;
  for await (const line of createInterface(running.stdout)) {
    const [kind, documentId, seq] = line.split(' ');
    said.set(`${kind} ${documentId}`, Number(seq));
    count += 1;
    if (count === lines) running.kill('SIGKILL');
  }
  expect(await exited).toEqual([null, 'SIGKILL']);
  return said;
}

interface Found {
  readonly rows: number;
  readonly snapshot: number;
  readonly snapshots: number;
}

/** Opens the folder as a server does and proves every document, its newest snapshot by replay. */
function foundIn(folder: string): Map<string, Found> {
  const open = openDatabase({ folder, startedAt: 0, migrations });
  const checker = new LogChecker(open.database, { replays: true });
  const newest = open.database.prepare(
    `SELECT coalesce(max(seq), 0) AS seq FROM snapshots
    WHERE document = (SELECT key FROM documents WHERE documentId = ?)`,
  );
  const found = [textA, textB].map((documentId) => {
    const { damage, rows, snapshots } = checker.check(documentId);
    expect(damage).toBeUndefined();
    return [
      documentId,
      { rows, snapshots, snapshot: Number(newest.get(documentId)?.['seq']) },
    ] as const;
  });
  open.close();
  return new Map(found);
}

test(
  `[ST40 C7] a server killed while it keeps snapshots loses no row and no snapshot that it acknowledged, and every snapshot is the log's (${kills} kills)`,
  async () => {
    const folder = await emptyFolder();
    const { random, name } = seededRandom();
    for (let kill = 1; kill <= kills; kill++) {
      const said = await killAfter(folder, 1 + Math.floor(random() * 60));
      const found = foundIn(folder);
      for (const documentId of [textA, textB]) {
        const { rows = 0, snapshot = 0, snapshots = 0 } = found.get(documentId) ?? {};
        const kept = {
          rows: rows >= (said.get(`row ${documentId}`) ?? 0),
          snapshot: snapshot >= (said.get(`snapshot ${documentId}`) ?? 0),
          few: snapshots <= 2,
        };
        expect({ name, kill, documentId, ...kept }).toEqual({
          name,
          kill,
          documentId,
          rows: true,
          snapshot: true,
          few: true,
        });
      }
    }
  },
  30_000 + kills * 20_000,
);
