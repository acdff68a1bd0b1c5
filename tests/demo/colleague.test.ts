import { typingMsMax } from '@alliance/server/demo/colleague';
import { colleagueNote, pauseAfter } from '@alliance/server/demo/colleague-note';
import { type SectionKey } from '@alliance/shared/careplan/section';
import { textOf } from '@alliance/shared/editor/block-text';
import { schemaVersion } from '@alliance/shared/editor/schema';
import { createSectionDocument } from '@alliance/shared/editor/section-document';
import { readSection } from '@alliance/shared/editor/section-json';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';

import { serverForTest } from '../support/in-process-server.ts';
import { type SignedIn, signIn } from '../support/people.ts';

function ask(
  person: SignedIn,
  planId: string,
  sectionKey: SectionKey,
  action: 'start' | 'stop',
): Promise<Response> {
  return person.post('/api/demo/colleague', { planId, sectionKey, action });
}

/** A stock y-websocket client of a section, signed in as this person. */
function watch(url: string, person: SignedIn, documentId: string): WebsocketProvider {
  class WithCookie extends WebSocket {
    constructor(address: string) {
      super(address, { headers: { cookie: person.cookie } });
    }
  }
  const provider = new WebsocketProvider(
    `${url.replace('http', 'ws')}/sync`,
    documentId,
    createSectionDocument(),
    {
      params: { schema: String(schemaVersion) },
      disableBc: true,
      WebSocketPolyfill: WithCookie as unknown as typeof globalThis.WebSocket,
    },
  );
  onTestFinished(() => provider.destroy());
  return provider;
}

/** Resolves when the condition holds, asked again at every change of the document or of who is there. */
function until(provider: WebsocketProvider, holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!holds()) return;
      provider.doc.off('update', look);
      provider.awareness.off('change', look);
      resolve();
    };
    provider.doc.on('update', look);
    provider.awareness.on('change', look);
    look();
  });
}

function lastText(provider: WebsocketProvider): string {
  const last = readSection(provider.doc).blocks.at(-1);
  return last === undefined ? '' : textOf(last);
}

function peers(provider: WebsocketProvider): readonly Record<string, unknown>[] {
  return [...provider.awareness.getStates()]
    .filter(([clientID]) => clientID !== provider.doc.clientID)
    .map(([, state]) => state);
}

test('[DM7] a visitor sees the labelled colleague type, with a caret, until told to stop', async () => {
  const { url } = await serverForTest();
  const tom = await signIn(url, 'tom');
  const [plan, section] = [await tom.plan(), await tom.section('mobility')];
  const tab = watch(url, tom, section.documentId);
  expect(await (await ask(tom, plan.id, 'mobility', 'start')).json()).toEqual({ isTyping: true });

  await until(tab, () => lastText(tab).startsWith('Simulated note: t'));
  await until(tab, () => peers(tab).some((state) => 'cursor' in state));
  expect(peers(tab)).toEqual([
    expect.objectContaining({
      user: expect.objectContaining({ name: 'Robin (simulated)', isSimulated: true }),
    }),
  ]);

  expect(await (await ask(tom, plan.id, 'mobility', 'stop')).json()).toEqual({ isTyping: false });
  await until(tab, () => peers(tab).length === 0);
  const { changed, rendered } = await tom.section('mobility');
  expect(changed?.by[0]?.name).toBe('Robin (simulated)');
  expect(rendered.html).toContain('Simulated note: t');
});

test('[DM7] asked for a second section, the colleague leaves the first', async () => {
  const { url } = await serverForTest();
  const tom = await signIn(url, 'tom');
  const plan = await tom.plan();
  const first = watch(url, tom, (await tom.section('mobility')).documentId);
  const second = watch(url, tom, (await tom.section('snapshot')).documentId);
  await Promise.all([
    ask(tom, plan.id, 'mobility', 'start'),
    ask(tom, plan.id, 'mobility', 'start'),
  ]);
  await until(first, () => peers(first).length === 1);
  await ask(tom, plan.id, 'snapshot', 'start');
  await until(second, () => peers(second).length === 1);
  await until(first, () => peers(first).length === 0);
  expect(peers(second)).toHaveLength(1);
});

test('[DM7] a reset sends the colleague away', async () => {
  const { url } = await serverForTest();
  const tom = await signIn(url, 'tom');
  const plan = await tom.plan();
  const tab = watch(url, tom, (await tom.section('mobility')).documentId);
  await ask(tom, plan.id, 'mobility', 'start');
  await until(tab, () => peers(tab).length === 1);
  await tom.fetch('/api/demo/reset', { method: 'POST' });
  expect((await tom.section('mobility')).rendered.html).not.toContain('Simulated');
});

test('[DM7] the whole note takes less than a minute, and says what it is', () => {
  const characters = Array.from(colleagueNote);
  const typingMs = characters.reduce((sum, each, index) => sum + pauseAfter(each, index), 0);
  expect(typingMs).toBeLessThan(typingMsMax);
  expect(typingMs).toBeGreaterThan(15_000);
  expect(colleagueNote).toMatch(/^Simulated note: /);
});

test('[DM7] the colleague types only where the visitor edits or suggests, and in the stroke plan only', async () => {
  const { url } = await serverForTest();
  const [lucia, elena, hannah] = [
    await signIn(url, 'lucia'),
    await signIn(url, 'elena'),
    await signIn(url, 'hannah'),
  ];
  const [plan, pair] = [await lucia.plan(), await hannah.plan('Hand and walking programme')];
  const answers = [
    await ask(lucia, plan.id, 'medicines', 'start'),
    await ask(lucia, plan.id, 'snapshot', 'start'),
    await ask(elena, plan.id, 'mobility', 'start'),
    await ask(lucia, plan.id, 'mobility', 'stop'),
    await ask(lucia, pair.id, 'mobility', 'start'),
    await ask(hannah, pair.id, 'mobility', 'start'),
    await ask(hannah, plan.id, 'snapshot', 'start'),
    await ask(hannah, plan.id, 'mobility', 'start'),
  ];
  expect(answers.map(({ status }) => status)).toEqual([404, 403, 403, 403, 404, 403, 200, 200]);
});
