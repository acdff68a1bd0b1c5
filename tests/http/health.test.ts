import { createMemoryStorage } from '@alliance/server/storage/memory';
import { StorageFull } from '@alliance/server/storage/port';
import { expect, test } from 'vitest';

import { serverForTest } from '../support/in-process-server.ts';
import { signIn } from '../support/people.ts';

test('[HT8] ready means that a write would succeed now; alive means that the process answers', async () => {
  const storage = createMemoryStorage();
  const { url } = await serverForTest({ storage });
  const ask = async (path: string): Promise<number> => (await fetch(`${url}${path}`)).status;
  expect([await ask('/healthz'), await ask('/readyz')]).toEqual([200, 200]);
  storage.probe = () => Promise.reject(new StorageFull('full'));
  expect([await ask('/healthz'), await ask('/readyz')]).toEqual([200, 503]);
});

test('[HT8] the metrics count requests by route, never by id', async () => {
  const { url } = await serverForTest();
  const tom = await signIn(url, 'tom');
  const { id } = await tom.plan();
  const text = await (await fetch(`${url}/metrics`)).text();
  expect(text).toMatch(
    /alliance_http_requests_total\{[^}]*route="\/api\/plans\/\{planId\}"[^}]*\} 1/,
  );
  expect(text).not.toContain(id);
});
