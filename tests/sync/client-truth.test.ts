import { afterAll, beforeAll, expect, test } from 'vitest';

import { type SignedIn, signIn } from '../support/people.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { liveSection, tabFor, textIn, type, whenSaved } from './client-tab.ts';

/** How often the server is killed; more by the environment. */
const kills = Number(process.env['ALLIANCE_KILLS'] ?? 4);

let server: ServerProcess;

beforeAll(async () => {
  server = await startServerProcess();
});

afterAll(() => server.close());

test(
  `[SV1] whatever was called saved is there after the server was killed, every time (${kills} kills)`,
  { timeout: 240_000 + kills * 20_000 },
  async () => {
    const priya: SignedIn = await signIn(server.url, 'priya');
    const { documentId } = await priya.section('snapshot');
    const tab = tabFor(server.url, 'priya', priya.cookie);
    const section = await liveSection(tab, documentId);
    let typed = 0;
    for (let round = 0; round < kills; round += 1) {
      const start = typed;
      let saved = typed;
      const enough = Promise.withResolvers<void>();
      const watch = section.state.subscribe(() => {
        if (section.state.get().save.kind === 'saved') saved = typed;
        if (saved > start && typed > start + 15 * (round + 1)) enough.resolve();
      });
      const typing = setInterval(() => {
        typed += 1;
        type(section, ` w${typed}.`);
      }, 3);
      // The kill comes in the middle of typing, each time after more words, and never before one was called saved.
      await enough.promise;
      await server.kill('SIGKILL');
      clearInterval(typing);
      watch();
      await server.restart();
      const late = tabFor(server.url, 'priya', priya.cookie);
      const reader = await liveSection(late, documentId, false);
      for (let word = 1; word <= saved; word += 1) expect(textIn(reader)).toContain(` w${word}.`);
      expect(saved).toBeGreaterThan(start);
      late.close();
      tab.retryNow();
      await whenSaved(section);
    }
    // And what was not, came with the next connection: each word once.
    for (let word = 1; word <= typed; word += 1)
      expect(textIn(section).split(` w${word}.`)).toHaveLength(2);
  },
);
