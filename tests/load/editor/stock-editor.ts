import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';

import { build } from 'vite';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

import { freePort, startChild } from '../child-server.ts';
import { packageFolder, packageVersion } from '../contenders/package-version.ts';
import { type RunningText } from './running-text.ts';

const socketScript = join(packageFolder('@y/websocket-server'), 'src', 'server.js');

/** What the peer is. */
export const stockDescription = `one editor: ${packageVersion('@tiptap/core')} with StarterKit and Collaboration, ${packageVersion('@y/websocket-server')}`;

/** Serves a page with one stock editor, and the document that it opens; everything in memory. */
export async function startStockEditor(folder: string, state: Uint8Array): Promise<RunningText> {
  const own = await mkdtemp(join(folder, 'stock-'));
  const port = await freePort();
  const sockets = await startChild({
    args: [socketScript],
    env: { PORT: String(port), HOST: '127.0.0.1' },
    logFile: join(own, 'log'),
    port,
  });
  const address = `ws://127.0.0.1:${port}`;
  const doc = new Y.Doc();
  const seeding = await openDocument(address, doc);
  Y.applyUpdate(doc, state);
  const pages = await servePage(await bundledPage());
  const colleagues: WebsocketProvider[] = [];
  return {
    address: `${pages.url}/?server=${encodeURIComponent(address)}`,
    async typeAt(share) {
      const theirs = new Y.Doc();
      colleagues.push(await openDocument(address, theirs));
      const blocks = theirs.getXmlFragment('default').toArray();
      return textOf(blocks[Math.floor(share * blocks.length)]);
    },
    async close() {
      for (const provider of [seeding, ...colleagues]) provider.destroy();
      await pages.close();
      await sockets.stop('SIGKILL');
      await rm(own, { recursive: true, force: true });
    },
  };
}

async function openDocument(address: string, doc: Y.Doc): Promise<WebsocketProvider> {
  const provider = new WebsocketProvider(address, 'plan', doc, {
    disableBc: true,
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
  });
  await new Promise<void>((resolve) => {
    provider.on('sync', (isSynced) => {
      if (isSynced) resolve();
    });
  });
  return provider;
}

function textOf(block: unknown): Y.XmlText {
  const text = block instanceof Y.XmlElement ? block.get(0) : undefined;
  if (!(text instanceof Y.XmlText)) throw new TypeError('Every block begins with text.');
  return text;
}

const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>One editor</title>
<style>main { max-width: 45rem; font: 16px/1.5 sans-serif } .ProseMirror { white-space: break-spaces }</style>
<main></main><script type="module" src="/page.js"></script></html>`;

async function servePage(script: string) {
  const server = createServer((request, response) => {
    const isScript = request.url?.startsWith('/page.js') === true;
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    // The second visit finds the script in the browser's cache, as it does with ours.
    if (isScript) response.setHeader('cache-control', 'public, max-age=31536000, immutable');
    response.end(isScript ? script : page);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new TypeError('A TCP port is a number.');
  return {
    url: `http://localhost:${address.port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function bundledPage(): Promise<string> {
  const result = await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      modulePreload: false,
      rollupOptions: { input: join(import.meta.dirname, 'stock-page.ts') },
    },
  });
  const outputs = Array.isArray(result) ? result : [result];
  const chunks = outputs.flatMap((output) => ('output' in output ? output.output : []));
  const code = chunks.find((chunk) => chunk.type === 'chunk')?.code;
  if (code === undefined) throw new Error('The page has no script.');
  return code;
}
