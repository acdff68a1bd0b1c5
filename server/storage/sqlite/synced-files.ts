/** What files need so that they are there after the power fails: a sync of the file, and one of the folder that names it. */
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Waits until a file, or what a folder lists, is on the disk. */
export function syncPath(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Gives a file or folder its name, on the disk. What had the name before is gone, unless it is a folder with something in it: then it throws. */
export function renameSynced(from: string, to: string): void {
  renameSync(from, to);
  syncPath(dirname(to));
  if (dirname(from) !== dirname(to)) syncPath(dirname(from));
}

/** Writes a file that only its owner reads: all of it under this name, or nothing. */
export function writeSynced(path: string, text: string): void {
  const unfinished = `${path}.unfinished-${process.pid}`;
  writeFileSync(unfinished, text, { mode: 0o600 });
  syncPath(unfinished);
  renameSynced(unfinished, path);
}

/** SHA-256 of a file, hex. */
export function digestOfFile(path: string): string {
  const digest = createHash('sha256');
  const chunk = Buffer.allocUnsafe(1024 * 1024);
  const descriptor = openSync(path, 'r');
  try {
    for (;;) {
      const length = readSync(descriptor, chunk);
      if (length === 0) return digest.digest('hex');
      digest.update(chunk.subarray(0, length));
    }
  } finally {
    closeSync(descriptor);
  }
}
