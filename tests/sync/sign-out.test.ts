/** Signing out, over the real HTTP route and real sockets: whoever is signed out hears and says nothing more. */
import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { FakeClock } from '../support/fake-clock.ts';
import { serverForTest } from '../support/in-process-server.ts';
import { signIn } from '../support/people.ts';
import { gate } from './faulty-storage.ts';
import { connectRaw, connectSignedIn, openChannel, savedIn, syncFrame } from './raw-socket.ts';
import { block, startWorld } from './sync-world.ts';

function newBlock(client: number, text: string): Uint8Array {
  const doc = createSectionDocument(client);
  bodyOf(doc).insert(0, [block(text)]);
  return syncFrame('update', Y.encodeStateAsUpdate(doc));
}

function documentIn(plan: PlanView, key: string): string {
  const section = plan.sections.find((each) => each.key === key);
  if (section === undefined) throw new Error(`There is no section ${key}.`);
  return section.documentId;
}

// The server's clock stands still: what would wait for a timer of its own does not happen.
test('[SY19] signing out ends every socket of that session within a second, and nothing more goes in or out', async () => {
  const { url } = await serverForTest(new FakeClock(Date.now()).parts);
  const [priya, tom] = [await signIn(url, 'priya'), await signIn(url, 'tom')];
  const documentId = documentIn(await priya.plan(), 'snapshot');
  const tab = await connectSignedIn(url, '/sync', priya);
  await openChannel(tab, 2, documentId);
  const plain = await connectSignedIn(url, `/sync/${documentId}?ack=1&schema=1`, priya);
  const colleague = await connectSignedIn(url, `/sync/${documentId}?ack=1&schema=1`, tom);
  for (const each of [plain, colleague]) await each.until(() => each.frames[0]);

  const response = await priya.fetch('/api/session', { method: 'DELETE' });
  expect(response.status).toBe(204);
  const heard = [tab.frames.length, plain.frames.length];
  const said = colleague.frames.length;
  tab.on(2, newBlock(4711, 'After signing out.'));
  plain.send(newBlock(4712, 'After signing out.'));
  colleague.send(newBlock(4713, 'Tom writes on.'));
  await colleague.until(() => savedIn(colleague.frames));
  expect(await tab.closed).toEqual({ code: 4401, reason: 'signed-out' });
  expect(await plain.closed).toEqual({ code: 4401, reason: 'signed-out' });

  expect([tab.frames.length, plain.frames.length]).toEqual(heard);
  expect(colleague.frames.slice(said).map((frame) => savedIn([frame]))).toEqual([1]);
  const { rendered } = await tom.section('snapshot');
  expect(rendered.html).toContain('Tom writes on.');
  expect(rendered.html).not.toContain('After signing out.');
});

test('[SY19] a socket that is being let in while its session ends is closed with 4401', async () => {
  const [asked, answer] = [gate(), gate()];
  const world = await startWorld();
  const load = world.storage.loadDocument.bind(world.storage);
  world.storage.loadDocument = async (documentId) => {
    asked.open();
    await answer.closed;
    return await load(documentId);
  };
  const late = connectRaw(world, '/sync/snapshot-1?schema=1', { as: 'phil' });
  await asked.closed;
  world.sync.endSession('session-phil');
  answer.open();
  const { closed, frames } = await late;
  expect(await closed).toEqual({ code: 4401, reason: 'signed-out' });
  expect(frames).toEqual([]);
});
