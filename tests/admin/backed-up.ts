import { join } from 'node:path';

import { expect } from 'vitest';

import { temporaryFolder } from '../storage/temporary-folder.ts';
import { writtenFolder } from '../storage/written-folder.ts';
import { runAdmin } from './run-admin.ts';

/** Changes one byte of a row's words: SQL. */
export const flipPayload = `UPDATE log SET payload = CAST(substr(payload, 1, 3) || x'ee' || substr(payload, 5) AS BLOB)
  WHERE document = 1 AND seq = 4`;

/** A data folder with its backup beside it, both without a server. */
export async function backedUp(): Promise<{ readonly folder: string; readonly backup: string }> {
  const folder = await writtenFolder();
  const backup = join(temporaryFolder(), 'backup');
  expect(await runAdmin(folder, ['backup', backup])).toMatchObject({ code: 0 });
  return { folder, backup };
}
