import { once } from 'node:events';
import { connect } from 'node:net';

import { limits } from '@alliance/server/core/limits';
import { noMeasures } from '@alliance/server/sync/measures';
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { frameBytesMax } from '@alliance/shared/limits';
import {
  controlChannel,
  encodeFrame,
  encodeMessage,
  planChannel,
} from '@alliance/shared/sync/channel';
import * as encoding from 'lib0/encoding';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';

import {
  connectRaw,
  openChannel,
  refusalIn,
  refusedStatus,
  savedIn,
  syncFrame,
} from './raw-socket.ts';
import { type StockClient, syncedClient, untilDoc } from './stock-client.ts';
import { type SyncWorld, block, documentIdOf, startWorld, textOf } from './sync-world.ts';

const plain = '/sync/snapshot-1?ack=1&schema=1';

/** Two colleagues who work while somebody else misbehaves. */
interface Bystanders {
  readonly nora: StockClient;
  readonly phil: StockClient;
}

/** Documents in memory. */
let roomsLive = 0;

/** A world with two colleagues who are connected and have written. */
async function worldWithBystanders(): Promise<{ world: SyncWorld; bystanders: Bystanders }> {
  const measures = { ...noMeasures, roomsLive: (count: number) => void (roomsLive = count) };
  const world = await startWorld({ measures });
  const bystanders = {
    nora: await syncedClient(world, { as: 'nora' }),
    phil: await syncedClient(world, { as: 'phil' }),
  };
  await write(bystanders, 'Before.');
  return { world, bystanders };
}

async function write({ nora, phil }: Bystanders, text: string): Promise<void> {
  bodyOf(nora.doc).insert(bodyOf(nora.doc).length, [block(text)]);
  await untilDoc(phil.doc, () => textOf(phil.doc).includes(text));
}

/** The colleagues still edit over the same sockets, and the server holds exactly their words. */
async function expectUnharmed(world: SyncWorld, bystanders: Bystanders): Promise<void> {
  await write(bystanders, 'After.');
  expect(textOf(bystanders.phil.doc)).toBe('Seeded.\nBefore.\nAfter.');
  expect([...bystanders.nora.codes, ...bystanders.phil.codes]).toEqual([]);
  const reader = await syncedClient(world, { as: 'theo' });
  expect(textOf(reader.doc)).toBe('Seeded.\nBefore.\nAfter.');
}

/** A foreign hand's update: what `change` does to a copy of the section, under a client id. */
function updateBy(client: number, from: Y.Doc, change: (doc: Y.Doc) => void): Uint8Array {
  const doc = createSectionDocument();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(from), 'copy');
  // Afterwards: Yjs gives up an id under which it receives words.
  doc.clientID = client;
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  change(doc);
  return Y.mergeUpdates(updates);
}

describe('a bad guest gets the documented answer, and nobody else notices', () => {
  let world: SyncWorld;
  let bystanders: Bystanders;

  beforeEach(async () => {
    ({ world, bystanders } = await worldWithBystanders());
  });

  afterEach(async () => {
    await expectUnharmed(world, bystanders);
  });

  test('[SY2] a malformed path is answered with HTTP 404', async () => {
    expect(await refusedStatus(world, '/sync/Not%20an%20id', { as: 'phil' })).toBe(404);
    expect(await refusedStatus(world, '/sync/a/b', { as: 'phil' })).toBe(404);
    expect(await refusedStatus(world, `/sync/${'a'.repeat(65)}`, { as: 'phil' })).toBe(404);
    expect(await refusedStatus(world, '/other', { as: 'phil' })).toBe(404);
  });

  test('[SY2 B3] names that no document has are refused by their shape, however long or odd', async () => {
    const long = await refusedStatus(world, `/sync/${'a'.repeat(10_000)}`, { as: 'phil' });
    expect(long).toBe(404);
    // Node's own limit for the head of a request comes first.
    const longest = await refusedStatus(world, `/sync/${'a'.repeat(100_000)}`, { as: 'phil' });
    expect(longest).toBe(431);
    const odd = ['__proto__', '%00', '..%2Fsnapshot-1', '%F0%9F%98%80', '%ZZ', '.%20'];
    for (const name of odd)
      expect(await refusedStatus(world, `/sync/${name}`, { as: 'phil' })).toBe(404);
  });

  test('[SY5] names that no document has open nothing on a channel either, and leave nothing behind', async () => {
    const tab = await connectRaw(world, '/sync', { as: 'phil' });
    const odd = [
      '__proto__',
      'constructor',
      'toString',
      '\u0000',
      '../snapshot-1',
      '😀',
      '',
      'a'.repeat(10_000),
    ];
    for (const [index, documentId] of odd.entries())
      tab.control({ type: 'open', channel: 2 + index, documentId, schema: 1 });
    await tab.until(() => tab.controls.filter(({ type }) => type === 'close')[odd.length - 1]);
    const closes = tab.controls.filter((one) => one.type === 'close');
    expect(new Set(closes.map(({ channel }) => channel)).size).toBe(odd.length);
    expect(new Set(closes.map(({ code }) => code))).toEqual(new Set([4404]));
    expect(roomsLive).toBe(1);
  });

  test('[SY3 B1] a foreign origin is answered with HTTP 403, an absent one is let in', async () => {
    expect(await refusedStatus(world, plain, { as: 'phil', origin: 'http://evil.example' })).toBe(
      403,
    );
    expect(await refusedStatus(world, '/sync', { as: 'phil', origin: 'null' })).toBe(403);
    const own = await connectRaw(world, plain, { as: 'phil', origin: world.origin });
    await own.until(() => own.frames[0]);
  });

  test('[SY22] whoever is turned away in HTTP and keeps their half of the connection open is cut off', async () => {
    const guest = connect({ port: world.port, host: '127.0.0.1', allowHalfOpen: true });
    guest.write(
      'GET /other HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    );
    guest.on('error', () => undefined).resume();
    await once(guest, 'end');
    // Whoever still listened would take this in silence.
    let error: Error | null | undefined;
    for (let knocks = 0; knocks < 1000 && !error; knocks++) {
      error = await new Promise((resolve) => guest.write('more', resolve));
    }
    expect(error).toMatchObject({ code: expect.stringMatching(/ECONNRESET|EPIPE/) });
  });

  test('[SY4] without a session, signed out or expired, the socket closes with 4401', async () => {
    const unknown = await connectRaw(world, plain);
    expect(await unknown.closed).toEqual({ code: 4401, reason: 'signed-out' });
    world.signedIn.delete('theo');
    const expired = await connectRaw(world, '/sync', { as: 'theo' });
    expect(await expired.closed).toEqual({ code: 4401, reason: 'signed-out' });
    world.signedIn.add('theo');
    expect([...unknown.frames, ...expired.frames]).toEqual([]);
  });

  test('[SY5] an unknown document and one that I may not see close alike with 4404', async () => {
    const unknown = await connectRaw(world, '/sync/no-such-1?schema=1', { as: 'phil' });
    const foreign = await connectRaw(world, '/sync/hidden-1?schema=1', { as: 'phil' });
    expect(await unknown.closed).toEqual({ code: 4404, reason: 'not-found' });
    expect(await foreign.closed).toEqual({ code: 4404, reason: 'not-found' });
    expect([...unknown.frames, ...foreign.frames]).toEqual([]);
  });

  test('[SY6 A9] a missing or older schema closes with 4426', async () => {
    const missing = await connectRaw(world, '/sync/snapshot-1', { as: 'phil' });
    const older = await connectRaw(world, '/sync/snapshot-1?schema=0', { as: 'phil' });
    expect(await missing.closed).toEqual({ code: 4426, reason: 'outdated' });
    expect(await older.closed).toEqual({ code: 4426, reason: 'outdated' });
    expect([...missing.frames, ...older.frames]).toEqual([]);
    const tab = await connectRaw(world, '/sync', { as: 'phil' });
    tab.control({ type: 'open', channel: 2, documentId: 'snapshot-1', schema: 0 });
    const close = await tab.until(() => tab.controls.find(({ type }) => type === 'close'));
    expect(close).toEqual({ type: 'close', channel: 2, code: 4426, reason: 'outdated' });
  });

  test('[SY39 A9] whoever comes with an older or a newer schema leaves every byte as it is', async () => {
    const before = await world.storage.loadDocument(documentIdOf('snapshot-1'));
    const update = updateBy(4711, bystanders.nora.doc, (doc) =>
      bodyOf(doc).delete(0, bodyOf(doc).length),
    );
    for (const schema of [0, 2, 2 ** 31]) {
      const guest = await connectRaw(world, `/sync/snapshot-1?schema=${schema}`, { as: 'phil' });
      guest.send(syncFrame('update', update));
      expect(await guest.closed).toEqual({ code: 4426, reason: 'outdated' });
      const tab = await connectRaw(world, '/sync', { as: 'phil' });
      tab.control({ type: 'open', channel: 2, documentId: 'snapshot-1', schema });
      tab.on(2, syncFrame('update', update));
      const close = await tab.until(() => tab.controls.find(({ type }) => type === 'close'));
      expect(close).toEqual({ type: 'close', channel: 2, code: 4426, reason: 'outdated' });
      expect([...guest.frames, ...tab.framesOn(2)]).toEqual([]);
    }
    expect(await world.storage.loadDocument(documentIdOf('snapshot-1'))).toEqual(before);
  });

  test('[SY7] what cannot be read closes the conversation with 4400', async () => {
    const update = syncFrame('update', Y.encodeStateAsUpdate(bystanders.phil.doc));
    const unreadable = [
      'text',
      new Uint8Array(),
      update.subarray(0, update.length - 1),
      new Uint8Array([...update, 0]),
      new Uint8Array([102, 0]),
      new Uint8Array([0, 9, 0]),
      syncFrame('update', new Uint8Array([1, 1, 1])),
      syncFrame('stateVector', new Uint8Array([9, 1])),
    ];
    for (const frame of unreadable) {
      const guest = await connectRaw(world, plain, { as: 'phil' });
      guest.send(frame);
      expect(await guest.closed).toEqual({ code: 4400, reason: 'malformed' });
    }
  });

  test('[SY8] what a tab cannot mean closes its socket with 4400, a bad document frame only its channel', async () => {
    const nonsense = [
      'text',
      new Uint8Array(),
      encodeFrame(controlChannel, new TextEncoder().encode('{')),
      encodeFrame(controlChannel, new TextEncoder().encode('{"type":"open"}')),
      encodeFrame(1, new TextEncoder().encode('[]')),
      encodeMessage(planChannel, { type: 'focus', documentId: 'x'.repeat(257) }),
      encodeMessage(planChannel, { type: 'watch', planId: 'x'.repeat(257) }),
    ];
    for (const frame of nonsense) {
      const guest = await connectRaw(world, '/sync', { as: 'phil' });
      guest.send(frame);
      expect(await guest.closed).toEqual({ code: 4400, reason: 'malformed' });
    }
    const tab = await connectRaw(world, '/sync', { as: 'phil' });
    await openChannel(tab, 2, 'snapshot-1');
    await openChannel(tab, 3, 'mobility-1');
    tab.on(2, new Uint8Array([99]));
    const close = await tab.until(() => tab.controls.find(({ type }) => type === 'close'));
    expect(close).toEqual({ type: 'close', channel: 2, code: 4400, reason: 'malformed' });
    tab.on(3, syncFrame('missingUpdates', new Uint8Array([0, 0])));
    await tab.until(() => (savedIn(tab.framesOn(3)) === 1 ? true : undefined));
  });

  test('[SY9] a frame of 2 MiB closes the socket with 4413, not with a code that is retried', async () => {
    const guest = await connectRaw(world, plain, { as: 'phil' });
    guest.send(new Uint8Array(2 * frameBytesMax));
    expect(await guest.closed).toEqual({ code: 4413, reason: 'too-large' });
  });

  test('[SY10] of 10,000 channels on one socket 256 open, then the socket closes with 4429', async () => {
    const guest = await connectRaw(world, '/sync', { as: 'phil' });
    for (let channel = 2; channel < 10_002; channel++) {
      guest.control({ type: 'open', channel, documentId: 'mobility-1', schema: 1 });
    }
    expect(await guest.closed).toEqual({ code: 4429, reason: 'abuse' });
    const opened = guest.controls.filter(({ type }) => type === 'opened');
    expect(opened.length).toBeLessThanOrEqual(256);
    const refused = guest.controls.find(({ type }) => type === 'close');
    expect(refused).toEqual({ type: 'close', channel: 258, code: 4429, reason: 'abuse' });
  });

  test('[SY23] a session has at most 1,000 sockets; one more is closed with 4429', async () => {
    // With the bystander's own socket, the last one that fits.
    const sockets = await Promise.all(
      Array.from({ length: limits.socketsPerSessionMax - 1 }, () =>
        connectRaw(world, '/sync', { as: 'phil' }),
      ),
    );
    const [first] = sockets;
    const excess = await connectRaw(world, '/sync', { as: 'phil' });
    expect(await excess.closed).toEqual({ code: 4429, reason: 'abuse' });
    first?.socket.close();
    await first?.closed;
    const next = await connectRaw(world, '/sync', { as: 'phil' });
    await next.until(() => next.controls[0]);
    for (const { socket } of sockets) socket.terminate();
  });

  test('[IN1 A1] an update by somebody who may only read is refused with 101 and 4403', async () => {
    const guest = await connectRaw(world, plain, { as: 'theo' });
    const update = updateBy(4711, bystanders.nora.doc, (doc) =>
      bodyOf(doc).insert(0, [block('Theo was here.')]),
    );
    guest.send(syncFrame('update', update));
    expect(await guest.closed).toEqual({ code: 4403, reason: 'refused' });
    expect(refusalIn(guest.frames)).toEqual({ frame: 1, rule: 'IN1', section: 'snapshot-1' });
  });

  test("[IN2 A4] an update under a colleague's client id is refused", async () => {
    const guest = await connectRaw(world, plain, { as: 'phil' });
    const update = updateBy(bystanders.nora.doc.clientID, bystanders.nora.doc, (doc) =>
      bodyOf(doc).insert(0, [block('In her name.')]),
    );
    guest.send(syncFrame('update', update));
    expect(await guest.closed).toEqual({ code: 4403, reason: 'refused' });
    expect(refusalIn(guest.frames)).toEqual({ frame: 1, rule: 'IN2', section: 'snapshot-1' });
  });

  test("[IN3] an update under one of the server's own client ids is refused", async () => {
    const guest = await connectRaw(world, plain, { as: 'phil' });
    const update = updateBy(7, bystanders.nora.doc, (doc) => bodyOf(doc).insert(0, [block('x')]));
    guest.send(syncFrame('update', update));
    expect(await guest.closed).toEqual({ code: 4403, reason: 'refused' });
    expect(refusalIn(guest.frames)?.rule).toBe('IN3');
  });

  test('[IN4] a third root is refused', async () => {
    const guest = await connectRaw(world, plain, { as: 'phil' });
    const update = updateBy(4711, bystanders.nora.doc, (doc) => doc.getMap('third').set('a', 1));
    guest.send(syncFrame('update', update));
    expect(await guest.closed).toEqual({ code: 4403, reason: 'refused' });
    expect(refusalIn(guest.frames)).toEqual({ frame: 1, rule: 'IN4', section: 'snapshot-1' });
  });

  test('[IN10] a refusal counts frames, and what was sent before it is saved and acknowledged', async () => {
    const guest = await connectRaw(world, '/sync', { as: 'phil' });
    await openChannel(guest, 2, 'mobility-1');
    const doc = createSectionDocument(4711);
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    bodyOf(doc).insert(0, [block('Legal.')]);
    doc.getMap('third').set('a', 1);
    for (const update of updates) guest.on(2, syncFrame('update', update));
    const close = await guest.until(() => guest.controls.find(({ type }) => type === 'close'));
    expect(close).toEqual({ type: 'close', channel: 2, code: 4403, reason: 'refused' });
    const frames = guest.framesOn(2);
    expect(savedIn(frames)).toBe(1);
    expect(refusalIn(frames)).toEqual({ frame: 2, rule: 'IN4', section: 'mobility-1' });
    const reader = await syncedClient(world, { as: 'theo', document: 'mobility-1' });
    expect(textOf(reader.doc)).toContain('Legal.');
  });
});

/** A delete set that cuts every long run of a client's text into single characters. */
function shredded(doc: Y.Doc, client: number, max: number): Uint8Array {
  const clocks: number[] = [];
  for (const struct of doc.store.clients.get(client) ?? []) {
    if (struct.length < 1000) continue;
    for (let offset = 1; offset < struct.length && clocks.length < max; offset += 2)
      clocks.push(struct.id.clock + offset);
  }
  const encoder = encoding.createEncoder();
  for (const number of [0, 1, client, clocks.length]) encoding.writeVarUint(encoder, number);
  for (const clock of clocks) {
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarUint(encoder, 1);
  }
  return encoding.toUint8Array(encoder);
}

test('[IN18] deletions that would make the section larger than a frame are refused with 4413, plain ones are not', async () => {
  const world = await startWorld();
  const nora = await syncedClient(world, { as: 'nora' });
  const phil = await syncedClient(world, { as: 'phil' });
  for (let page = 0; page < 7; page++) bodyOf(nora.doc).insert(0, [block('x'.repeat(100 * 1024))]);
  await untilDoc(phil.doc, () => bodyOf(phil.doc).length === 8);

  const guest = await connectRaw(world, plain, { as: 'phil' });
  guest.send(syncFrame('update', shredded(nora.doc, nora.doc.clientID, 190_000)));
  expect(await guest.closed).toEqual({ code: 4413, reason: 'too-large' });
  expect(refusalIn(guest.frames)).toEqual({ frame: 1, rule: 'IN8', section: 'snapshot-1' });

  // A few cuts are an ordinary day's work, and so is deleting it all.
  const other = await connectRaw(world, plain, { as: 'phil' });
  other.send(syncFrame('update', shredded(nora.doc, nora.doc.clientID, 100)));
  await other.until(() => savedIn(other.frames));
  bodyOf(nora.doc).delete(0, 7);
  await untilDoc(phil.doc, () => bodyOf(phil.doc).length === 1);
  const reader = await syncedClient(world, { as: 'theo' });
  expect(textOf(reader.doc)).toBe('Seeded.');
  expect([...nora.codes, ...phil.codes]).toEqual([]);
});

test('[SY24] opens are counted per stretch of time: however long a tab lives, asking again is no abuse', async () => {
  let now = Date.now();
  const world = await startWorld({ now: () => now });
  const tab = await connectRaw(world, '/sync', { as: 'theo' });
  const ask = async (times: number): Promise<void> => {
    const before = tab.controls.length;
    for (let count = 0; count < times; count++)
      tab.control({ type: 'open', channel: 2, documentId: 'snapshot-1', schema: 0 });
    await tab.until(() => tab.frames.length === before + times || undefined);
  };
  for (let stretch = 0; stretch < 6; stretch++) {
    await ask(limits.opensMax);
    now += limits.allowanceMs;
  }
  for (let count = 0; count <= limits.opensMax; count++)
    tab.control({ type: 'open', channel: 2, documentId: 'snapshot-1', schema: 0 });
  expect(await tab.closed).toEqual({ code: 4429, reason: 'abuse' });
});
