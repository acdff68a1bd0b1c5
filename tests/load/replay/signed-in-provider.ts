import { schemaVersion } from '@alliance/shared/editor/schema';
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
      WebSocketPolyfill: class extends WebSocket {
        constructor(url: string | URL) {
          super(url, { headers: { cookie } });
        }
      },
    },
  );
}
