import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of a package that the tests depend on. Its `exports` do not matter: the folder itself is read. */
export function packageFolder(name: string): string {
  return join(
    dirname(fileURLToPath(import.meta.url)),
    '..',
    '..',
    'node_modules',
    ...name.split('/'),
  );
}

/** "name version" of a package that the tests depend on. */
export function packageVersion(name: string): string {
  const manifest: unknown = JSON.parse(
    readFileSync(join(packageFolder(name), 'package.json'), 'utf8'),
  );
  const version =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest
      ? String(manifest.version)
      : 'unknown';
  return `${name} ${version}`;
}
