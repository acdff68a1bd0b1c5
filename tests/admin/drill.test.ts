import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { temporaryFolder } from '../storage/temporary-folder.ts';
import { type SignedIn, signIn } from '../support/people.ts';
import { startServerProcess } from '../support/server-process.ts';
import { liveSection, tabFor, textIn, type, whenSaved } from '../sync/client-tab.ts';
import { ended, runAdmin, spawnAdmin } from './run-admin.ts';

const secondsSaid = / in (\d+\.\d) s: /;

/** The numbered words that a text holds. */
function wordsIn(text: string): readonly number[] {
  return [...text.matchAll(/ w(\d+)\./g)].map((match) => Number(match[1]));
}

test('[AD9 C9 C10] the drill: a backup while people write, the server lost, restored and started; what was saved before the backup is there, and an old page refills nothing', async () => {
  const server = await startServerProcess();
  onTestFinished(() => server.close());
  const backup = join(temporaryFolder(), 'backup');
  const priya: SignedIn = await signIn(server.url, 'priya');
  const { documentId } = await priya.section('snapshot');
  const section = await liveSection(tabFor(server.url, 'priya', priya.cookie), documentId);
  let typed = 0;
  const typing = setInterval(() => {
    typed += 1;
    type(section, ` w${typed}.`);
  }, 5);
  onTestFinished(() => clearInterval(typing));
  await whenSaved(section);
  const savedBefore = wordsIn(textIn(section)).length;
  const made = await ended(spawnAdmin(server.dataFolder, ['backup', backup]));
  expect(made).toMatchObject({ code: 0, stdout: expect.stringContaining('It verifies.') });
  const duringBackup = typed;
  clearInterval(typing);
  type(section, ' after the backup');
  await whenSaved(section);
  const refused = await runAdmin(server.dataFolder, ['restore', backup]);
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('is in use') });

  await server.kill('SIGKILL');
  const lostAt = performance.now();
  const restored = await ended(spawnAdmin(server.dataFolder, ['restore', backup]));
  expect(restored.code).toBe(0);
  await server.restart();
  const backAfterMs = performance.now() - lostAt;
  expect(Number(secondsSaid.exec(restored.stdout)?.[1])).toBeLessThan(backAfterMs / 1000);
  expect(backAfterMs).toBeLessThan(20_000);

  expect((await priya.fetch('/api/me')).status).toBe(401);
  const again = await signIn(server.url, 'priya');
  const reader = await liveSection(tabFor(server.url, 'priya', again.cookie), documentId, false);
  const words = wordsIn(textIn(reader));
  expect(words).toEqual(Array.from(words, (_, index) => index + 1));
  expect(words.length).toBeGreaterThanOrEqual(savedBefore);
  expect(words.length).toBeLessThanOrEqual(duringBackup);
  expect(textIn(reader)).not.toContain('after the backup');
  // The page that was open all the time is there again, with what it holds, and merges nothing.
  expect(textIn(section)).toContain('after the backup');
  const sound = await runAdmin(server.dataFolder, ['log', 'verify']);
  expect(sound.code).toBe(0);
}, 90_000);
