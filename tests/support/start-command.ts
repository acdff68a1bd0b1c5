import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/**
 * Node's flags with which `npm start` runs the server, so that tests and measurements run the same. A young generation
 * that may not grow is collected more often and in less time, and a server with many idle people takes half the memory.
 */
export const startFlags: readonly string[] = readFlags();

function readFlags(): readonly string[] {
  const { scripts }: { readonly scripts: { readonly start: string } } = JSON.parse(
    readFileSync(path.join(root, 'package.json'), 'utf8'),
  );
  const command = /^exec node (?:(.+) )?server\/main\.ts$/.exec(scripts.start);
  if (command === null) throw new TypeError('npm start runs server/main.ts with Node.');
  return command[1]?.split(' ') ?? [];
}
