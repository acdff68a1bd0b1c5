import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';

import { readConfig } from '@alliance/server/config';
import { type Parts, start } from '@alliance/server/main';
import { onTestFinished } from 'vitest';

import { dataFolders } from './data-folders.ts';

/** A whole server inside the test's process. */
export interface InProcessServer {
  /** `http://localhost:<port>` */
  readonly url: string;
  readonly dataFolder: string;
  close(): Promise<void>;
}

/**
 * Starts the real server on a free port with a data folder of its own, both gone when it is closed. The test
 * may bring parts along (clock, storage, log) and options of the environment.
 */
export async function startInProcess(
  parts: Parts = {},
  environment: Readonly<Record<string, string>> = {},
): Promise<InProcessServer> {
  const dataFolder = await mkdtemp(path.join(dataFolders, 'alliance-data-'));
  const config = readConfig({ PORT: '0', ALLIANCE_DATA: dataFolder, ...environment });
  const running = await start(config, { log: silent, ...parts });
  return {
    url: running.url,
    dataFolder,
    async close() {
      await running.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

/** The same, closed by itself at the end of the test that calls it. */
export async function serverForTest(
  parts: Parts = {},
  environment: Readonly<Record<string, string>> = {},
): Promise<InProcessServer> {
  const server = await startInProcess(parts, environment);
  onTestFinished(() => server.close());
  return server;
}

const silent: NonNullable<Parts['log']> = {
  info: () => undefined,
  // A part that does not end is a fault worth finding, also when the test itself is done.
  warn: (fields, message) => {
    if (message === 'server.part-late')
      process.stderr.write(`${message} ${JSON.stringify(fields)}\n`);
  },
  error: () => undefined,
};
