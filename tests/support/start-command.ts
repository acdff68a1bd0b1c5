import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/** How Node is started: flags before the script, variables of the environment. */
export interface StartSettings {
  readonly flags: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * How `npm start` starts the server, so that tests and measurements do the same. A young generation that may not grow
 * and few malloc arenas keep no memory for the moment in which everybody came.
 */
export const startSettings: StartSettings = readSettings();

function readSettings(): StartSettings {
  const { scripts }: { readonly scripts: { readonly start: string } } = JSON.parse(
    readFileSync(path.join(root, 'package.json'), 'utf8'),
  );
  const command = /^(.*)exec node (.*)server\/main\.ts$/.exec(scripts.start);
  if (command === null) throw new TypeError('npm start runs server/main.ts with Node.');
  const [, variables = '', flags = ''] = command;
  return {
    flags: wordsOf(flags),
    environment: Object.fromEntries(wordsOf(variables).map((word) => word.split('='))),
  };
}

function wordsOf(text: string): readonly string[] {
  return text.split(' ').filter((word) => word !== '');
}
