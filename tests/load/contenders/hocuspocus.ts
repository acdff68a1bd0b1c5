import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { type Contender, type Prepared } from './contender.ts';
import { packageVersion } from './package-version.ts';

const script = fileURLToPath(new URL('../peers/hocuspocus-server.ts', import.meta.url));
const version = packageVersion('@hocuspocus/server');

/** Hocuspocus without any storage. */
export const hocuspocus: Contender = {
  name: 'hocus',
  description: `${version}, no storage`,
  framing: 'hocuspocus',
  isPersistent: false,
  hasDocuments: true,
  prepare: () => Promise.resolve(prepared({})),
};

/** Hocuspocus with its Database extension. */
export const hocuspocusOnSqlite: Contender = {
  name: 'hocus+sqlite',
  description: `${version} with ${packageVersion('@hocuspocus/extension-database')} over node:sqlite (its own SQLite extension needs a native build)`,
  framing: 'hocuspocus',
  isPersistent: true,
  hasDocuments: true,
  prepare: ({ folder }) =>
    Promise.resolve(prepared({ PEER_DATABASE: join(folder, 'peer.sqlite') })),
};

function prepared(env: Readonly<Record<string, string>>): Prepared {
  return {
    args: [script],
    env: (port) => ({ ...env, PORT: String(port) }),
    isSeeded: false,
    documentName: (document) => `document-${document}`,
    path: () => '/',
    cookie: () => undefined,
  };
}
