import { makeBackup } from '../storage/sqlite/make-backup.ts';
import { type Answer, type Ground } from './command.ts';
import { counted, saidOf, seconds, sized } from './words.ts';

/** `backup <folder>`: copies everything of one moment, beside a server that runs, and proves the copy. */
export async function backUp(ground: Ground, folder: string): Promise<Answer> {
  const { dataFolder, now, progress } = ground;
  const startedAt = now();
  const made = await makeBackup({
    dataFolder,
    folder,
    now: startedAt,
    onProgress: (what, done) => progress.tell(what, done),
  });
  const took = seconds(now() - startedAt);
  const said = `Backup in ${made.folder}: ${counted(made.rows, 'row')}, ${sized(made.bytes)}, ${took}.`;
  if (made.damages.length === 0) return { code: 0, lines: [`${said} It verifies.`] };
  return {
    code: 1,
    lines: [
      ...made.damages.map(saidOf),
      `${said} It is a true copy, but what is damaged in the data folder is damaged in it: keep the backups of before.`,
    ],
  };
}
