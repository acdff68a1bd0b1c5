import { setTimeout as delay } from 'node:timers/promises';

import { type Contender } from '../contenders/contender.ts';
import { RunningContender } from '../contenders/running.ts';
import { inBatches } from '../in-batches.ts';
import { type LightClient } from '../light/light-client.ts';
import { createSeed } from '../light/update-bytes.ts';
import { type Measured, measureAll } from '../measurements.ts';
import { type BenchOptions } from '../options.ts';
import { peakMegabytes, resetPeak } from '../process-meter.ts';
import { percentile } from '../statistics.ts';
import { cursor } from './fan-out.ts';
import { type Scenario } from './scenario.ts';

const contentCharacters = 5000;
const seed = createSeed(contentCharacters);
const connectionsAtOnce = 40;
const completeMsMax = 20_000;

/** F7: everybody loses the connection at once and comes back at once. */
export const reconnectStorm: Scenario = {
  name: 'f7',
  summary:
    'ms until 1,000 clients that dropped at once are all synced again; --mode=restart kills the server too (--clients --documents)',
  run: async (options) => {
    const clients = options.size('clients', 1000);
    const documents = options.size('documents', 200);
    const isRestart = options.word('mode', 'drop') === 'restart';
    await measureAll({
      scenario: isRestart ? 'f7 restart' : 'f7 drop',
      size: `${clients} clients on ${documents} documents of ${contentCharacters} letters`,
      options,
      contenders: options.only.filter(({ hasDocuments, isPersistent }) =>
        isRestart ? isPersistent : hasDocuments,
      ),
      once: (contender) => storm(contender, options, { clients, documents, isRestart }),
      compare: ['p50 ms', 'all synced ms', 'peak MB'],
    });
    return 0;
  },
};

interface Storm {
  readonly clients: number;
  readonly documents: number;
  readonly isRestart: boolean;
}

async function storm(contender: Contender, options: BenchOptions, size: Storm): Promise<Measured> {
  const { clients, documents } = size;
  const running = await RunningContender.start({
    contender,
    folder: options.folder,
    documents,
    seed,
  });
  try {
    const before = await inBatches(clients, connectionsAtOnce, async (index) => {
      const client = running.client(index % documents, index, { presence: cursor });
      await client.synced;
      if (index < documents) running.seedBy(client);
      return client;
    });
    // Stores that keep documents late must have kept them.
    await delay(3000);
    resetPeak(running.pid);
    if (size.isRestart) await running.stop('SIGKILL');
    for (const client of before) client.cut();
    if (size.isRestart) await running.startAgain();
    return await comeBack(running, size);
  } finally {
    await running.close();
  }
}

async function comeBack(running: RunningContender, size: Storm): Promise<Measured> {
  const start = performance.now();
  const returning = Array.from(
    { length: size.clients },
    (_, index) => new Returning(running, index % size.documents, index),
  );
  await Promise.race([
    Promise.all(returning.map(({ complete }) => complete)),
    delay(completeMsMax),
  ]);
  const times = returning.flatMap(({ completeAt }) =>
    completeAt === undefined ? [] : [completeAt - start],
  );
  for (const { client } of returning) client.cut();
  return {
    'p50 ms': percentile(times, 0.5),
    'p99 ms': percentile(times, 0.99),
    'all synced ms': times.length === size.clients ? percentile(times, 1) : Number.NaN,
    'peak MB': peakMegabytes(running.pid),
    'brought again kB': returning.reduce((sum, { client }) => sum + client.broughtBytes, 0) / 1024,
    'not synced': size.clients - times.length,
  };
}

/**
 * A client that comes back and is complete when the whole text has come. It holds the text too, as every client that
 * was there before does: where the server has forgotten the document, clients bring it again.
 */
class Returning {
  readonly client: LightClient;
  readonly complete: Promise<void>;
  completeAt: number | undefined;

  constructor(running: RunningContender, document: number, index: number) {
    const complete = Promise.withResolvers<void>();
    this.complete = complete.promise;
    let received = 0;
    const count = (_bytes: Uint8Array, from: number, end: number): void => {
      received += end - from;
      if (received < contentCharacters || this.completeAt !== undefined) return;
      this.completeAt = performance.now();
      complete.resolve();
    };
    this.client = running.client(document, index, {
      presence: cursor,
      holds: seed.update,
      onUpdate: count,
      onMissingUpdates: count,
    });
  }
}
