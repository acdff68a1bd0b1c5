/**
 * `npm run simulate -- --seeds 1000 [--from 1] [--steps 300]` runs many seeds; `--seed 17 --story` tells one of them.
 * Exits with 1 at the first seed that violates a rule.
 */
import { parseArgs } from 'node:util';

import { run } from './run.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    from: { type: 'string', default: '1' },
    steps: { type: 'string', default: '300' },
    seed: { type: 'string' },
    story: { type: 'boolean', default: false },
  },
});

const steps = Number(values.steps);
const from = Number(values.seed ?? values.from);
const count = values.seed === undefined ? Number(values.seeds) : 1;
const startedAt = performance.now();
let rows = 0;
let odd = 0;
let violated = 0;

for (let seed = from; seed < from + count; seed++) {
  // One after the other: each has the process to itself.
  const end = await run({ seed, steps, isTold: values.story });
  rows += end.rows;
  odd += end.oddRefusals;
  for (const line of end.lines) write(line);
  if (end.violation === undefined) continue;
  violated++;
  write(`seed ${seed} violates ${end.violation.message}`);
  if (violated >= 10) break;
}

const seconds = (performance.now() - startedAt) / 1000;
write(
  `${count} seed${count === 1 ? '' : 's'} of ${steps} steps, ${rows} rows on disk, ${odd} honest changes refused by IN19, ${violated} violated, in ${seconds.toFixed(1)} s`,
);
process.exitCode = violated === 0 ? 0 : 1;

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}
