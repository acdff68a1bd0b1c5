import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { type Contender } from '../contenders/contender.ts';
import { RunningContender } from '../contenders/running.ts';
import { inBatches } from '../in-batches.ts';
import { createSeed } from '../light/update-bytes.ts';
import { type Measured, measureAll } from '../measurements.ts';
import { type BenchOptions } from '../options.ts';
import { cpuSeconds, residentMegabytes } from '../process-meter.ts';
import { cursor } from './fan-out.ts';
import { type Scenario } from './scenario.ts';

const collectScript = fileURLToPath(new URL('../peers/collect-garbage.ts', import.meta.url));
const connectionsAtOnce = 40;
const quietMs = 1500;
const collectMs = 700;
const contentCharacters = 5000;
/** Longer than the server keeps a document that nobody uses: half a minute, looked at every quarter. */
const restMs = 50_000;

/** F4: what connected people cost who do nothing. */
export const idleMemory: Scenario = {
  name: 'f4',
  summary:
    'memory above an idle process: 1,000 idle clients on 200 documents of 5 kB (full size: --clients=5000 --documents=1000); --mode=leave waits until the documents of those who left are forgotten',
  run: async (options) => {
    const clients = options.size('clients', 1000);
    const documents = options.size('documents', 200);
    const waitMs = options.word('mode', 'stay') === 'leave' ? restMs : 0;
    await measureAll({
      scenario: 'f4',
      size: `${clients} idle clients on ${documents} documents of ${contentCharacters} letters, after garbage collection`,
      options,
      contenders: options.only,
      once: (contender) => measureIdle(contender, options, { clients, documents, waitMs }),
      compare: ['MB above idle', 'kB per client'],
    });
    return 0;
  },
};

async function measureIdle(
  contender: Contender,
  options: BenchOptions,
  size: { readonly clients: number; readonly documents: number; readonly waitMs: number },
): Promise<Measured> {
  const { clients, documents, waitMs } = size;
  const running = await RunningContender.start({
    contender,
    folder: options.folder,
    documents,
    seed: createSeed(contentCharacters),
    flags: ['--expose-gc', '--import', collectScript],
  });
  try {
    const alone = await memoryAtRest(running);
    const connected = await inBatches(clients, connectionsAtOnce, async (index) => {
      const client = running.client(index % documents, index, { presence: cursor });
      await client.synced;
      if (index < documents) running.seedBy(client);
      return client;
    });
    const full = await memoryAtRest(running);
    const cpuBefore = cpuSeconds(running.pid);
    await delay(quietMs);
    const idleCpu = (100 * (cpuSeconds(running.pid) - cpuBefore)) / (quietMs / 1000);
    for (const client of connected) client.cut();
    await delay(waitMs);
    const left = await memoryAtRest(running);
    return {
      'MB alone': alone,
      'MB above idle': full - alone,
      'kB per client': (1024 * (full - alone)) / clients,
      'idle CPU %': idleCpu,
      'MB above idle after all left': left - alone,
    };
  } finally {
    await running.close();
  }
}

async function memoryAtRest(running: RunningContender): Promise<number> {
  for (let round = 0; round < 2; round += 1) {
    await delay(collectMs);
    process.kill(running.pid, 'SIGUSR2');
  }
  await delay(collectMs);
  return residentMegabytes(running.pid);
}
