import { restoreBackup } from '../storage/sqlite/restore-backup.ts';
import { type Answer, type Ground } from './command.ts';
import { counted, seconds } from './words.ts';

/** `restore <folder>`: puts a backup in place of the data, which goes aside. No server may run on the data folder. */
export async function restore(
  { dataFolder, now, progress }: Ground,
  folder: string,
): Promise<Answer> {
  const startedAt = now();
  const restored = restoreBackup({
    dataFolder,
    folder,
    now: startedAt,
    onProgress: (what, done) => progress.tell(what, done),
  });
  const { madeAt, rows, sessions, links, aside, damaged } = restored;
  return {
    code: 0,
    lines: [
      `Restored the backup of ${madeAt} in ${seconds(now() - startedAt)}: ${counted(rows, 'row')}. Start Alliance now.`,
      aside === undefined
        ? 'There was no data before.'
        : `The data of before is in ${aside}: nothing of it was deleted, keep it until everybody has what they need.`,
      `Everybody signs in again (${counted(sessions, 'session')} ended). Pages that are still open keep what they hold apart and show it: what was written after the backup is never merged by itself.`,
      ...(links === 0
        ? []
        : [
            `One-time links from before are worth nothing (${counted(links, 'link')} ended): make new ones for whoever waits for one.`,
          ]),
      ...damaged.map(
        (documentId) =>
          `Document ${documentId} was damaged when the backup was made: look with npm run admin -- log verify.`,
      ),
    ],
  };
}
