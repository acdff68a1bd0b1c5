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

/** F8: the server is killed while people type; what a colleague had seen or the server had acknowledged must be there. */
export const kills: Scenario = {
  name: 'f8',
  summary:
    'letters lost that a colleague had seen or that were acknowledged: 4 kills per repetition while two people type 20/s (--kills --rate)',
  run: async (options) => {
    const count = options.size('kills', 4);
    const rate = options.size('rate', 20);
    const runs = await measureAll({
      scenario: 'f8',
      size: `${count} kills per repetition, two people typing ${rate} letters/s each`,
      options,
      contenders: options.only.filter(({ isPersistent }) => isPersistent),
      once: (contender) => killOften(contender, options, { count, rate }),
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

async function killOften(
  contender: Contender,
  options: BenchOptions,
  size: { readonly count: number; readonly rate: number },
): Promise<Measured> {
  const running = await RunningContender.start({
    contender,
    folder: options.folder,
    documents: size.count,
    seed,
  });
  const total = { typed: 0, 'seen, lost': 0, 'acknowledged, lost': 0 };
  try {
    for (let kill = 0; kill < size.count; kill += 1) {
      // From short to long, the same for every contender.
      const seconds =
        shortestSeconds + ((longestSeconds - shortestSeconds) * (kill + 1)) / size.count;
      const lost = await killOnce(running, kill, { seconds, rate: size.rate });
      total.typed += lost.typed;
      total['seen, lost'] += lost.seen;
      total['acknowledged, lost'] += lost.acknowledged;
    }
    return total;
  } finally {
    await running.close();
  }
}

interface Lost {
  readonly typed: number;
  readonly seen: number;
  readonly acknowledged: number;
}

async function killOnce(
  running: RunningContender,
  document: number,
  typing: { readonly seconds: number; readonly rate: number },
): Promise<Lost> {
  const pair = await createPair(running, document);
  const timer = setInterval(() => {
    for (const { client } of pair) client.type();
  }, 1000 / typing.rate);
  await delay(typing.seconds * 1000);
  clearInterval(timer);
  await running.stop('SIGKILL');
  for (const { client } of pair) client.cut();
  await running.startAgain();
  const expected = pair.map((person) => ({
    id: person.client.id,
    seen: person.seen,
    saved: person.client.saved - person.savedBefore,
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
    typed: pair.reduce((all, { client }) => all + client.typed, 0),
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

async function createPair(
  running: RunningContender,
  document: number,
): Promise<readonly TypingPerson[]> {
  const pair: TypingPerson[] = [];
  const note = (id: number, _from: number, to: number): void => {
    const author = pair.find(({ client }) => client.id === id);
    if (author !== undefined) author.seen = Math.max(author.seen, to);
  };
  for (const index of [0, 1])
    pair.push({
      client: running.client(document, index, {
        onUpdate: (bytes, from, end) => {
          readRanges(bytes, from, end, note);
        },
      }),
      seen: 0,
      savedBefore: 0,
    });
  await Promise.all(pair.map(({ client }) => client.synced));
  if (pair[0] !== undefined) running.seedBy(pair[0].client);
  // The seed and the answers to the server's own first question are acknowledged too.
  await delay(500);
  for (const person of pair) person.savedBefore = person.client.saved;
  return pair;
}
