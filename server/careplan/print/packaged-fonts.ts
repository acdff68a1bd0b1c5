import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';

/** Puts the fonts of the packaged browser into a folder: without any font a page of words would come out empty. */
export async function unpackFonts(folder: string): Promise<void> {
  const entry = import.meta.resolve('@sparticuz/chromium');
  const packed = await readFile(new URL('../bin/fonts.tar.br', entry));
  const fonts = filesIn(await decompress(packed)).filter(({ name }) => name.endsWith('.ttf'));
  await Promise.all(
    fonts.map(({ name, bytes }) => writeFile(path.join(folder, path.basename(name)), bytes)),
  );
}

const decompress = promisify(brotliDecompress);

interface PackedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** The files of a tar archive: each a block that says name and size, then its bytes, filled up to whole blocks. */
function filesIn(archive: Buffer): readonly PackedFile[] {
  const files: PackedFile[] = [];
  for (let start = 0; start + block <= archive.length;) {
    const name = textAt(archive, start, 100);
    const size = Number.parseInt(textAt(archive, start + 124, 12), 8) || 0;
    if (name === '') break;
    files.push({ name, bytes: archive.subarray(start + block, start + block + size) });
    start += block + Math.ceil(size / block) * block;
  }
  return files;
}

const block = 512;

function textAt(archive: Buffer, start: number, length: number): string {
  return (
    archive
      .toString('latin1', start, start + length)
      .split('\0')[0]
      ?.trim() ?? ''
  );
}
