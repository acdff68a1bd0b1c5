import { fileURLToPath } from 'node:url';

import { createSessions } from '@alliance/server/identity/sessions';
import { Silence } from '@alliance/server/identity/silence';
import { type Storage } from '@alliance/server/storage/port';
import { openSqliteStorage } from '@alliance/server/storage/sqlite/open-sqlite-storage';
import { schemaVersion } from '@alliance/shared/editor/schema';

import { startSettings } from '../../support/start-command.ts';
import { type Contender, type Prepared, type Setup } from './contender.ts';
import { createWorld, documentName, people } from './synthetic-world.ts';

const script = fileURLToPath(new URL('../../../server/main.ts', import.meta.url));
/** Signs the cookies of a measured server that only this machine reaches and that lives for minutes. */
const secret = 'only-for-measuring-on-this-machine-0000';

/** This server as operators run it: SQLite with fsync before anything is visible, inspector and presence on. */
export const alliance: Contender = {
  name: 'alliance',
  description: `Alliance on SQLite, durable before visible, Node ${process.versions.node}`,
  framing: 'y-websocket',
  isPersistent: true,
  hasDocuments: true,
  prepare,
};

async function prepare({ folder, documents, seed }: Setup): Promise<Prepared> {
  const storage = await openSqliteStorage({ folder, now: Date.now });
  const audit = { at: new Date().toISOString(), action: 'world.replace', subjectId: 'load' };
  await storage.replaceWorld(createWorld(documents, seed), audit);
  const cookies = await signInAll(storage);
  await storage.close();
  return {
    args: [...startSettings.flags, script],
    env: (port) => ({
      ...startSettings.environment,
      PORT: String(port),
      HOST: '127.0.0.1',
      ALLIANCE_DATA: folder,
      ALLIANCE_SECRET: secret,
    }),
    isSeeded: true,
    documentName,
    path: (document) => `/sync/${documentName(document)}?ack=1&schema=${schemaVersion}`,
    cookie: (client) => cookies[client % cookies.length],
  };
}

function signInAll(storage: Storage): Promise<readonly string[]> {
  const silence = new Silence(Date.now, () => 30);
  const settings = { storage, key: secret, now: Date.now, silence };
  const sessions = createSessions({ ...settings, isDemo: () => true });
  return Promise.all(
    people.map(async (person, index) => {
      const persona = `client${String.fromCharCode(97 + index)}`;
      const { cookie } = await sessions.signIn({ person, persona, kind: 'demo', isSecure: false });
      return cookie.split(';')[0] ?? '';
    }),
  );
}
