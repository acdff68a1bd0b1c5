/** Runs a scenario over its contenders in turn (A B C A B C …), keeps every run as a JSON line and prints medians and ratios. */
import { appendFile } from 'node:fs/promises';

import { type Contender } from './contenders/contender.ts';
import { measureDiskCommit } from './disk-commit.ts';
import { type BenchOptions } from './options.ts';
import { median, ratio } from './statistics.ts';

/** What one run measured: numbers are compared, the rest is only kept. */
export type Measured = Readonly<Record<string, number | string | boolean>>;

/** One scenario over its contenders. */
export interface Plan {
  readonly scenario: string;
  /** The sizes of this run in one line. */
  readonly size: string;
  readonly options: BenchOptions;
  readonly contenders: readonly Contender[];
  readonly once: (contender: Contender) => Promise<Measured>;
  /** Which numbers the table of ratios compares; lower is better unless the name begins with "most ". */
  readonly compare: readonly string[];
}

/** One run of one contender. */
export interface Run {
  readonly contender: string;
  readonly repetition: number;
  /** Median and 99th percentile of the disk's own commit in this repetition, ms. */
  readonly commitP50: number;
  readonly commitP99: number;
  readonly measured: Measured;
}

/** Prints a line for people. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Measures everything and prints the tables. A contender that fails is reported as such and left out of the rest. */
export async function measureAll(plan: Plan): Promise<readonly Run[]> {
  print(`${plan.scenario}: ${plan.size}; ${plan.options.repetitions} repetitions, interleaved`);
  for (const { name, description } of plan.contenders) print(`  ${name}: ${description}`);
  const runs: Run[] = [];
  const failed = new Set<string>();
  for (let repetition = 1; repetition <= plan.options.repetitions; repetition += 1) {
    // One after the other: two contenders at a time would measure each other.
    // oxlint-disable-next-line no-await-in-loop
    runs.push(...(await measureRound(plan, repetition, failed)));
  }
  printTables(plan, runs);
  return runs;
}

async function measureRound(
  plan: Plan,
  repetition: number,
  failed: Set<string>,
): Promise<readonly Run[]> {
  const commit = await measureDiskCommit(plan.options.folder);
  const runs: Run[] = [];
  for (const contender of plan.contenders.filter(({ name }) => !failed.has(name))) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- one at a time
      const measured = await plan.once(contender);
      const run = {
        contender: contender.name,
        repetition,
        commitP50: commit.p50,
        commitP99: commit.p99,
        measured,
      };
      runs.push(run);
      // oxlint-disable-next-line no-await-in-loop -- in order
      await keep(plan, contender, run);
      print(`  ${repetition} ${contender.name}: ${describe(measured)}`);
    } catch (error) {
      failed.add(contender.name);
      print(
        `  ${repetition} ${contender.name}: not available. ${error instanceof Error ? error.message : ''}`,
      );
    }
  }
  return runs;
}

async function keep(plan: Plan, contender: Contender, run: Run): Promise<void> {
  const line = {
    at: new Date().toISOString(),
    scenario: plan.scenario,
    size: plan.size,
    description: contender.description,
    node: process.versions.node,
    ...run,
  };
  await appendFile(plan.options.resultsFile, `${JSON.stringify(line)}\n`);
}

function printTables(plan: Plan, runs: readonly Run[]): void {
  const names = plan.contenders
    .map(({ name }) => name)
    .filter((name) => runs.some((run) => run.contender === name));
  const keys = [...new Set(runs.flatMap(({ measured }) => numericKeys(measured)))];
  const commit = (pick: (run: Run) => number): string => round(median(runs.map(pick)));
  print(
    `\nMedians. The disk's own commit: p50 ${commit((run) => run.commitP50)} ms, p99 ${commit((run) => run.commitP99)} ms`,
  );
  printRows(
    ['', ...keys],
    names.map((name) => [name].concat(keys.map((key) => round(medianOf(runs, name, key))))),
  );
  const [own, ...peers] = names;
  if (own !== 'alliance' || peers.length === 0) return;
  print('\nAlliance as a multiple of each peer, of medians in this run');
  const multiple = (peer: string, key: string): string =>
    round(ratio(medianOf(runs, own, key), medianOf(runs, peer, key)));
  printRows(
    ['', ...plan.compare],
    peers.map((peer) => [peer].concat(plan.compare.map((key) => multiple(peer, key)))),
  );
  print(`\nEvery run as a JSON line: ${plan.options.resultsFile}`);
}

/** The median of one number over the runs of a contender; NaN where it has none. */
export function medianOf(runs: readonly Run[], contender: string, key: string): number {
  const values = runs.filter((run) => run.contender === contender).map((run) => run.measured[key]);
  return median(values.filter((value) => typeof value === 'number'));
}

function numericKeys(measured: Measured): readonly string[] {
  return Object.keys(measured).filter((key) => typeof measured[key] === 'number');
}

function printRows(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  for (const row of [head, ...rows])
    print(
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    );
}

function describe(measured: Measured): string {
  return Object.entries(measured)
    .map(([key, value]) => `${key} ${typeof value === 'number' ? round(value) : String(value)}`)
    .join(', ');
}

function round(value: number): string {
  if (Number.isNaN(value)) return '–';
  return String(Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 100) / 100);
}
