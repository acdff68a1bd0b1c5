import { type Damage, keepsClosed, LogChecker } from '../storage/sqlite/log-checker.ts';
import { openForReading } from '../storage/sqlite/open-for-reading.ts';
import { type Answer, type Ground } from './command.ts';
import { counted, notProved, saidOf, seconds } from './words.ts';

/** `log verify`: proves every document from its first row, beside a server that runs. */
export async function verifyLog({ dataFolder, now, progress }: Ground): Promise<Answer> {
  const startedAt = now();
  const database = openForReading(dataFolder);
  try {
    const checker = new LogChecker(database, { replays: true });
    const sum = checker.checkAll((what, done) => progress.tell(what, done));
    const walked = `${counted(sum.documents, 'document')}, ${counted(sum.rows, 'row')}, ${counted(sum.snapshots, 'snapshot')} in ${seconds(now() - startedAt)}`;
    return answerOf(sum.damages, checker.strayRows(), walked);
  } finally {
    database.close();
  }
}

function answerOf(damages: readonly Damage[], strayRows: number, walked: string): Answer {
  if (damages.length + strayRows === 0) {
    return { code: 0, lines: [`Everything verifies: ${walked}.`, notProved] };
  }
  const stray = `${counted(strayRows, 'row')} of documents whose record is missing.`;
  return {
    code: 1,
    lines: [
      ...damages.map(saidOf),
      ...(strayRows > 0 ? [stray] : []),
      `${counted(damages.length, 'damaged document')} among ${walked}. ${adviceFor(damages)}`,
      notProved,
    ],
  };
}

/** What to do about it. */
export function adviceFor(damages: readonly Damage[]): string {
  return damages.some(keepsClosed)
    ? 'A damaged document stays closed, the others go on. Keep this folder as it is, look at the disk, and restore the last good backup: npm run admin -- restore <folder>.'
    : 'Every document opens. Keep the backups of before and look at the disk.';
}
