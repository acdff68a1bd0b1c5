import { textOf } from '@alliance/shared/editor/block-text';
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { readSection } from '@alliance/shared/editor/section-json';
import { messageTypes } from '@alliance/shared/sync/protocol';
import * as decoding from 'lib0/decoding';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

import { signIn } from '../support/people.ts';
import { startServerProcess } from '../support/server-process.ts';
import { until } from './stock-client.ts';

test(
  '[SY15] a stock client with the cookie of its session edits a section and stays connected alone for 60 seconds',
  { timeout: 120_000 },
  async () => {
    const server = await startServerProcess();
    onTestFinished(() => server.close());
    const { provider, saved, codes } = await connectAs(server.url, 'tom', 'medicines');

    bodyOf(provider.doc).insert(0, [paragraph('Words of a stock client.')]);
    await until(
      () => saved.count >= 2,
      (check) => saved.listeners.push(check),
    );
    const start = Date.now();
    // Its own watchdog looks every three seconds and closes after 30 seconds of silence; the heartbeat comes every 15.
    await until(
      () => Date.now() - start > 60_000 || codes.length > 0,
      (check) => provider.awareness.on('update', check),
    );

    expect(codes).toEqual([]);
    expect(provider.wsconnected).toBe(true);
    expect(Date.now() - provider.wsLastMessageReceived).toBeLessThan(20_000);
    await server.kill('SIGKILL');
    await server.restart();
    const again = await connectAs(server.url, 'priya', 'medicines');
    const [first] = readSection(again.provider.doc).blocks;
    expect(first && textOf(first)).toBe('Words of a stock client.');
  },
);

/** A stock provider, signed in as a persona, with its counts of message 100 and its close codes; synced. */
async function connectAs(url: string, persona: 'tom' | 'priya', key: 'medicines') {
  const person = await signIn(url, persona);
  const { documentId } = await person.section(key);
  const { schema } = await person.plan();
  const provider = new WebsocketProvider(
    `${url.replace('http', 'ws')}/sync`,
    documentId,
    createSectionDocument(),
    {
      params: { ack: '1', schema: String(schema) },
      disableBc: true,
      WebSocketPolyfill: socketWithCookie(person.cookie),
    },
  );
  onTestFinished(() => provider.destroy());
  const saved = { count: 0, listeners: [] as (() => void)[] };
  provider.messageHandlers[messageTypes.saved] = (_encoder, decoder) => {
    saved.count = decoding.readVarUint(decoder);
    for (const listener of saved.listeners) listener();
  };
  const codes: number[] = [];
  provider.on('connection-close', (event) => codes.push(event?.code ?? 0));
  await until(
    () => provider.synced,
    (check) => provider.on('sync', check),
  );
  return { provider, saved, codes };
}

function paragraph(text: string): Y.XmlElement {
  const block = new Y.XmlElement('block');
  block.insert(0, [new Y.XmlText(text)]);
  return block;
}

function socketWithCookie(cookie: string): typeof globalThis.WebSocket {
  const Cookied = class extends WebSocket {
    constructor(address: string | URL) {
      super(address, { headers: { cookie } });
    }
  };
  return Cookied as unknown as typeof globalThis.WebSocket;
}
