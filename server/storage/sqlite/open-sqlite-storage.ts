import { StorageFailed } from '../port.ts';
import { refusals } from './data-folder.ts';
import { startThread } from './start-thread.ts';
import { type SqliteStorage, StorageThreads } from './storage-threads.ts';
import { onMessage } from './thread-messages.ts';
import { type FromWriter, type WriterData } from './wire.ts';

/**
 * Opens the data folder, makes it when it is not there, and brings it to this version's tables.
 * @param now milliseconds since the epoch; names the backup before a migration
 * @throws {DataFolderRefused} with one plain sentence for the person who started the server
 */
export async function openSqliteStorage(options: {
  readonly folder: string;
  readonly now: () => number;
}): Promise<SqliteStorage> {
  const { folder, now } = options;
  const workerData: WriterData = { folder, startedAt: now() };
  const writer = startThread(new URL('./writer.ts', import.meta.url), workerData);
  const ended = new Promise((resolve) => writer.once('exit', resolve));
  const first = await new Promise<FromWriter>((resolve, reject) => {
    onMessage(writer, resolve);
    writer.once('error', reject);
  });
  if (first.type !== 'refused') {
    return new StorageThreads(writer, startThread(new URL('./reader.ts', import.meta.url), folder));
  }
  // It has nothing more to do and ends by itself, in its own time: nothing is stopped in the middle of its start.
  await ended;
  if (first.refusal !== undefined) throw new refusals[first.refusal](folder);
  throw new StorageFailed(`The database could not be opened (SQLite code ${first.code}).`);
}
