/** Runs a scenario over its contenders in turn (A B C A B C …), keeps every run as a JSON line and prints medians and ratios. */
import { appendFile } from 'node:fs/promises';

import { type Contender } from './contenders/contender.ts';
import { measureDiskCommit } from './disk-commit.ts';
import { type BenchOptions } from './options.ts';
import { describe, medianTable, ratioTable } from './tables.ts';

/** What one run measured: numbers are compared, the rest is only kept. */
export type Measured = Readonly<Record<string, number | string | boolean>>;

/** What is compared, as the tables name it. */
export type Compared = Pick<Contender, 'name' | 'description'>;

/** One scenario over its contenders. */
export interface Plan<Each extends Compared = Contender> {
  readonly scenario: string;
  /** The sizes of this run in one line. */
  readonly size: string;
  readonly options: BenchOptions;
  readonly contenders: readonly Each[];
  readonly once: (contender: Each) => Promise<Measured>;
  /** Which numbers the table of ratios compares: of those that begin with "most " more is better, of the others less. */
  readonly compare: readonly string[];
}

/** One run of one contender. */
export interface Run {
  readonly contender: string;
  readonly repetition: number;
  /** Median and 99th percentile of the disk's own commit in this repetition, ms. */
  readonly commitP50: number;
  readonly commitP99: number;
  /** Other processes, or the generator itself, took so much of the machine that the numbers are not the server's. */
  readonly isDisturbed: boolean;
  readonly measured: Measured;
}

const repeatsMax = 2;
/** Shares of one core, in percent. */
const otherPercentMax = 60;
const generatorPercentMax = 85;

/** Measures everything and prints the tables. A contender that fails is reported as such and left out of the rest (BN7). */
export async function measureAll<Each extends Compared>(plan: Plan<Each>): Promise<readonly Run[]> {
  const { scenario, size, options, contenders } = plan;
  options.print(`${scenario}: ${size}; ${options.repetitions} repetitions, interleaved`);
  for (const { name, description } of contenders) options.print(`  ${name}: ${description}`);
  const runs: Run[] = [];
  const failed = new Set<string>();
  for (let repetition = 1; repetition <= options.repetitions; repetition += 1) {
    // One after the other: two contenders at a time would measure each other.
    runs.push(...(await measureRound(plan, repetition, failed)));
  }
  const names = contenders
    .map(({ name }) => name)
    .filter((name) => runs.some((run) => run.contender === name));
  const tables = [...medianTable(names, runs), ...ratioTable(names, runs, plan.compare)];
  for (const line of [...tables, '', `Every run as a JSON line: ${options.resultsFile}`])
    options.print(line);
  return runs;
}

async function measureRound<Each extends Compared>(
  plan: Plan<Each>,
  repetition: number,
  failed: Set<string>,
): Promise<readonly Run[]> {
  const { options } = plan;
  const commit = await measureDiskCommit(options.folder);
  const runs: Run[] = [];
  for (const contender of plan.contenders.filter(({ name }) => !failed.has(name))) {
    const { name } = contender;
    try {
      const measured = await measureQuietly(plan, contender);
      const run = {
        contender: name,
        repetition,
        commitP50: commit.p50,
        commitP99: commit.p99,
        isDisturbed: isDisturbed(measured),
        measured,
      };
      runs.push(run);
      await keep(plan, contender, run);
      options.print(
        `  ${repetition} ${name}: ${describe(measured)}${run.isDisturbed ? ', DISTURBED' : ''}`,
      );
    } catch (error) {
      failed.add(name);
      const reason = error instanceof Error ? error.message : 'Unknown reason.';
      options.print(`  ${repetition} ${name}: not available. ${reason}`);
    }
  }
  return runs;
}

/** Measures again, a few times, while other processes disturb the machine. */
async function measureQuietly<Each extends Compared>(
  plan: Plan<Each>,
  contender: Each,
): Promise<Measured> {
  let measured = await plan.once(contender);
  for (let again = 0; again < repeatsMax && isDisturbed(measured); again += 1) {
    plan.options.print(`    ${contender.name}: disturbed by other processes, measured again`);
    measured = await plan.once(contender);
  }
  return measured;
}

function isDisturbed(measured: Measured): boolean {
  const share = (key: string): number => Number(measured[key] ?? 0);
  return share('other CPU %') > otherPercentMax || share('generator CPU %') > generatorPercentMax;
}

async function keep<Each extends Compared>(
  plan: Plan<Each>,
  contender: Each,
  run: Run,
): Promise<void> {
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
