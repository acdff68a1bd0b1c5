import { once } from 'node:events';

import { type CharterView } from '@alliance/shared/alliance/alliance-view';
import { schemaVersion } from '@alliance/shared/editor/schema';
import type { Persona } from '@alliance/shared/identity/person';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';

import { serverForTest } from '../support/in-process-server.ts';
import { signIn } from '../support/people.ts';
import { startServerProcess } from '../support/server-process.ts';
import { connectSignedIn } from '../sync/raw-socket.ts';

test('[DM1] a later start keeps what is there', async () => {
  const server = await startServerProcess();
  onTestFinished(() => server.close());
  const before = await (await signIn(server.url, 'tom')).plan();
  await server.kill('SIGTERM');
  await server.restart();
  const after = await (await signIn(server.url, 'tom')).plan();
  expect(after).toEqual(before);
});

test('[DM2] a reset moves every time to now', async () => {
  let now = Date.parse('2026-03-02T12:00:00Z');
  const { url } = await serverForTest({ now: () => now });
  const tom = await signIn(url, 'tom');
  const times = async (): Promise<readonly number[]> => {
    const { lookedAt, alliance, sections } = await tom.plan();
    const changed = sections.flatMap((section) => section.changed?.at ?? []);
    const next = alliance.seats.flatMap((seat) => seat.next?.from ?? []);
    return [lookedAt ?? '', alliance.activeSince ?? '', ...changed, ...next].map(Date.parse);
  };
  const before = await times();
  const later = 5 * 3_600_000;
  now += later;
  expect((await tom.fetch('/api/demo/reset', { method: 'POST' })).status).toBe(204);
  expect(await times()).toEqual(before.map((time) => time + later));
  expect(before.length).toBeGreaterThan(5);
});

test('[DM3] a reset ends every old conversation with 4404 and leaves people signed in', async () => {
  const { url } = await serverForTest();
  const hannah = await signIn(url, 'hannah');
  const before = await hannah.section('mobility');
  const address = `${url.replace('http', 'ws')}/sync/${before.documentId}?schema=${schemaVersion}`;
  const socket = new WebSocket(address, { headers: { cookie: hannah.cookie } });
  await once(socket, 'open');
  const closed = once(socket, 'close');
  await hannah.fetch('/api/demo/reset', { method: 'POST' });
  expect((await closed)[0]).toBe(4404);

  const after = await hannah.section('mobility');
  expect(after.documentId).not.toBe(before.documentId);
  expect(after.id).toBe(before.id);

  const again = new WebSocket(address, { headers: { cookie: hannah.cookie } });
  expect((await once(again, 'close'))[0]).toBe(4404);
});

test('[DM3] a reset ends the conversation about a charter as well', async () => {
  const { url } = await serverForTest();
  const hannah = await signIn(url, 'hannah');
  const { alliance } = await hannah.plan();
  const answer = await hannah.fetch(`/api/alliances/${alliance.id}/charter`);
  const { documentId }: CharterView = await answer.json();
  const address = `${url.replace('http', 'ws')}/sync/${documentId}?schema=${schemaVersion}`;
  const socket = new WebSocket(address, { headers: { cookie: hannah.cookie } });
  await once(socket, 'open');
  const closed = once(socket, 'close');
  await hannah.fetch('/api/demo/reset', { method: 'POST' });
  expect((await closed)[0]).toBe(4404);
});

test('[DM3] two resets at once leave one whole world', async () => {
  const { url } = await serverForTest();
  const tom = await signIn(url, 'tom');
  const resets = await Promise.all(
    [1, 2].map(() => tom.fetch('/api/demo/reset', { method: 'POST' })),
  );
  expect(resets.map(({ status }) => status)).toEqual([204, 204]);
  const { sections } = await tom.plan();
  expect(sections.filter(({ rendered }) => rendered.html.length > 500)).toHaveLength(10);
});

test('[DM3] a reset tells everybody that what needs them is another list now', async () => {
  const { url } = await serverForTest();
  const hannah = await signIn(url, 'hannah');
  const tab = await connectSignedIn(url, '/sync', hannah);
  await hannah.fetch('/api/demo/reset', { method: 'POST' });
  const event = await tab.until(() => tab.plans.find((one) => one.type === 'event'));
  expect(event).toMatchObject({ kind: 'inbox', recordId: hannah.personId });
});

test('[DM8] without demo mode nobody can sign in as a persona and nothing can be reset', async () => {
  const { url } = await serverForTest({}, { ALLIANCE_DEMO: '0' });
  const statuses = await Promise.all(
    ['personas', 'session', 'reset', 'colleague'].map(async (name) => {
      const method = name === 'personas' ? 'GET' : 'POST';
      return (await fetch(`${url}/api/demo/${name}`, { method })).status;
    }),
  );
  expect(statuses).toEqual([404, 404, 404, 404]);
});

test('[DM16] every persona has a PIN of four digits, the same after a reset', async () => {
  const { url } = await serverForTest();
  const read = async () =>
    (await (await fetch(`${url}/api/demo/personas`)).json()) as readonly Persona[];
  const pins = (await read()).map(({ pin }) => pin);
  expect(pins).toHaveLength(8);
  for (const pin of pins) expect(pin).toMatch(/^\d{4}$/);
  await fetch(`${url}/api/demo/reset`, { method: 'POST' });
  expect((await read()).map(({ pin }) => pin)).toEqual(pins);
});
