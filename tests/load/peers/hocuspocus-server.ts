/** Hocuspocus as its documentation sets it up: no storage, or its Database extension over `node:sqlite`. */
import { DatabaseSync } from 'node:sqlite';

import { Database } from '@hocuspocus/extension-database';
import { Server } from '@hocuspocus/server';

const databaseFile = process.env['PEER_DATABASE'];

function sqlite(file: string): Database {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode = WAL');
  database.exec('CREATE TABLE IF NOT EXISTS documents (name TEXT PRIMARY KEY, data BLOB NOT NULL)');
  const read = database.prepare('SELECT data FROM documents WHERE name = ?');
  const write = database.prepare(
    'INSERT INTO documents (name, data) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET data = excluded.data',
  );
  return new Database({
    fetch: ({ documentName }) => {
      const data = read.get(documentName)?.['data'];
      return Promise.resolve(data instanceof Uint8Array ? data : null);
    },
    store: ({ documentName, state }) => {
      write.run(documentName, state);
      return Promise.resolve();
    },
  });
}

const server = new Server({
  port: Number(process.env['PORT']),
  address: '127.0.0.1',
  quiet: true,
  extensions: databaseFile === undefined ? [] : [sqlite(databaseFile)],
});
await server.listen();
