import { afterAll, beforeAll, expect, test } from 'vitest';

import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';
import { type SignedIn, signIn } from '../support/people.ts';
import { reply, startThread, threadsOf } from '../support/threads.ts';

let server: InProcessServer;
let hannah: SignedIn;
let priya: SignedIn;

beforeAll(async () => {
  server = await startInProcess();
  hannah = await signIn(server.url, 'hannah');
  priya = await signIn(server.url, 'priya');
});
afterAll(() => server.close());

test('[CM3] a thread is opened and answered', async () => {
  const thread = await startThread(hannah);
  const answered = await reply(priya, thread, 'Two.');
  expect(answered.comments.map(({ words }) => words)).toEqual([
    { text: 'Two helpers or one?' },
    { text: 'Two.' },
  ]);
  const { threads } = await threadsOf(hannah, thread.planId);
  expect(threads.find(({ id }) => id === thread.id)).toMatchObject({ version: 2, readCount: 1 });
});
