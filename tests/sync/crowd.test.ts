/** Too many sockets, too often, too slow: the server stays as it is for everybody else. */
import { once } from 'node:events';
import { request } from 'node:http';
import { type Server, type Socket, type AddressInfo, connect, createServer } from 'node:net';

import { Backlog, type SlowReader } from '@alliance/server/core/backlog';
import { limits } from '@alliance/server/core/limits';
import { TokenBuckets } from '@alliance/server/core/token-buckets';
import { schemaVersion } from '@alliance/shared/editor/schema';
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { expect, onTestFinished, test } from 'vitest';
import type * as Y from 'yjs';

import { FakeClock } from '../support/fake-clock.ts';
import { serverForTest } from '../support/in-process-server.ts';
import { signIn } from '../support/people.ts';
import { liveSection, tabFor, textIn, type, when } from './client-tab.ts';
import { gate } from './faulty-storage.ts';
import { type RawSocket, connectRaw, connectSignedIn, savedIn, syncFrame } from './raw-socket.ts';
import { syncedClient } from './stock-client.ts';
import { type Name, type SyncWorld, block, names, startWorld, textOf } from './sync-world.ts';

const address = '/sync/snapshot-1?ack=1&schema=1';

/** Asks to upgrade and leaves at once; gives the status: 101 or a refusal. */
function knock(world: SyncWorld, path: string, as: Name): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(`${world.origin}${path}`, {
      agent: false,
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        cookie: `person=${as}`,
        'sec-websocket-version': '13',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      },
    });
    asked.on('upgrade', ({ statusCode = 0 }, socket) => {
      socket.on('error', () => undefined);
      socket.destroy();
      resolve(statusCode);
    });
    asked.on('response', ({ statusCode = 0 }) => resolve(statusCode));
    asked.on('error', reject);
    asked.end();
  });
}

/** The statuses of so many, some at a time. */
async function knockOften(world: SyncWorld, as: Name, times: number): Promise<readonly number[]> {
  const statuses: number[] = [];
  while (statuses.length < times) {
    const group = Math.min(50, times - statuses.length);
    statuses.push(
      ...(await Promise.all(Array.from({ length: group }, () => knock(world, '/sync', as)))),
    );
  }
  return statuses;
}

test('[SY33] a session that comes again and again is slowed down, and nobody else is', async () => {
  const clock = new FakeClock(Date.parse('2026-03-02T12:00:00Z'));
  const world = await startWorld(clock.parts);
  const colleague = await syncedClient(world, { as: 'nora' });
  const storm = await knockOften(world, 'phil', limits.comingsMax);
  expect(new Set(storm)).toEqual(new Set([101]));
  expect(await knockOften(world, 'phil', 200)).toEqual(Array.from({ length: 200 }, () => 503));
  clock.goTo(clock.parts.now() + 1000);
  const afterwards = await knockOften(world, 'phil', 100);
  expect(afterwards.filter((status) => status === 101).length).toBe(limits.comingsPerSecond);
  expect(await knock(world, '/sync', 'theo')).toBe(101);
  expect(colleague.codes).toEqual([]);
});

test('[SY33] a bucket refills no further than its burst, and of too many keys the oldest is forgotten', () => {
  const buckets = new TokenBuckets({ burst: 2, perSecond: 1, keysMax: 2 });
  const take = (key: string, now: number) => buckets.take(key, now);
  expect([take('one', 0), take('one', 0), take('one', 0)]).toEqual([true, true, false]);
  expect([take('one', 500), take('one', 999), take('one', 1000)]).toEqual([false, false, true]);
  expect([take('one', 60_000), take('one', 60_000), take('one', 60_000)]).toEqual([
    true,
    true,
    false,
  ]);
  expect(take('one', 0)).toBe(false);
  expect([take('two', 0), take('three', 0)]).toEqual([true, true]);
  expect(take('one', 0)).toBe(true);
});

test('[SY34] those who have shown no session yet take a bounded part of the server; further ones are sent away with 503', async () => {
  const world = await startWorld();
  const colleague = await syncedClient(world, { as: 'nora' });
  const [answer, all] = [gate(), gate()];
  let waiting = 0;
  world.hold = async () => {
    if (++waiting === limits.strangersMax) all.open();
    await answer.closed;
  };
  const crowd: Promise<number>[] = [];
  for (let count = 0; count < limits.strangersMax; count++)
    crowd.push(knock(world, address, names[count % names.length] ?? 'nora'));
  await all.closed;
  expect(await knock(world, address, 'phil')).toBe(503);
  bodyOf(colleague.doc).insert(0, [block('Undisturbed.')]);
  world.hold = undefined;
  answer.open();
  expect(new Set(await Promise.all(crowd))).toEqual(new Set([101]));
  expect(await knock(world, address, 'phil')).toBe(101);
  expect(colleague.codes).toEqual([]);
});

/** Sends so many pairs of a page and its deletion: much traffic, a small section. */
function sendPages(writer: RawSocket, doc: Y.Doc, pages: number): number {
  doc.on('update', (update: Uint8Array) => writer.send(syncFrame('update', update)));
  const page = 'x'.repeat(100 * 1024);
  for (let count = 0; count < pages; count++) {
    bodyOf(doc).insert(0, [block(page)]);
    bodyOf(doc).delete(0, 1);
  }
  return 2 * pages;
}

test('[SY35] of many slow readers in one session those with most waiting are cut, and the others notice nothing', async () => {
  const world = await startWorld();
  const slow = await Promise.all(
    Array.from({ length: 32 }, () => connectRaw(world, address, { as: 'theo' })),
  );
  for (const { socket } of slow) socket.pause();
  const colleague = await syncedClient(world, { as: 'phil' });
  const writer = await connectRaw(world, address, { as: 'nora' });
  // Less than one slow reader may have waiting; so many of them may not.
  const pages = Math.floor((limits.bufferedBytesMax * 0.95) / (100 * 1024));
  const frames = sendPages(writer, createSectionDocument(4711), pages);
  await writer.until(() => (savedIn(writer.frames) === frames ? true : undefined));
  for (const { socket } of slow) socket.resume();
  const codes = await Promise.all(
    slow.map(({ closed, socket }) =>
      Promise.race([closed.then(({ code }) => code), answered(socket)]),
    ),
  );
  expect(new Set(codes)).toEqual(new Set([1006, undefined]));
  expect(colleague.codes).toEqual([]);
  expect(textOf(colleague.doc)).toBe('Seeded.');
});

/** Resolves when the server has answered a question asked now. */
async function answered(socket: RawSocket['socket']): Promise<undefined> {
  socket.ping();
  await once(socket, 'pong');
}

/** A slow reader that holds what it is given until it is cut. */
class Holder implements SlowReader {
  backlogBytes = 0;
  readonly sessionRef: string;

  constructor(sessionRef: string) {
    this.sessionRef = sessionRef;
  }

  cut(): void {
    this.backlogBytes = 0;
  }
}

const waiting = (some: readonly Holder[]) =>
  some.reduce((sum, { backlogBytes }) => sum + backlogBytes, 0);

test('[SY35] what waits in one session and altogether never exceeds its limit by more than one look', () => {
  const backlog = new Backlog();
  const holders = Array.from({ length: 120 }, (_, count) => new Holder(`session-${count % 12}`));
  const mebibyte = 1024 * 1024;
  for (let round = 0; round < 100; round++) {
    for (const [count, holder] of holders.entries()) {
      // Some are slower than others.
      const bytes = (mebibyte * (1 + (count % 4))) / 4;
      holder.backlogBytes += bytes;
      backlog.note(holder, bytes);
      const own = holders.filter(({ sessionRef }) => sessionRef === holder.sessionRef);
      expect(waiting(own)).toBeLessThanOrEqual(
        limits.sessionBacklogBytesMax + limits.backlogLookBytes,
      );
    }
    expect(waiting(holders)).toBeLessThanOrEqual(
      limits.wholeBacklogBytesMax + limits.backlogLookBytes,
    );
  }
  expect(waiting(holders)).toBeGreaterThan(limits.wholeBacklogBytesMax / 2);
});

/** A network between a tab and the server that can stop to bring anything from the server. */
interface Network {
  readonly url: string;
  /** How often somebody has connected through it. */
  readonly connections: () => number;
  stall(): void;
  flow(): void;
}

async function networkTo(url: string): Promise<Network> {
  const { port } = new URL(url);
  const fromServer = new Set<Socket>();
  let isStalled = false;
  let connections = 0;
  const proxy: Server = createServer((client) => {
    connections++;
    const server = connect(Number(port), '127.0.0.1');
    for (const each of [client, server]) each.on('error', () => each.destroy());
    client.pipe(server);
    server.on('data', (chunk) => client.write(chunk));
    server.on('end', () => client.end());
    client.on('close', () => server.destroy());
    fromServer.add(server);
    server.once('close', () => fromServer.delete(server));
    if (isStalled) server.pause();
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  onTestFinished(() => {
    proxy.close();
    for (const each of fromServer) each.destroy();
  });
  const set = (isNow: boolean) => {
    isStalled = isNow;
    for (const each of fromServer)
      if (isNow) each.pause();
      else each.resume();
  };
  const { port: own } = proxy.address() as AddressInfo;
  return {
    url: `http://localhost:${own}`,
    connections: () => connections,
    stall: () => set(true),
    flow: () => set(false),
  };
}

test('[SY36] our own client, let go of as a slow reader, comes again by itself and has everything', async () => {
  const { url } = await serverForTest();
  const network = await networkTo(url);
  const [tom, priya] = [await signIn(url, 'tom'), await signIn(url, 'priya')];
  const documentId =
    (await tom.plan()).sections.find(({ key }) => key === 'snapshot')?.documentId ?? '';
  const slow = await liveSection(tabFor(network.url, 'tom', tom.cookie), documentId);
  network.stall();
  type(slow, ' Typed by the slow one.');
  const path = `/sync/${documentId}?ack=1&schema=${schemaVersion}`;
  const writer = await connectSignedIn(url, path, priya);
  const doc = createSectionDocument(4711);
  const frames = sendPages(writer, doc, 200);
  bodyOf(doc).insert(0, [block('Written meanwhile.')]);
  await writer.until(() => (savedIn(writer.frames) === frames + 1 ? true : undefined));
  network.flow();
  await when(
    { get: () => textIn(slow), subscribe: (listener) => slow.state.subscribe(listener) },
    () => slow.state.get().save.kind === 'saved' && textIn(slow).includes('Written meanwhile.'),
  );
  expect(network.connections()).toBe(2);
  const { html } = (await tom.section('snapshot')).rendered;
  expect(html).toContain('Written meanwhile.');
  expect(html).toContain('Typed by the slow one.');
});
