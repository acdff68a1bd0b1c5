import { fileURLToPath } from 'node:url';

import { type Contender } from './contender.ts';
import { packageVersion } from './package-version.ts';

const script = fileURLToPath(new URL('../peers/ws-relay-server.ts', import.meta.url));

/** The floor: `ws` alone passes frames on, knows no document and keeps nothing. */
export const wsRelay: Contender = {
  name: 'ws relay',
  description: `${packageVersion('ws')}, bare fan-out`,
  framing: 'y-websocket',
  isPersistent: false,
  hasDocuments: false,
  prepare: () =>
    Promise.resolve({
      args: [script],
      env: (port) => ({ PORT: String(port) }),
      isSeeded: true,
      documentName: (document) => `document-${document}`,
      path: (document) => `/document-${document}`,
      cookie: () => undefined,
    }),
};
