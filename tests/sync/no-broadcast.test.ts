/** Tabs of one browser could talk past the server, and past its rights: they do not. */
import { expect, test, vi } from 'vitest';

const opened = vi.hoisted(() => {
  const names: string[] = [];
  class WatchedChannel extends globalThis.BroadcastChannel {
    constructor(name: string) {
      names.push(name);
      super(name);
    }
  }
  // Before any module is loaded: lib0 keeps the class that it finds then.
  globalThis.BroadcastChannel = WatchedChannel;
  return names;
});

import { serverForTest } from '../support/in-process-server.ts';
import { signIn } from '../support/people.ts';
import { liveSection, tabFor, textIn, type, when } from './client-tab.ts';

test('[PR15 B9] two people in two tabs of one browser hear of each other through the server alone', async () => {
  const { url } = await serverForTest();
  const [tom, priya] = [await signIn(url, 'tom'), await signIn(url, 'priya')];
  const documentId =
    (await tom.plan()).sections.find(({ key }) => key === 'snapshot')?.documentId ?? '';
  const writer = await liveSection(tabFor(url, 'tom', tom.cookie), documentId);
  const reader = await liveSection(tabFor(url, 'priya', priya.cookie), documentId);
  type(writer, ' From tab to tab.');
  const store = {
    get: () => textIn(reader),
    subscribe: (listener: () => void) => {
      const { live } = reader.state.get();
      live?.doc.on('update', listener);
      return () => live?.doc.off('update', listener);
    },
  };
  await when(store, (text) => text.includes('From tab to tab.'));
  expect(opened).toEqual([]);
});

test('[PR15] the watch over channels between tabs sees one that is opened', async () => {
  const { publish } = await import('lib0/broadcastchannel');
  publish('somewhere', 'something');
  expect(opened).toEqual(['somewhere']);
});
