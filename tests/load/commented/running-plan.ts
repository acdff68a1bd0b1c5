import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { openSqliteStorage } from '@alliance/server/storage/sqlite/open-sqlite-storage';
import { schemaVersion } from '@alliance/shared/editor/schema';
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

import { signIn } from '../../support/people.ts';
import { startSettings } from '../../support/start-command.ts';
import { freePort, startChild } from '../child-server.ts';
import { socketWithCookie } from '../replay/signed-in-provider.ts';
import { commentedWorld, typedSection } from './commented-world.ts';

const script = fileURLToPath(new URL('../../../server/main.ts', import.meta.url));

/** A server of the demonstration with so many threads, and a colleague who types. */
export interface RunningPlan {
  readonly url: string;
  /** The address of the page, at the section that is typed in. */
  readonly path: string;
  readonly colleague: Colleague;
  close(): Promise<void>;
}

/** Somebody who edits the section without a browser. */
export interface Colleague {
  /** Types a letter into the first paragraph; gives when, in ms since the epoch. */
  type(): number;
  close(): void;
}

/** Starts a server on a fresh folder with the plan and its threads. */
export async function startPlan(folder: string, threads: number): Promise<RunningPlan> {
  const own = await mkdtemp(join(folder, 'commented-'));
  const port = await freePort();
  const storage = await openSqliteStorage({ folder: own, now: Date.now });
  const audit = { at: new Date().toISOString(), action: 'world.replace', subjectId: 'load' };
  await storage.replaceWorld(commentedWorld(threads, Date.now()), audit);
  await storage.close();
  const server = await startChild({
    args: [...startSettings.flags, script],
    env: {
      ...startSettings.environment,
      PORT: String(port),
      HOST: '127.0.0.1',
      ALLIANCE_DATA: own,
      ALLIANCE_DEMO: '1',
    },
    logFile: join(own, 'log'),
    port,
  });
  const url = `http://localhost:${port}`;
  const tom = await signIn(url, 'tom');
  const plan = await tom.plan();
  const colleague = await sitDown(port, tom.cookie, (await tom.section(typedSection)).documentId);
  return {
    url,
    path: `/plans/${plan.id}/${typedSection}`,
    colleague,
    async close() {
      colleague.close();
      await server.stop('SIGKILL');
      await rm(own, { recursive: true, force: true });
    },
  };
}

async function sitDown(port: number, cookie: string, documentId: string): Promise<Colleague> {
  const doc = createSectionDocument();
  const provider = new WebsocketProvider(`ws://127.0.0.1:${port}/sync`, documentId, doc, {
    params: { schema: String(schemaVersion) },
    disableBc: true,
    WebSocketPolyfill: socketWithCookie(cookie),
  });
  await new Promise<void>((resolve) => {
    provider.on('sync', (isSynced) => {
      if (isSynced) resolve();
    });
  });
  const text = firstText(doc);
  return {
    type() {
      const at = performance.timeOrigin + performance.now();
      text.insert(text.length, 'x');
      return at;
    },
    close: () => provider.destroy(),
  };
}

function firstText(doc: Y.Doc): Y.XmlText {
  const [block] = bodyOf(doc).toArray();
  const text = block instanceof Y.XmlElement ? block.get(0) : undefined;
  if (!(text instanceof Y.XmlText)) throw new TypeError('The section begins with a paragraph.');
  return text;
}
