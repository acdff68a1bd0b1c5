import { once } from 'node:events';

import { schemaVersion } from '@alliance/shared/editor/schema';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';

import { type SignedIn, personaKeys, signIn } from '../support/people.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';

test('[OP10] neither log nor metrics of a whole run hold a word of a plan, a name, a cookie or a query', async () => {
  const server = await startServerProcess();
  onTestFinished(() => server.close());
  const people = await Promise.all(personaKeys.map((key) => signIn(server.url, key)));
  const secrets = (await Promise.all(people.map(secretsOf))).flat();
  await Promise.all(people.map((person) => makeTrouble(server, person)));
  await askForColleague(server);
  await fetch(`${server.url}/api/demo/reset`, { method: 'POST' });

  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  await server.kill('SIGTERM');
  const said = `${metrics}\n${server.errors()}`;
  expect(server.errors()).toContain('server.started');
  expect(secrets.length).toBeGreaterThan(100);
  expect([...new Set(secrets)].filter((secret) => said.includes(secret))).toEqual([]);
  expect(said).not.toMatch(/SENTINEL|alliance-session-|\?as=/);
});

test('[OP10] a leak would be found', async () => {
  const server = await startServerProcess();
  onTestFinished(() => server.close());
  const secrets = await secretsOf(await signIn(server.url, 'tom'));
  const leaked = `{"level":30,"msg":"opened the plan of Elena Vargas (synthetic)"}`;
  expect(secrets.some((secret) => leaked.includes(secret))).toBe(true);
});

/** Everything about a person's plans that must stay inside: names, headings, whole runs of text, the cookie. */
async function secretsOf(person: SignedIn): Promise<readonly string[]> {
  const { patient, alliance, sections } = await person.plan();
  const texts = sections.flatMap(({ rendered }) => rendered.html.match(/>[^<>]{12,}</g) ?? []);
  return [
    patient.name,
    patient.identifier,
    alliance.name,
    alliance.purpose,
    ...alliance.seats.flatMap(({ now }) => now.map(({ name }) => name)),
    ...sections.map(({ heading }) => heading),
    ...texts.map((text) => text.slice(1, -1)),
    person.cookie.split('=')[1] ?? '',
  ];
}

/** Every way to go wrong that might tempt a server to log what it got. */
async function makeTrouble(server: ServerProcess, person: SignedIn): Promise<void> {
  const { id, sections } = await person.plan();
  await person.fetch(`/api/plans/${id}/SENTINEL?as=SENTINEL`);
  await person.post(`/api/plans/${id}/looked`, { heads: 'SENTINEL' });
  await person.fetch('/api/plans/%E0%A4%A?SENTINEL');
  await person.post('/api/demo/session', `SENTINEL${'x'.repeat(70_000)}`);
  const documentId = sections[0]?.documentId ?? '';
  const address = `${server.url.replace('http', 'ws')}/sync/${documentId}`;
  const socket = new WebSocket(
    `${address}?schema=${schemaVersion}&as=${person.persona}&x=SENTINEL`,
    {
      headers: { cookie: person.cookie },
    },
  );
  await once(socket, 'open');
  socket.send('SENTINEL');
  await once(socket, 'close');
}

async function askForColleague(server: ServerProcess): Promise<void> {
  const tom = await signIn(server.url, 'tom');
  const { id } = await tom.plan();
  await tom.post('/api/demo/colleague', { planId: id, sectionKey: 'mobility', action: 'start' });
  await tom.post('/api/demo/colleague', { planId: id, sectionKey: 'mobility', action: 'stop' });
}
