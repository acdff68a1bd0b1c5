import { setTimeout as delay } from 'node:timers/promises';

import { type Contender } from '../contenders/contender.ts';
import { RunningContender } from '../contenders/running.ts';
import { Crowd, type CrowdSize, type Stretch } from '../crowd.ts';
import { createSeed } from '../light/update-bytes.ts';
import { type Measured, measureAll, type Run } from '../measurements.ts';
import { type BenchOptions } from '../options.ts';
import { readBack, textLength } from '../read-back.ts';
import { median } from '../statistics.ts';
import { medianOf } from '../tables.ts';
import { type Scenario } from './scenario.ts';

const warmUpSecondsMax = 2;
const settleSeconds = 10;

/** A cursor as an editor shares it: what every keystroke moves in `f1p`. */
export const cursor = JSON.stringify({
  user: { name: 'Person', color: '#30bced' },
  cursor: {
    anchor: {
      type: { client: 1, clock: 1 },
      tname: null,
      item: { client: 1_073_741_824, clock: 7 },
      assoc: 0,
    },
    head: {
      type: { client: 1, clock: 1 },
      tname: null,
      item: { client: 1_073_741_824, clock: 7 },
      assoc: 0,
    },
  },
});

interface FanOutSize extends CrowdSize {
  readonly rate: number;
  readonly seconds: number;
}

/** F1: many documents, a few people in each, each typing. */
export const fanOut: Scenario = {
  name: 'f1',
  summary:
    'delay from a letter to every colleague: 200 documents × 5 clients, 3 letters/s each (--documents --clients --rate --seconds)',
  run: async (options) => {
    const runs = await measureFanOut('f1', options, {
      documents: options.size('documents', 200),
      clientsPerDocument: options.size('clients', 5),
      rate: options.size('rate', 3),
      seconds: options.size('seconds', 4),
    });
    printRequirement(options, runs);
    return 0;
  },
};

/** F1p: the same with cursors moving. */
export const fanOutWithPresence: Scenario = {
  name: 'f1p',
  summary: 'f1 with a cursor that moves at every letter',
  run: async (options) => {
    await measureFanOut('f1p', options, {
      documents: options.size('documents', 200),
      clientsPerDocument: options.size('clients', 5),
      rate: options.size('rate', 3),
      seconds: options.size('seconds', 4),
      presence: cursor,
    });
    return 0;
  },
};

/** F3: one document with a hundred people. */
export const oneDocument: Scenario = {
  name: 'f3',
  summary: 'one document × 100 clients, 1 letter/s each (--clients --rate --seconds)',
  run: async (options) => {
    await measureFanOut('f3', options, {
      documents: 1,
      clientsPerDocument: options.size('clients', 100),
      rate: options.size('rate', 1),
      seconds: options.size('seconds', 4),
    });
    return 0;
  },
};

/** Runs the crowd against every contender. */
function measureFanOut(
  scenario: string,
  options: BenchOptions,
  size: FanOutSize,
): Promise<readonly Run[]> {
  const { documents, clientsPerDocument, rate, seconds } = size;
  const deliveries = documents * clientsPerDocument * (clientsPerDocument - 1) * rate;
  return measureAll({
    scenario,
    size: `${documents} documents × ${clientsPerDocument} clients, ${rate} letters/s each, ${deliveries} deliveries/s for ${seconds} s`,
    options,
    contenders: options.only,
    once: (contender) => measureOnce(contender, options, size),
    compare: ['p50 ms', 'p99 ms', 'server CPU %', 'peak MB'],
  });
}

async function measureOnce(
  contender: Contender,
  options: BenchOptions,
  size: FanOutSize,
): Promise<Measured> {
  const { documents } = size;
  const running = await RunningContender.start({
    contender,
    folder: options.folder,
    documents,
    seed: createSeed(0),
  });
  try {
    const crowd = await Crowd.connect(running, size);
    crowd.setRate(size.rate);
    await delay(Math.min(warmUpSecondsMax, size.seconds) * 1000);
    const stretch = await crowd.measure(running.pid, size.seconds);
    const measured = describeStretch(stretch);
    const missing = await crowd.settle(settleSeconds);
    const converged = await hasConverged(running, crowd, documents);
    crowd.leave();
    return { ...measured, missing, converged };
  } finally {
    await running.close();
  }
}

/** The numbers of a stretch, as the tables name them. */
export function describeStretch(stretch: Stretch): Record<string, number> {
  return {
    'p50 ms': stretch.latency.percentile(0.5),
    'p99 ms': stretch.latency.percentile(0.99),
    'max ms': stretch.latency.max,
    'deliveries/s': stretch.deliveries / stretch.seconds,
    'server CPU s': stretch.serverCpuSeconds,
    'server CPU %': stretch.serverCpuPercent,
    'peak MB': stretch.peakMegabytes,
    'generator CPU %': stretch.generatorCpuPercent,
    'other CPU %': stretch.foreignCpuPercent,
  };
}

/** A real `Y.Doc` reads the first and the last document and finds every letter. */
async function hasConverged(
  running: RunningContender,
  crowd: Crowd,
  documents: number,
): Promise<boolean | string> {
  if (!running.contender.hasDocuments) return 'keeps no documents';
  for (const document of new Set([0, documents - 1])) {
    const typed = crowd.typedIn(document);
    const doc = await readBack(running, document, (read) => textLength(read) >= typed);
    if (textLength(doc) !== typed) return false;
  }
  return true;
}

/** The requirement on F1: p50 no worse than twice Hocuspocus without storage, plus one commit. */
function printRequirement(options: BenchOptions, runs: readonly Run[]): void {
  const own = medianOf(runs, 'alliance', 'p50 ms');
  const allowed = 2 * medianOf(runs, 'hocus', 'p50 ms') + median(runs.map((run) => run.commitP50));
  if (Number.isNaN(own) || Number.isNaN(allowed)) return;
  const verdict = own <= allowed ? 'met' : 'NOT met';
  options.print(
    `\nRequired: p50 ≤ 2 × hocus + one commit = ${allowed.toFixed(2)} ms. Measured: ${own.toFixed(2)} ms, ${verdict}.`,
  );
}
