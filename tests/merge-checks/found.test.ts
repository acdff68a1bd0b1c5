import { bodyOf } from '@alliance/shared/editor/section-document';
import {
  decodeFrame,
  decodeMessage,
  encodeMessage,
  planChannel,
} from '@alliance/shared/sync/channel';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

import { serverForTest } from '../support/in-process-server.ts';
import { type SignedIn, signIn } from '../support/people.ts';
import { untilDoc } from '../sync/stock-client.ts';
import { checksOf } from './checked-server.ts';
import { pressEnter } from './press-enter.ts';

/** Somebody's stock client on a document. */
async function writerOn(
  url: string,
  person: SignedIn,
  documentId: string,
): Promise<WebsocketProvider> {
  const Cookied = class extends WebSocket {
    constructor(address: string | URL) {
      super(address, { headers: { cookie: person.cookie } });
    }
  };
  const provider = new WebsocketProvider(
    `${url.replace('http', 'ws')}/sync`,
    documentId,
    new Y.Doc(),
    {
      params: { schema: '1' },
      disableBc: true,
      maxBackoffTime: 100,
      WebSocketPolyfill: Cookied as unknown as typeof globalThis.WebSocket,
    },
  );
  onTestFinished(() => provider.destroy());
  await untilDoc(provider.doc, () => bodyOf(provider.doc).length > 0);
  return provider;
}

/** The next event about a merge check that a tab of this person hears. */
async function nextCheck(
  url: string,
  person: SignedIn,
  planId: string,
): Promise<{ readonly heard: Promise<string> }> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/sync?schema=1`, {
    headers: { cookie: person.cookie },
  });
  onTestFinished(() => socket.terminate());
  const heard = Promise.withResolvers<string>();
  const isWatching = Promise.withResolvers<void>();
  socket.on('message', (data: Buffer) => {
    const frame = decodeFrame(new Uint8Array(data));
    const message =
      frame?.channel === planChannel ? JSON.stringify(decodeMessage(frame.payload)) : '';
    if (message.includes('"presence"')) isWatching.resolve();
    if (message.includes('"check"')) heard.resolve(message);
  });
  socket.on('open', () => socket.send(encodeMessage(planChannel, { type: 'watch', planId })));
  await isWatching.promise;
  return { heard: heard.promise };
}

test('[MC1] two who press Enter in one paragraph while they are apart get a check with what each of them had, and their tabs hear of it', async () => {
  const { url } = await serverForTest();
  const [tom, priya] = await Promise.all([signIn(url, 'tom'), signIn(url, 'priya')]);
  const { id: planId } = await tom.plan();
  const { documentId } = await tom.section('medicines');
  const { heard } = await nextCheck(url, tom, planId);
  const [one, other] = await Promise.all([
    writerOn(url, tom, documentId),
    writerOn(url, priya, documentId),
  ]);
  one.disconnect();
  other.disconnect();
  const words = pressEnter(one.doc, 10);
  pressEnter(other.doc, 14);
  one.connect();
  other.connect();
  expect(await heard).toMatch(
    /^\{"type":"event","kind":"check","recordId":"[0-9a-f-]{36}","version":1\}$/u,
  );
  const { checks } = await checksOf(priya, planId);
  expect(checks).toMatchObject([{ documentId, kind: 'doubled', canDecide: true }]);
  const said = checks[0]?.versions.map(({ personId, text }) => [personId, text]);
  expect(said).toContainEqual([tom.personId, `${words.slice(0, 10)}\n${words.slice(10)}`]);
  expect(said).toContainEqual([priya.personId, `${words.slice(0, 14)}\n${words.slice(14)}`]);
});
