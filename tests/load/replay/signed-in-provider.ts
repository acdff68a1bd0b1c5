import { schemaVersion } from '@alliance/shared/editor/schema';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import type * as Y from 'yjs';

import { type RunningContender } from '../contenders/running.ts';

/** A stock y-websocket client of document 0, signed in as the person of a client index. It reconnects by itself. */
export function connectProvider(
  running: RunningContender,
  client: number,
  doc: Y.Doc,
): WebsocketProvider {
  const cookie = running.prepared.cookie(client) ?? '';
  return new WebsocketProvider(
    `ws://127.0.0.1:${running.port}/sync`,
    running.prepared.documentName(0),
    doc,
    {
      params: { schema: String(schemaVersion) },
      disableBc: true,
      WebSocketPolyfill: socketWithCookie(cookie),
    },
  );
}

/** A browser sends its cookie by itself; here it is added. `ws` offers what a provider uses of a browser's socket. */
export function socketWithCookie(cookie: string): typeof globalThis.WebSocket {
  const Cookied = class extends WebSocket {
    constructor(address: string | URL) {
      super(address, { headers: { cookie } });
    }
  };
  return Cookied as unknown as typeof globalThis.WebSocket;
}
