/** What ends by the clock, over real sockets and a clock that the test sets. */
import { createMemoryStorage } from '@alliance/server/storage/memory';
import { type PlanRecord } from '@alliance/server/storage/port';
import { handoverGraceMs } from '@alliance/shared/alliance/coverage';
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { Deadlines } from '../../server/core/deadlines.ts';
import { stableId } from '../../server/demo/stable-id.ts';
import { sessionMsMax } from '../../server/identity/sessions.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { serverForTest } from '../support/in-process-server.ts';
import { signIn } from '../support/people.ts';
import { connectRaw, connectSignedIn, openChannel, savedIn, syncFrame } from './raw-socket.ts';
import { block, startWorld } from './sync-world.ts';

const noon = Date.parse('2026-03-02T12:00:00Z');
const address = '/sync/snapshot-1?ack=1&schema=1';

function words(client: number): Uint8Array {
  const doc = createSectionDocument(client);
  bodyOf(doc).insert(0, [block('Too late.')]);
  return syncFrame('update', Y.encodeStateAsUpdate(doc));
}

/** The record with a shift of this person that ends. */
function endShift(
  record: PlanRecord | undefined,
  personId: string,
  to: string,
): PlanRecord | undefined {
  if (record === undefined) return undefined;
  const seats = record.alliance.seats.map((seat) => ({
    ...seat,
    coverage: seat.coverage.map((row) => (row.personId === personId ? { ...row, to } : row)),
  }));
  return { ...record, alliance: { ...record.alliance, seats } };
}

test('[SY28 B5] a session ends at its millisecond, with every socket of it', async () => {
  const clock = new FakeClock(noon);
  const { url } = await serverForTest(clock.parts);
  const tom = await signIn(url, 'tom');
  clock.goTo(noon + 1);
  const priya = await signIn(url, 'priya');
  const [tab, stays] = [
    await connectSignedIn(url, '/sync', tom),
    await connectSignedIn(url, '/sync', priya),
  ];
  clock.goTo(noon + sessionMsMax - 1);
  expect(tab.socket.readyState).toBe(tab.socket.OPEN);
  clock.goTo(noon + sessionMsMax);
  expect(await tab.closed).toEqual({ code: 4401, reason: 'signed-out' });
  expect(stays.socket.readyState).toBe(stays.socket.OPEN);
});

test('[SY28] an hour after a shift its holder’s sockets end at that millisecond, and a colleague’s do not', async () => {
  const clock = new FakeClock(noon);
  const storage = createMemoryStorage();
  const shiftEnd = noon + 8 * 3_600_000;
  const planOf = storage.plan.bind(storage);
  const planOfDocument = storage.planOfDocument.bind(storage);
  const endOf = (record: PlanRecord | undefined) =>
    endShift(record, stableId('person tom'), new Date(shiftEnd).toISOString());
  storage.plan = async (id) => endOf(await planOf(id));
  storage.planOfDocument = async (id) => endOf(await planOfDocument(id));
  const { url } = await serverForTest({ ...clock.parts, storage });
  const [tom, priya] = [await signIn(url, 'tom'), await signIn(url, 'priya')];
  const plan = await tom.plan();
  const documentId = plan.sections.find(({ key }) => key === 'snapshot')?.documentId ?? '';
  const end = shiftEnd + handoverGraceMs;
  const path = `/sync/${documentId}?schema=1`;
  const nurse = await connectSignedIn(url, path, tom);
  const physician = await connectSignedIn(url, path, priya);
  await Promise.all([nurse, physician].map((one) => one.until(() => one.frames[0])));
  clock.goTo(end - 1);
  expect(nurse.socket.readyState).toBe(nurse.socket.OPEN);
  clock.goTo(end);
  expect(await nurse.closed).toEqual({ code: 4403, reason: 'revoked' });
  expect(physician.socket.readyState).toBe(physician.socket.OPEN);
});

test('[SY28] a frame of the very millisecond in which a right ends is not heard, also before the timer', async () => {
  const clock = new FakeClock(noon);
  const world = await startWorld(clock.parts);
  world.until.set('phil', { at: noon + 1000, isEnd: true });
  const writer = await connectRaw(world, address, { as: 'phil' });
  await writer.until(() => writer.frames[0]);
  writer.send(words(4711));
  await writer.until(() => savedIn(writer.frames));
  clock.jumpTo(noon + 1000);
  writer.send(words(4712));
  expect(await writer.closed).toEqual({ code: 4403, reason: 'revoked' });
  expect(savedIn(writer.frames)).toBe(1);
});

test('[SY28] what the clock changes without ending it is asked for at that instant', async () => {
  const clock = new FakeClock(noon);
  const world = await startWorld(clock.parts);
  world.until.set('theo', { at: noon + 1000, isEnd: false });
  const tab = await connectRaw(world, '/sync', { as: 'theo' });
  await openChannel(tab, 2, 'snapshot-1');
  world.until.delete('theo');
  world.rights.theo['snapshot-1'] = 'edit';
  clock.goTo(noon + 999);
  world.asked.length = 0;
  clock.goTo(noon + 1000);
  expect(world.asked).toEqual(['theo']);
  await new Promise((resolve) => setImmediate(resolve));
  tab.on(2, words(4711));
  await tab.until(() => savedIn(tab.framesOn(2)));
});

test('[SY28] what a tab is told of a plan follows the clock as well', async () => {
  const clock = new FakeClock(noon);
  const world = await startWorld(clock.parts);
  world.until.set('theo', { at: noon + 1000, isEnd: true });
  const [reader, writer] = [
    await connectRaw(world, '/sync', { as: 'theo' }),
    await connectRaw(world, '/sync', { as: 'phil' }),
  ];
  for (const tab of [reader, writer]) tab.plan({ type: 'watch', planId: 'plan-1' });
  writer.plan({ type: 'focus', documentId: 'snapshot-1' });
  const placesOfPhil = () => {
    const last = reader.plans.findLast(({ type }) => type === 'presence');
    if (last?.type !== 'presence') return undefined;
    return last.people.find(({ personId }) => personId === 'phil')?.documentIds.join();
  };
  await reader.until(() => placesOfPhil() === 'snapshot-1' || undefined);
  world.rights.theo['snapshot-1'] = 'none';
  clock.goTo(noon + 1000);
  await reader.until(() => placesOfPhil() === '' || undefined);
  expect(reader.socket.readyState).toBe(reader.socket.OPEN);
});

test('[SY28] whoever has left waits for no end any more', () => {
  const deadlines = new Deadlines();
  const [first, second] = [() => undefined, () => undefined];
  deadlines.set(first, 10);
  deadlines.set(second, 20);
  deadlines.delete(first);
  expect(deadlines.takeDue(19)).toEqual([]);
  expect(deadlines.earliest).toBe(20);
  deadlines.delete(second);
  expect(deadlines.earliest).toBe(Infinity);
});
