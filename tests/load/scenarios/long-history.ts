import { readFile } from 'node:fs/promises';
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';

import { type Contender } from '../contenders/contender.ts';
import { RunningContender } from '../contenders/running.ts';
import { type LightClient } from '../light/light-client.ts';
import { createSeed, readRanges } from '../light/update-bytes.ts';
import { createLongDocument, type LongDocument } from '../long-document.ts';
import { type Measured, measureAll } from '../measurements.ts';
import { type BenchOptions, UsageError } from '../options.ts';
import { cpuMilliseconds, cpuSeconds, startMeter } from '../process-meter.ts';
import { readBack, textLength } from '../read-back.ts';
import { readRecording } from '../replay/recording.ts';
import { type Scenario } from './scenario.ts';

const seed = createSeed(0);
const arrivalSecondsMax = 100;
const editsByDefault = 20_000;
const updatesPerTurn = 128;

/** F5: one long recording typed into one document as fast as the server takes it. */
export const ingest: Scenario = {
  name: 'f5',
  summary:
    'f5 <recording.json.gz>: edits per CPU second when one person types a long text (--edits; full size: --edits=259778)',
  run: async (options) => {
    const long = await readLong(options);
    await measureAll({
      scenario: 'f5',
      size: `${long.updates.length} edits into one document`,
      options,
      contenders: options.only,
      once: (contender) => withRunning(contender, options, (running) => type(running, long)),
      compare: ['most edits per CPU s', 'peak MB'],
    });
    return 0;
  },
};

/** F6: the server restarts, and the first client opens that document. */
export const coldOpen: Scenario = {
  name: 'f6',
  summary:
    'f6 <recording.json.gz>: ms from the first client after a restart until it has the long text (--edits; full size: --edits=259778)',
  run: async (options) => {
    const long = await readLong(options);
    await measureAll({
      scenario: 'f6',
      size: `a document of ${long.updates.length} edits, server restarted`,
      options,
      contenders: options.only.filter(({ isPersistent }) => isPersistent),
      once: (contender) => withRunning(contender, options, (running) => reopen(running, long)),
      compare: ['cold open ms', 'second cold open ms', 'cold open CPU ms', 'received kB'],
    });
    return 0;
  },
};

async function readLong(options: BenchOptions): Promise<LongDocument> {
  if (options.path === undefined)
    throw new UsageError(
      `${options.scenario} needs the path of a recording: npm run bench -- ${options.scenario} <recording.json.gz>`,
    );
  const recording = readRecording(await readFile(options.path));
  if (recording.agents !== 1)
    throw new UsageError('This scenario needs a recording of one person.');
  return createLongDocument(recording, options.size('edits', editsByDefault), seed);
}

async function withRunning(
  contender: Contender,
  options: BenchOptions,
  work: (running: RunningContender) => Promise<Measured>,
): Promise<Measured> {
  const running = await RunningContender.start({
    contender,
    folder: options.folder,
    documents: 2,
    seed,
  });
  try {
    return await work(running);
  } finally {
    await running.close();
  }
}

async function type(running: RunningContender, long: LongDocument): Promise<Measured> {
  const observer = watch(running, 0, 1, long);
  await observer.client.synced;
  const writer = running.client(0, 0);
  await writer.synced;
  running.seedBy(writer);
  const readMeter = startMeter(running.pid);
  await sendAll(writer, long);
  const arrived = await observer.complete;
  const usage = readMeter();
  const read =
    running.contender.hasDocuments && arrived
      ? textLength(await readBack(running, 0, (doc) => textLength(doc) === long.length)) ===
        long.length
      : arrived;
  writer.cut();
  observer.client.cut();
  return {
    'most edits per CPU s': long.updates.length / usage.serverCpuSeconds,
    'edits/s': long.updates.length / usage.seconds,
    'server CPU s': usage.serverCpuSeconds,
    'peak MB': usage.peakMegabytes,
    'generator CPU %': usage.generatorCpuPercent,
    'other CPU %': usage.foreignCpuPercent,
    complete: read,
    ...(writer.closeCode !== undefined && writer.closeCode !== 0 && { closed: writer.closeCode }),
  };
}

async function reopen(running: RunningContender, long: LongDocument): Promise<Measured> {
  await type(running, long);
  await isQuiet(running.pid);
  const first = await openOnce(running, long);
  const second = await openOnce(running, long);
  return {
    'cold open ms': first.ms,
    'second cold open ms': second.ms,
    'cold open CPU ms': second.cpuMs,
    'received kB': first.bytes / 1024,
    'first answer empty': first.firstAnswerBytes <= 2,
    complete: first.isComplete && second.isComplete,
  };
}

async function openOnce(
  running: RunningContender,
  long: LongDocument,
): Promise<{
  readonly ms: number;
  /** Of the server, from the connection until everything is here. */
  readonly cpuMs: number;
  readonly bytes: number;
  readonly firstAnswerBytes: number;
  readonly isComplete: boolean;
}> {
  await running.stop('SIGTERM');
  await running.startAgain();
  // Another document first: what every first connection costs a fresh process is not what is measured.
  const other = running.client(1, 2);
  await other.synced;
  other.cut();
  await delay(300);
  const cpuBefore = cpuMilliseconds(running.pid);
  const start = performance.now();
  const observer = watch(running, 0, 3, long);
  const isComplete = await observer.complete;
  const ms = performance.now() - start;
  const cpuMs = cpuMilliseconds(running.pid) - cpuBefore;
  observer.client.cut();
  await isQuiet(running.pid);
  return {
    ms,
    cpuMs,
    isComplete,
    bytes: observer.client.receivedBytes,
    firstAnswerBytes: observer.firstAnswerBytes(),
  };
}

interface Observer {
  readonly client: LightClient;
  /** True when everything came; false when it did not within the limit. */
  readonly complete: Promise<boolean>;
  firstAnswerBytes(): number;
}

function watch(
  running: RunningContender,
  document: number,
  index: number,
  long: LongDocument,
): Observer {
  const complete = Promise.withResolvers<boolean>();
  let firstAnswer = -1;
  const note = (_client: number, _from: number, to: number): void => {
    if (to >= long.clock) complete.resolve(true);
  };
  const read = (bytes: Uint8Array, from: number, end: number): void => {
    if (firstAnswer < 0) firstAnswer = end - from;
    if (!readRanges(bytes, from, end, note) && end - from > long.length) complete.resolve(true);
  };
  const client = running.client(document, index, {
    onUpdate: read,
    onMissingUpdates: read,
  });
  const timer = setTimeout(() => {
    complete.resolve(false);
  }, arrivalSecondsMax * 1000);
  timer.unref();
  return { client, complete: complete.promise, firstAnswerBytes: () => firstAnswer };
}

async function sendAll(writer: LightClient, long: LongDocument): Promise<void> {
  for (const [index, update] of long.updates.entries()) {
    writer.send(update);
    if (index % updatesPerTurn !== 0) continue;
    await writer.drained();
    await nextTurn();
  }
}

/** Resolves when a process has done nothing for a second: what it stores late is stored, or after half a minute. */
async function isQuiet(pid: number): Promise<void> {
  let last = cpuSeconds(pid);
  for (let quiet = 0, looks = 0; quiet < 4 && looks < 120; looks += 1) {
    await delay(250);
    const used = cpuSeconds(pid);
    quiet = used - last <= 0.01 ? quiet + 1 : 0;
    last = used;
  }
}
