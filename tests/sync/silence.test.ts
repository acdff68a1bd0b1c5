/** Sockets that say nothing, or half of something: they are let go in bounded time, and nobody else is. */
import { once } from 'node:events';

import { limits } from '@alliance/server/core/limits';
import { Pulse } from '@alliance/server/core/pulse';
import { bodyOf } from '@alliance/shared/editor/section-document';
import { expect, test } from 'vitest';

import { bareUpgrade, clientFrame, upgradeBytes } from './bare-tcp.ts';
import { connectRaw } from './raw-socket.ts';
import { syncedClient, untilDoc } from './stock-client.ts';
import { block, startWorld, textOf } from './sync-world.ts';

const address = '/sync/snapshot-1?schema=1';
/** Looks follow each other in moments, and a pong still comes between two of them. */
const timing = { pulseMs: 50, sweepMs: 3_600_000 };

test('[SY31 B8] half a frame and then nothing ends the socket, and nobody else notices', async () => {
  const world = await startWorld({ timing });
  const colleague = await syncedClient(world, { as: 'nora' });
  const bare = await bareUpgrade(world, address, 'phil');
  bare.socket.write(Buffer.from([0x82, 0xff, 0, 0, 0, 0, 0, 9, 0, 0]));
  expect(await bare.ended).toBe(4400);
  expect(colleague.codes).toEqual([]);
});

test('[SY31] a fragment ends the socket though pings come after it for ever', async () => {
  const world = await startWorld({ timing });
  const bare = await bareUpgrade(world, address, 'phil');
  bare.socket.write(clientFrame(2, new Uint8Array(9), false));
  const ping = () => void bare.socket.write(clientFrame(9, new Uint8Array(3)));
  // Each pong is asked for anew.
  bare.socket.on('data', () => setImmediate(ping));
  ping();
  expect(await bare.ended).toBe(4400);
});

test('[SY31] more fragments than a browser ever makes end the socket with 4429', async () => {
  const world = await startWorld();
  const bare = await bareUpgrade(world, address, 'phil');
  bare.socket.write(clientFrame(2, new Uint8Array(1), false));
  for (let count = 0; count < limits.fragmentsMax; count++)
    bare.socket.write(clientFrame(0, new Uint8Array(1), false));
  expect(await bare.ended).toBe(4429);
});

test('[SY31] a long message in a few fragments, with a ping between them, is heard like any other', async () => {
  const world = await startWorld({ timing });
  const bare = await bareUpgrade(world, address, 'phil');
  // Asks for everything, piece by piece: sync, state vector, one byte, none.
  bare.socket.write(clientFrame(2, new Uint8Array([0]), false));
  bare.socket.write(clientFrame(9, new Uint8Array(0)));
  bare.socket.write(clientFrame(0, new Uint8Array([0, 1]), false));
  bare.socket.write(clientFrame(0, new Uint8Array([0])));
  const { byteLength } = await bare.heard(upgradeBytes + 40);
  expect(byteLength).toBeGreaterThanOrEqual(upgradeBytes + 40);
});

test('[SY32] a socket that gives no sign of life is gone; an idle one that answers stays', async () => {
  const world = await startWorld({ timing });
  const idle = await connectRaw(world, '/sync', { as: 'theo' });
  const dead = await bareUpgrade(world, address, 'phil');
  const writer = await syncedClient(world, { as: 'nora' });
  expect(await dead.ended).toBe(1006);
  const second = await bareUpgrade(world, address, 'phil');
  await once(idle.socket, 'ping');
  expect(await second.ended).toBe(1006);
  expect(idle.socket.readyState).toBe(idle.socket.OPEN);
  const reader = await syncedClient(world, { as: 'nora' });
  bodyOf(writer.doc).insert(0, [block('Still here.')]);
  await untilDoc(reader.doc, () => textOf(reader.doc).includes('Still here.'));
  expect(writer.codes).toEqual([]);
});

test('[SY32] time in which we do not read a socket does not count against it', () => {
  const pulse = new Pulse(0);
  expect(pulse.look(700, false)).toBe('well');
  for (let looks = 0; looks < 10 * limits.silenceLooksMax; looks++)
    expect(pulse.look(700, true)).toBe('well');
  expect(pulse.begunBytes).toBe(0);
});

test('[SY31] what is held of begun messages is known to the byte, control frames aside', () => {
  const pulse = new Pulse(100);
  const at = (bytes: number) => pulse.look(bytes, false);
  at(100);
  expect(pulse.begunBytes).toBe(0);
  pulse.control(4);
  at(110);
  expect(pulse.begunBytes).toBe(0);
  pulse.control(4);
  at(620);
  expect(pulse.begunBytes).toBe(500);
  pulse.finished();
  at(700);
  expect(pulse.begunBytes).toBe(0);
});
