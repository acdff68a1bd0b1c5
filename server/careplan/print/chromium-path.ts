import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';

import packagedChromium from '@sparticuz/chromium';

/**
 * Finds the Chromium that `CHROMIUM` names, or unpacks the one of the lockfile. The package unpacks into the folder for
 * temporary files, which is everybody's: what somebody else has put there is never started.
 */
export async function findChromium(named: string | undefined): Promise<string | undefined> {
  if (named !== undefined) return existsSync(named) ? named : undefined;
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  try {
    const executable = await packagedChromium.executablePath();
    return (await isOurs(executable)) ? executable : undefined;
  } catch {
    // No space, or the package is not installed: this server makes no PDFs, and says so to whoever asks.
    return undefined;
  }
}

/** Ours, and nobody else may write to it. */
async function isOurs(place: string): Promise<boolean> {
  try {
    const { uid, mode } = await stat(place);
    return uid === process.getuid?.() && (mode & 0o022) === 0;
  } catch {
    return false;
  }
}
