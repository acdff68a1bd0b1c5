import { setTimeout as delay } from 'node:timers/promises';

import * as Y from 'yjs';

import { type Contender } from '../contenders/contender.ts';
import { RunningContender } from '../contenders/running.ts';
import { type LightClient } from '../light/light-client.ts';
import { createSeed, readRanges } from '../light/update-bytes.ts';
import { type Measured, measureAll } from '../measurements.ts';
import { type BenchOptions } from '../options.ts';
import { readBack } from '../read-back.ts';
import { type Scenario } from './scenario.ts';

const seed = createSeed(0);
const shortestSeconds = 0.5;
const longestSeconds = 3;

/** The first kill and one in so many after it come while more is written than the server can take. */
const overloadEvery = 4;
const overloadTimes = 2;
/** While the server's own pace is found out, so many letters of each writer are on their way. */
const pipelined = 50;
const calibrationMs = 1000;
const tickMs = 5;
const backgroundRate = 5;

/** F8: the server is killed while people type; what a colleague had seen or the server had acknowledged must be there. */
export const kills: Scenario = {
  name: 'f8',
  summary:
    'letters lost that a colleague had seen or that were acknowledged: 4 kills per repetition while two people type 20/s and 10 pairs write in the background, every 4th time twice as much as the server can take (--kills --rate --background=<pairs>)',
  run: async (options) => {
    const size = {
      kills: options.size('kills', 4),
      rate: options.size('rate', 20),
      background: options.size('background', 10),
    };
    const runs = await measureAll({
      scenario: 'f8',
      size: `${size.kills} kills per repetition, two people typing ${size.rate} letters/s each, ${size.background} pairs in the background`,
      options,
      contenders: options.only.filter(({ isPersistent }) => isPersistent),
      once: (contender) => killOften(contender, options, size),
      compare: [],
    });
    const own = runs.filter(({ contender }) => contender === 'alliance');
    return own.every(
      ({ measured }) => measured['seen, lost'] === 0 && measured['acknowledged, lost'] === 0,
    )
      ? 0
      : 1;
  },
};

interface KillsSize {
  readonly kills: number;
  /** Letters per second of each of the two people. */
  readonly rate: number;
  /** Pairs in other documents. */
  readonly background: number;
}

async function killOften(
  contender: Contender,
  options: BenchOptions,
  size: KillsSize,
): Promise<Measured> {
  const running = await RunningContender.start({
    contender,
    folder: options.folder,
    documents: 1 + size.background,
    seed,
  });
  const total = { typed: 0, 'typed in overload': 0, 'seen, lost': 0, 'acknowledged, lost': 0 };
  try {
    const most = await highestRate(running, size);
    for (let kill = 0; kill < size.kills; kill += 1) {
      const isOverload = kill % overloadEvery === 0;
      const lost = await killOnce(running, size, {
        // From short to long, the same for every contender.
        seconds: shortestSeconds + ((longestSeconds - shortestSeconds) * (kill + 1)) / size.kills,
        firstIndex: 2 * (kill + 1),
        rate: size.rate,
        backgroundRate: isOverload
          ? (overloadTimes * most) / (2 * size.background)
          : backgroundRate,
      });
      total.typed += lost.typed;
      total['typed in overload'] += isOverload ? lost.typed : 0;
      total['seen, lost'] += lost.seen;
      total['acknowledged, lost'] += lost.acknowledged;
    }
    return { ...total, 'most letters/s': most };
  } finally {
    await running.close();
  }
}

/** Letters per second that the server acknowledges when every pair writes as fast as it is answered. */
async function highestRate(running: RunningContender, size: KillsSize): Promise<number> {
  const people = (await createPairs(running, size, 0)).flat();
  const pump = (): void => {
    for (const { client, savedBefore } of people)
      while (client.typed - (client.saved - savedBefore) < pipelined) client.type();
  };
  const timer = setInterval(pump, 1);
  await delay(calibrationMs);
  clearInterval(timer);
  const saved = people.reduce(
    (sum, { client, savedBefore }) => sum + client.saved - savedBefore,
    0,
  );
  for (const { client } of people) client.cut();
  return Math.max(1, (1000 * saved) / calibrationMs);
}

interface Lost {
  readonly typed: number;
  readonly seen: number;
  readonly acknowledged: number;
}

interface Typing {
  readonly seconds: number;
  /** Of each person's client; nobody has used it or the next one. */
  readonly firstIndex: number;
  /** Letters per second. */
  readonly rate: number;
  readonly backgroundRate: number;
}

async function killOnce(running: RunningContender, size: KillsSize, typing: Typing): Promise<Lost> {
  const pairs = await createPairs(running, size, typing.firstIndex);
  const [pair = [], ...background] = pairs;
  const stops = [
    typeSteadily(pair, typing.rate),
    typeSteadily(background.flat(), typing.backgroundRate),
  ];
  await delay(typing.seconds * 1000);
  for (const stop of stops) stop();
  await running.stop('SIGKILL');
  for (const { client } of pairs.flat()) client.cut();
  await running.startAgain();
  const total = { typed: 0, seen: 0, acknowledged: 0 };
  for (const [document, people] of pairs.entries()) {
    const lost = await lostIn(running, document, people);
    total.typed += lost.typed;
    total.seen += lost.seen;
    total.acknowledged += lost.acknowledged;
  }
  return total;
}

/** So many letters per second by each, in steps of a few milliseconds; gives what stops it. */
function typeSteadily(people: readonly TypingPerson[], rate: number): () => void {
  const since = performance.now();
  let typed = 0;
  const timer = setInterval(() => {
    const due = ((performance.now() - since) / 1000) * rate;
    for (; typed < due; typed += 1) for (const { client } of people) client.type();
  }, tickMs);
  return () => clearInterval(timer);
}

async function lostIn(
  running: RunningContender,
  document: number,
  people: readonly TypingPerson[],
): Promise<Lost> {
  const expected = people.map((person) => ({
    id: person.client.id,
    seen: person.seen,
    saved: Math.max(0, person.client.saved - person.savedBefore),
  }));
  const kept = await readBack(running, document, (doc) =>
    expected.every(({ id, seen, saved }) => Y.getState(doc.store, id) >= Math.max(seen, saved)),
  );
  const sum = (pick: (person: (typeof expected)[number]) => number): number =>
    expected.reduce(
      (all, person) => all + Math.max(0, pick(person) - Y.getState(kept.store, person.id)),
      0,
    );
  return {
    typed: people.reduce((all, { client }) => all + client.typed, 0),
    seen: sum(({ seen }) => seen),
    acknowledged: sum(({ saved }) => saved),
  };
}

interface TypingPerson {
  readonly client: LightClient;
  /** Letters of theirs that the other has received. */
  seen: number;
  /** Acknowledgements that came before the first letter. */
  savedBefore: number;
}

/** A pair in the first document and one in each of the background, all synced, seeded and acknowledged so far. */
async function createPairs(
  running: RunningContender,
  { background }: KillsSize,
  firstIndex: number,
): Promise<readonly (readonly TypingPerson[])[]> {
  const pairs = Array.from({ length: 1 + background }, (_each, document) =>
    createPair(running, document, firstIndex),
  );
  const everybody = pairs.flat();
  await Promise.all(everybody.map(({ client }) => client.synced));
  if (firstIndex === 0) for (const [first] of pairs) if (first) running.seedBy(first.client);
  // The seed and the answers to the server's own first question are acknowledged too.
  await delay(500);
  for (const person of everybody) person.savedBefore = person.client.saved;
  return pairs;
}

function createPair(
  running: RunningContender,
  document: number,
  firstIndex: number,
): readonly TypingPerson[] {
  const pair: TypingPerson[] = [];
  const note = (id: number, _from: number, to: number): void => {
    const author = pair.find(({ client }) => client.id === id);
    if (author !== undefined) author.seen = Math.max(author.seen, to);
  };
  for (const index of [firstIndex, firstIndex + 1])
    pair.push({
      client: running.client(document, index, {
        onUpdate: (bytes, from, end) => {
          readRanges(bytes, from, end, note);
        },
      }),
      seen: 0,
      savedBefore: 0,
    });
  return pair;
}
