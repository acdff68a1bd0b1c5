import { setTimeout as delay } from 'node:timers/promises';

import { type Contender } from '../contenders/contender.ts';
import { RunningContender } from '../contenders/running.ts';
import { Crowd, type Stretch } from '../crowd.ts';
import { createSeed } from '../light/update-bytes.ts';
import { type Measured, measureAll } from '../measurements.ts';
import { type BenchOptions } from '../options.ts';
import { type Scenario } from './scenario.ts';

const firstRate = 3;
const step = 1.6;
const stepsMax = 12;
const attemptsMax = 2;
const settleBeforeStepMs = 500;
/** A step holds when this share of what was due arrived, within the limit. */
const deliveredShareMin = 0.97;

/** F2: the rate is raised until letters come late. */
export const highestRate: Scenario = {
  name: 'f2',
  summary:
    'highest deliveries/s with p99 ≤ 100 ms: 200 documents × 5 clients, rate × 1.6 per step (--documents --clients --seconds --limit)',
  run: async (options) => {
    const documents = options.size('documents', 200);
    const clientsPerDocument = options.size('clients', 5);
    const limitMs = options.size('limit', 100);
    await measureAll({
      scenario: 'f2',
      size: `${documents} documents × ${clientsPerDocument} clients, p99 ≤ ${limitMs} ms`,
      options,
      contenders: options.only,
      once: (contender) =>
        climb(contender, options, {
          documents,
          clientsPerDocument,
          limitMs,
          seconds: options.size('seconds', 1),
        }),
      compare: ['most deliveries/s', 'most deliveries per CPU s'],
    });
    return 0;
  },
};

interface Climb {
  readonly documents: number;
  readonly clientsPerDocument: number;
  readonly limitMs: number;
  readonly seconds: number;
}

async function climb(contender: Contender, options: BenchOptions, size: Climb): Promise<Measured> {
  const { documents } = size;
  const running = await RunningContender.start({
    contender,
    folder: options.folder,
    documents,
    seed: createSeed(0),
  });
  try {
    const crowd = await Crowd.connect(running, size);
    let best = nothing;
    for (let rate = firstRate, steps = 0; steps < stepsMax; rate *= step, steps += 1) {
      const stretch = await tryStep(crowd, running, rate, size);
      if (stretch === undefined) break;
      best = stretch;
    }
    await crowd.settle(1);
    crowd.leave();
    return best;
  } finally {
    await running.close();
  }
}

/** The numbers of a rate that held, at the second attempt at the latest: one pause of the machine is not the server's limit. */
async function tryStep(
  crowd: Crowd,
  running: RunningContender,
  rate: number,
  size: Climb,
): Promise<Measured | undefined> {
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    crowd.setRate(rate);
    await delay(settleBeforeStepMs);
    const stretch = await crowd.measure(running.pid, size.seconds);
    if (holds(stretch, size.limitMs)) return describeStep(stretch);
  }
  return undefined;
}

const nothing: Measured = { 'most deliveries/s': 0, 'most deliveries per CPU s': 0 };

function holds(stretch: Stretch, limitMs: number): boolean {
  return (
    stretch.latency.percentile(0.99) <= limitMs &&
    stretch.deliveries >= deliveredShareMin * stretch.expectedDeliveries
  );
}

function describeStep(stretch: Stretch): Measured {
  return {
    'most deliveries/s': stretch.deliveries / stretch.seconds,
    'most deliveries per CPU s': stretch.deliveries / Math.max(stretch.serverCpuSeconds, 0.01),
    'p50 ms': stretch.latency.percentile(0.5),
    'p99 ms': stretch.latency.percentile(0.99),
    'server CPU %': stretch.serverCpuPercent,
    'generator CPU %': stretch.generatorCpuPercent,
    'other CPU %': stretch.foreignCpuPercent,
  };
}
