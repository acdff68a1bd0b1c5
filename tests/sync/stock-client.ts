/** Real y-websocket providers in Node, with the cookie of a person. */
import { createSectionDocument } from '@alliance/shared/editor/section-document';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import type * as Y from 'yjs';

import { type DocumentName, type Name, type SyncWorld } from './sync-world.ts';

/** A provider with its document and what it heard beside y-websocket's own messages. */
export interface StockClient {
  readonly doc: Y.Doc;
  readonly provider: WebsocketProvider;
  /** Close codes of its connections, in order. */
  readonly codes: number[];
}

/** How a client connects. */
export interface StockClientOptions {
  readonly as: Name;
  readonly document?: DocumentName;
  readonly doc?: Y.Doc;
}

/** Connects a stock provider; it is destroyed at the end of the test. */
export function stockClient(world: SyncWorld, options: StockClientOptions): StockClient {
  const doc = options.doc ?? createSectionDocument();
  const provider = new WebsocketProvider(
    `${world.url}/sync`,
    options.document ?? 'snapshot-1',
    doc,
    {
      params: { schema: '1' },
      disableBc: true,
      maxBackoffTime: 100,
      WebSocketPolyfill: socketWithCookie(options.as),
    },
  );
  const codes: number[] = [];
  provider.on('connection-close', (event) => codes.push(event?.code ?? 0));
  onTestFinished(() => provider.destroy());
  return { doc, provider, codes };
}

/** Connects and waits for the first answer. */
export async function syncedClient(
  world: SyncWorld,
  options: StockClientOptions,
): Promise<StockClient> {
  const client = stockClient(world, options);
  await until(
    () => client.provider.synced,
    (check) => client.provider.on('sync', check),
  );
  return client;
}

/** Resolves as soon as a condition holds; it is looked at now and whenever `listen` says so. */
export function until(holds: () => boolean, listen: (check: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (holds()) resolve();
    };
    listen(check);
    check();
  });
}

/** Resolves when the documents hold the same state as each other and as `holds` asks. */
export function untilDoc(doc: Y.Doc, holds: () => boolean): Promise<void> {
  return until(holds, (check) => doc.on('update', check));
}

function socketWithCookie(name: Name): typeof globalThis.WebSocket {
  const Cookied = class extends WebSocket {
    constructor(address: string | URL) {
      super(address, { headers: { cookie: `person=${name}` } });
    }
  };
  return Cookied as unknown as typeof globalThis.WebSocket;
}
