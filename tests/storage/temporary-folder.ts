import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { onTestFinished } from 'vitest';

import { dataFolders } from '../support/data-folders.ts';

/** A new folder that goes away when the running test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(dataFolders, 'alliance-storage-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
