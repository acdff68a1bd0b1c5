/** Opens the data folder that it is given and says how that went: "opened", or the name of the refusal. Started by `as-other-account.ts`. */
import { openSqliteStorage } from '../../server/storage/sqlite/open-sqlite-storage.ts';

const folder = process.argv[2] ?? '';
try {
  const storage = await openSqliteStorage({ folder, now: Date.now });
  await storage.close();
  process.stdout.write('opened');
} catch (error) {
  process.stdout.write(error instanceof Error ? error.name : typeof error);
}
