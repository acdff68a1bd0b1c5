/**
 * `npm run simulate -- --seeds 1000 [--from 1] [--steps 300]` runs many seeds; `npm run simulate -- --seed 17 --story`
 * tells one of them. Each seed that violates a rule is named with the rule; the exit code is 1 when there was one.
 */
import { parseArgs } from 'node:util';

import { type RunEnd, run } from './run.ts';

/** After so many there is something to do first. */
const violationsMax = 10;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    from: { type: 'string', default: '1' },
    steps: { type: 'string', default: '300' },
    seed: { type: 'string' },
    story: { type: 'boolean', default: false },
  },
});

// Whoever has read enough of a story closes the pipe.
process.stdout.on('error', () => process.exit(0));

const steps = numberOf(values.steps);
const first = numberOf(values.seed ?? values.from);
const last = first + (values.seed === undefined ? numberOf(values.seeds) : 1) - 1;
const startedAt = performance.now();
const ends: RunEnd[] = [];

for (let seed = first; seed <= last && violations().length < violationsMax; seed++) {
  // One after the other: each has the process to itself.
  const { lines, ...end } = await run({ seed, steps, isTold: values.story });
  ends.push({ ...end, lines: [] });
  for (const line of lines) write(line);
  if (end.violation !== undefined) write(`seed ${seed} violates ${end.violation.message}`);
}

write(
  [
    `${ends.length} seeds of ${steps} steps in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`,
    `${sum(({ rows }) => rows)} rows on disk`,
    `${sum(({ oddRefusals }) => oddRefusals)} honest changes refused by IN19`,
    `${violations().length} seeds violate a rule`,
  ].join(', '),
);
process.exitCode = violations().length === 0 ? 0 : 1;

function violations(): readonly RunEnd[] {
  return ends.filter(({ violation }) => violation !== undefined);
}

function sum(count: (end: RunEnd) => number): number {
  return ends.reduce((total, end) => total + count(end), 0);
}

function numberOf(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new RangeError(`A whole number from 1 is needed, not "${text}".`);
}

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}
