import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { contenders } from './contenders/all.ts';
import { type Contender } from './contenders/contender.ts';

/** What was asked for on the command line. */
export interface BenchOptions {
  readonly scenario: string;
  /** What follows the scenario: the path of a recording. */
  readonly path: string | undefined;
  readonly repetitions: number;
  /** Servers and generator go before everything else: for a machine that is not quiet. Needs the right to. */
  readonly isFirst: boolean;
  readonly only: readonly Contender[];
  /** JSON lines go here. */
  readonly resultsFile: string;
  /** Data folders go here; the disk that is measured. */
  readonly folder: string;
  /** Writes a line for people. */
  readonly print: (line: string) => void;
  /** A size of the scenario, or what holds when it was not given. */
  size(name: SizeName, otherwise: number): number;
  /** A word of the scenario, or what holds when it was not given. */
  word(name: 'mode', otherwise: string): string;
}

/** Sizes that scenarios have; each says in its help which it takes. */
export const sizeNames = [
  'documents',
  'clients',
  'rate',
  'seconds',
  'edits',
  'kills',
  'limit',
  'threads',
  'background',
] as const;

/** One of {@link sizeNames}. */
export type SizeName = (typeof sizeNames)[number];

/** A command line that cannot be followed; the message says what would be right. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Reads `bench <scenario> [path] [--option=value…]`. Throws {@link UsageError}. */
export function readOptions(words: readonly string[]): BenchOptions {
  const { values, positionals } = parse(words);
  const [scenario = 'list', path] = positionals;
  const sizes = givenSizes(values);
  return {
    scenario,
    path,
    repetitions: wholeNumber('repetitions', values['repetitions'], 3),
    isFirst: values['priority'] === 'high',
    only: chosenContenders(values['only']),
    resultsFile: values['results'] ?? join(tmpdir(), 'alliance-bench.jsonl'),
    folder: values['folder'] ?? tmpdir(),
    print: printLine,
    size: (name, otherwise) => sizes.get(name) ?? otherwise,
    word: (name, otherwise) => values[name] ?? otherwise,
  };
}

/** Writes a line to the standard output. */
export function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}

function parse(words: readonly string[]): {
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly positionals: readonly string[];
} {
  const names = [...sizeNames, 'repetitions', 'only', 'results', 'folder', 'mode', 'priority'];
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'Unreadable options.');
  }
}

function givenSizes(
  values: Readonly<Record<string, string | undefined>>,
): ReadonlyMap<SizeName, number> {
  const given = sizeNames.filter((name) => values[name] !== undefined);
  return new Map(given.map((name) => [name, wholeNumber(name, values[name], 1)]));
}

function wholeNumber(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (!/^[1-9]\d{0,6}$/.test(text))
    throw new UsageError(`--${name} must be a whole number from 1 to 9999999.`);
  return Number(text);
}

function chosenContenders(text: string | undefined): readonly Contender[] {
  if (text === undefined) return contenders;
  return text.split(',').map((name) => {
    const found = contenders.find((contender) => contender.name === name);
    if (found !== undefined) return found;
    throw new UsageError(
      `There is no contender "${name}". There are: ${contenders.map((each) => each.name).join(', ')}.`,
    );
  });
}
