import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { expect, onTestFinished, test } from 'vitest';

import { signIn } from '../support/people.ts';
import { startServerProcess } from '../support/server-process.ts';

test('[CP6] a section that does not verify says so, and the rest of the plan is readable', async () => {
  const server = await startServerProcess();
  onTestFinished(() => server.close());
  const { documentId } = await (await signIn(server.url, 'tom')).section('medicines');
  await server.kill('SIGTERM');
  damage(server.dataFolder, documentId);
  await server.restart();

  const { sections } = await (await signIn(server.url, 'tom')).plan();
  const damaged = sections.filter(({ isDamaged }) => isDamaged);
  expect(damaged.map(({ key }) => key)).toEqual(['medicines']);
  expect(damaged[0]?.rendered.html).toContain('It was not changed.');
  expect(sections.filter(({ rendered }) => rendered.html.length > 500)).toHaveLength(9);
});

/** Turns one bit of a stored update, as a failing disk might. */
function damage(dataFolder: string, documentId: string): void {
  const database = new DatabaseSync(path.join(dataFolder, 'alliance.sqlite'));
  const rows = database
    .prepare(
      'SELECT payload FROM log JOIN documents ON key = document WHERE documentId = ? AND seq = 2',
    )
    .get(documentId);
  const payload = rows?.['payload'];
  if (!(payload instanceof Uint8Array)) throw new Error('There is no such row.');
  payload[payload.length >> 1] = (payload[payload.length >> 1] ?? 0) ^ 1;
  database
    .prepare(
      'UPDATE log SET payload = ? WHERE seq = 2 AND document = (SELECT key FROM documents WHERE documentId = ?)',
    )
    .run(payload, documentId);
  database.close();
}
