import { join } from 'node:path';

import { type Contender, type Prepared } from './contender.ts';
import { packageFolder, packageVersion } from './package-version.ts';

const script = join(packageFolder('@y/websocket-server'), 'src', 'server.js');
const version = packageVersion('@y/websocket-server');

/** Yjs's own server, everything in memory. */
export const yWebsocketServer: Contender = {
  name: 'yws',
  description: `${version}, in memory`,
  framing: 'y-websocket',
  isPersistent: false,
  hasDocuments: true,
  prepare: () => Promise.resolve(prepared({})),
};

/** The same with LevelDB, through the y-leveldb that it depends on. */
export const yWebsocketServerOnLevelDb: Contender = {
  name: 'yws+leveldb',
  description: `${version} with y-leveldb, no fsync`,
  framing: 'y-websocket',
  isPersistent: true,
  hasDocuments: true,
  prepare: ({ folder }) => Promise.resolve(prepared({ YPERSISTENCE: join(folder, 'level') })),
};

function prepared(env: Readonly<Record<string, string>>): Prepared {
  return {
    args: [script],
    env: (port) => ({ ...env, PORT: String(port), HOST: '127.0.0.1' }),
    isSeeded: false,
    documentName: (document) => `document-${document}`,
    path: (document) => `/document-${document}`,
    cookie: () => undefined,
  };
}
