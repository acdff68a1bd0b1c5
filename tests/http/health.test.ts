import { createMemoryStorage } from '@alliance/server/storage/memory';
import { StorageFull } from '@alliance/server/storage/port';
import { expect, test } from 'vitest';

import { serverForTest } from '../support/in-process-server.ts';
import { signIn } from '../support/people.ts';

test('[HT8] ready means that a write would succeed now; alive means that the process answers', async () => {
  const storage = createMemoryStorage();
  let now = Date.now();
  const { url } = await serverForTest({ storage, now: () => now });
  const ask = async (path: string): Promise<number> => (await fetch(`${url}${path}`)).status;
  expect([await ask('/healthz'), await ask('/readyz')]).toEqual([200, 200]);
  storage.probe = () => Promise.reject(new StorageFull('full'));
  now += 1_000;
  expect([await ask('/healthz'), await ask('/readyz')]).toEqual([200, 503]);
});

test('[HT10] a storm of questions writes to the disk once a second', async () => {
  const storage = createMemoryStorage();
  let now = Date.now();
  const { url } = await serverForTest({ storage, now: () => now });
  const answer = Promise.withResolvers<void>();
  let probes = 0;
  storage.probe = () => {
    probes += 1;
    return answer.promise;
  };
  const ask = async (): Promise<number> => (await fetch(`${url}/readyz`)).status;
  const storm = Array.from({ length: 50 }, ask);
  // A slow probe is not asked again, however long it takes.
  now += 5_000;
  storm.push(ask());
  answer.resolve();
  expect(new Set(await Promise.all(storm))).toEqual(new Set([200]));
  now += 999;
  await ask();
  expect(probes).toBe(1);
  now += 1;
  await ask();
  expect(probes).toBe(2);
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
