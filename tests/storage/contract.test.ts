import { expect, type RunnerTask, test } from 'vitest';

import { createMemoryStorage } from '../../server/storage/memory.ts';
import { openSqliteStorage } from '../../server/storage/sqlite/open-sqlite-storage.ts';
import { describeStorage } from './contract.ts';
import { temporaryFolder } from './temporary-folder.ts';

describeStorage('memory', async () => createMemoryStorage());
describeStorage('SQLite', () => openSqliteStorage({ folder: temporaryFolder(), now: Date.now }));

function titlesIn(task: RunnerTask): readonly string[] {
  return task.type === 'suite' ? task.tasks.flatMap(titlesIn) : [task.name];
}

test('[ST46 C12] memory and SQLite prove the same rules, by the same ids', ({ task }) => {
  const [memory = [], sqlite = [], ...others] = task.file.tasks
    .filter(({ type }) => type === 'suite')
    .map(titlesIn);
  expect(others).toEqual([]);
  expect(sqlite).toEqual(memory);
  const ids = new Set(memory.map((title) => /^\[(ST\d+)/.exec(title)?.[1]));
  // ST14 has a file of its own: any history of calls, in both at once.
  for (let rule = 1; rule <= 13; rule++) expect(ids).toContain(`ST${rule}`);
});
