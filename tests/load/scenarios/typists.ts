import { setTimeout as delay } from 'node:timers/promises';

import { type Contender } from '../contenders/contender.ts';
import { RunningContender } from '../contenders/running.ts';
import { measureDiskCommitBeside } from '../disk-commit.ts';
import { inBatches } from '../in-batches.ts';
import { type LightClient } from '../light/light-client.ts';
import { createSeed } from '../light/update-bytes.ts';
import { type Measured, measureAll } from '../measurements.ts';
import { type BenchOptions } from '../options.ts';
import { startMeter } from '../process-meter.ts';
import { Histogram } from '../statistics.ts';
import { medianOf } from '../tables.ts';
import { type Scenario } from './scenario.ts';

const connectionsAtOnce = 40;
const warmUpMs = 1000;
const settleMsMax = 10_000;
const medianMsMax = 10;
const timesDisk = 4;

interface TypistsSize {
  readonly clients: number;
  readonly documents: number;
  /** Letters per second and client. */
  readonly rate: number;
  readonly seconds: number;
}

/** T10: how long it takes from a key to *Saved*. */
export const typists: Scenario = {
  name: 't10',
  summary:
    "from a key to Saved: 200 people × 4.5 letters/s in 40 documents, beside the disk's own commit (--clients --documents --rate=<letters in 10 s> --seconds)",
  run: async (options) => {
    const size = {
      clients: options.size('clients', 200),
      documents: options.size('documents', 40),
      rate: options.size('rate', 45) / 10,
      seconds: options.size('seconds', 10),
    };
    const runs = await measureAll({
      scenario: 't10',
      size: `${size.clients} clients in ${size.documents} documents, ${size.rate} letters/s each, for ${size.seconds} s`,
      options,
      contenders: options.only.filter(({ name }) => name === 'alliance'),
      once: (contender) => typeAndWait(contender, options, size),
      compare: [],
    });
    const number = (key: string) => medianOf(runs, 'alliance', key);
    const p99Max = timesDisk * number('disk p99 ms');
    const isMet = number('p50 ms') <= medianMsMax && number('p99 ms') <= p99Max;
    options.print(
      `\nRequired: p50 ≤ ${medianMsMax} ms, p99 ≤ ${timesDisk} × the disk's own p99 = ${p99Max.toFixed(1)} ms. Measured: ${number('p50 ms').toFixed(2)} and ${number('p99 ms').toFixed(2)} ms, ${isMet ? 'met' : 'NOT met'}.`,
    );
    return runs.every(({ measured }) => measured['unsaved'] === 0) ? 0 : 1;
  },
};

async function typeAndWait(
  contender: Contender,
  options: BenchOptions,
  size: TypistsSize,
): Promise<Measured> {
  const running = await RunningContender.start({
    contender,
    folder: options.folder,
    documents: size.documents,
    seed: createSeed(0),
  });
  try {
    const people = await inBatches(size.clients, connectionsAtOnce, async (index) => {
      const typist = new Typist(running, index, size);
      await typist.isReady();
      return typist;
    });
    return await measure(people, running, { options, size });
  } finally {
    await running.close();
  }
}

async function measure(
  people: readonly Typist[],
  running: RunningContender,
  { options, size }: { readonly options: BenchOptions; readonly size: TypistsSize },
): Promise<Measured> {
  const latency = new Histogram();
  for (const one of people) one.begin(size.rate);
  await delay(warmUpMs);
  for (const one of people) one.latency = latency;
  const readMeter = startMeter(running.pid);
  // While people type: the disk as it is for them.
  const [disk] = await Promise.all([
    measureDiskCommitBeside(options.folder, size.seconds * 900),
    delay(size.seconds * 1000),
  ]);
  const usage = readMeter();
  for (const one of people) one.latency = undefined;
  for (const one of people) one.stop();
  const end = performance.now() + settleMsMax;
  while (people.some(({ unsaved }) => unsaved > 0) && performance.now() < end) await delay(10);
  for (const one of people) one.leave();
  return {
    'p50 ms': latency.percentile(0.5),
    'p99 ms': latency.percentile(0.99),
    'max ms': latency.max,
    'disk p50 ms': disk.p50,
    'disk p99 ms': disk.p99,
    'saved/s': latency.count / usage.seconds,
    'server CPU %': usage.serverCpuPercent,
    'generator CPU %': usage.generatorCpuPercent,
    'other CPU %': usage.foreignCpuPercent,
    unsaved: people.reduce((sum, { unsaved }) => sum + unsaved, 0),
  };
}

/** Somebody who types at a steady pace, whatever the server does, and notes when each letter is saved. */
class Typist {
  latency: Histogram | undefined;
  readonly #client: LightClient;
  readonly #index: number;
  readonly #typedAt: number[] = [];
  #savedBefore = 0;
  #saved = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(running: RunningContender, index: number, { documents }: TypistsSize) {
    this.#index = index;
    this.#client = running.client(index % documents, index, { onSaved: () => this.#note() });
  }

  /** The answer to the server's own question is acknowledged, too: what is saved after it are letters. */
  async isReady(): Promise<void> {
    await this.#client.synced;
    while (this.#client.saved === 0) await delay(5);
    this.#savedBefore = this.#client.saved;
  }

  /** Letters that are typed and not saved. */
  get unsaved(): number {
    return this.#typedAt.length - this.#saved;
  }

  /** Everybody begins at another moment of the first letter's time. */
  begin(rate: number): void {
    const stepMs = 1000 / rate;
    const turn = (this.#index * 0.618) % 1;
    this.#timer = setTimeout(() => {
      this.#timer = setInterval(() => this.#type(), stepMs);
    }, stepMs * turn);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  leave(): void {
    this.#client.cut();
  }

  #type(): void {
    this.#typedAt.push(performance.now());
    this.#client.type();
  }

  #note(): void {
    const now = performance.now();
    const saved = this.#client.saved - this.#savedBefore;
    for (; this.#saved < saved; this.#saved++)
      this.latency?.add(now - (this.#typedAt[this.#saved] ?? now));
  }
}
