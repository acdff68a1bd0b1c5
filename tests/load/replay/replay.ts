/**
 * Types a recording of several people through as many stock y-websocket clients into one section of a running
 * server, kills the server in the middle, and compares what is left with what the recording ended with.
 *
 *   typist (exactly what the author had seen) ──types──▶ wire document ──provider──▶ server
 *                     ▲                                                                │
 *                     └── takes an edit only when it has arrived in ── wire document ◀─┘
 *
 * So the order of the recording is kept by the real exchange: where somebody had seen a colleague's word, their
 * typing waits until that word has come through the server.
 */
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';

import { createSectionDocument } from '@alliance/shared/editor/section-document';
import { type WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

import { type RunningContender } from '../contenders/running.ts';
import { firstClientID } from '../light/light-client.ts';
import { type RecordedEdit, type Recording } from './recording.ts';
import { connectProvider } from './signed-in-provider.ts';
import { contentOf, hasArrived, type TypedEdit, Typist } from './typist.ts';

const arrivalMsMax = 30_000;
const turnEvery = 16;
const bufferedBytesMax = 256 * 1024;

/** How a replay ended. */
export interface Replayed {
  readonly edits: number;
  readonly kills: number;
  readonly seconds: number;
  /** Why the result is not exactly the recording's; undefined when it is. */
  readonly problem: string | undefined;
}

/** Replays on a running contender that holds the seed in document 0. */
export async function replay(options: {
  readonly recording: Recording;
  readonly running: RunningContender;
  readonly seed: Uint8Array;
  /** How often the server is killed while people type, evenly spread. */
  readonly kills: number;
  /** How long the last letters may take to arrive; half a minute when absent. */
  readonly endMsMax?: number;
}): Promise<Replayed> {
  const { recording, running, seed, kills, endMsMax = arrivalMsMax } = options;
  const start = performance.now();
  const people = Array.from({ length: recording.agents }, (_, agent) =>
    createPerson({ running, seed, agent, agents: recording.agents }),
  );
  let problem: string | undefined;
  try {
    // Nobody can type into a paragraph that has not come yet.
    await Promise.all(people.map(({ provider }) => isSynced(provider)));
    problem = await typeAll(people, recording, new Killer(running, kills, recording.edits.length));
    problem ??= await compareAll(people, recording.endContent, endMsMax);
    for (const { provider } of people) provider.destroy();
    problem ??= await readAgain(running, recording.endContent);
  } finally {
    for (const { provider } of people) provider.destroy();
  }
  return {
    edits: recording.edits.length,
    kills,
    seconds: (performance.now() - start) / 1000,
    problem,
  };
}

interface Person {
  readonly typist: Typist;
  /** What has come through the socket, and what was sent into it. */
  readonly wire: Y.Doc;
  readonly provider: WebsocketProvider;
  readonly typed: TypedEdit[];
}

function createPerson(place: {
  readonly running: RunningContender;
  readonly seed: Uint8Array;
  readonly agent: number;
  readonly agents: number;
}): Person {
  const { running, seed, agent, agents } = place;
  const wire = createSectionDocument();
  return {
    typist: new Typist({ seed, clientID: firstClientID + agent, agents }),
    wire,
    provider: connectProvider(running, agent, wire),
    typed: [],
  };
}

async function typeAll(
  people: readonly Person[],
  recording: Recording,
  killer: Killer,
): Promise<string | undefined> {
  for (const [index, edit] of recording.edits.entries()) {
    killer.typed(index);
    const problem = await typeOne(people, edit);
    if (problem !== undefined) return `Edit ${index}: ${problem}`;
    if (index % turnEvery === 0) await breathe(people);
  }
  await killer.finished();
  return undefined;
}

async function typeOne(people: readonly Person[], edit: RecordedEdit): Promise<string | undefined> {
  const author = people[edit.agent];
  if (author === undefined) return 'its author is not one of the people.';
  for (const [agent, colleague] of people.entries())
    for (let next = author.typist.seen[agent] ?? 0; next < (edit.seen[agent] ?? 0); next += 1) {
      const seen = colleague.typed[next];
      if (seen === undefined || !(await arrives(author, seen)))
        return 'what its author had seen did not arrive.';
      author.typist.take(agent, seen);
    }
  const typed = author.typist.type(edit);
  author.typed.push(typed);
  Y.applyUpdate(author.wire, typed.update);
  return undefined;
}

async function arrives({ wire }: Person, edit: TypedEdit): Promise<boolean> {
  return becomes(wire, () => hasArrived(wire, edit), arrivalMsMax);
}

/** Waits until a condition holds that only an update can make true. */
async function becomes(doc: Y.Doc, isTrue: () => boolean, msMax: number): Promise<boolean> {
  if (isTrue()) return true;
  const changed = Promise.withResolvers<boolean>();
  const look = (): void => {
    if (isTrue()) changed.resolve(true);
  };
  doc.on('update', look);
  const timer = setTimeout(() => {
    changed.resolve(false);
  }, msMax);
  const result = await changed.promise;
  clearTimeout(timer);
  doc.off('update', look);
  return result;
}

async function breathe(people: readonly Person[]): Promise<void> {
  await nextTurn();
  for (const { provider } of people)
    while ((provider.ws?.bufferedAmount ?? 0) > bufferedBytesMax) await delay(1);
}

async function compareAll(
  people: readonly Person[],
  endContent: string,
  endMsMax: number,
): Promise<string | undefined> {
  for (const [agent, { wire }] of people.entries()) {
    await becomes(wire, () => contentOf(wire) === endContent, endMsMax);
    const content = contentOf(wire);
    if (content !== endContent)
      return `On the screen of person ${agent} the text ${difference(content, endContent)}`;
  }
  return undefined;
}

/** Kills the server once more: a client that was never there before must find everything on the disk. */
async function readAgain(
  running: RunningContender,
  endContent: string,
): Promise<string | undefined> {
  await running.stop('SIGKILL');
  await running.startAgain();
  const doc = createSectionDocument();
  const provider = connectProvider(running, 0, doc);
  await isSynced(provider);
  const content = provider.synced ? contentOf(doc) : '';
  provider.destroy();
  return content === endContent
    ? undefined
    : `After another restart the text ${difference(content, endContent)}`;
}

/** Resolves with the first answer of the server, or when none came in time. */
async function isSynced(provider: WebsocketProvider): Promise<void> {
  const synced = Promise.withResolvers<void>();
  provider.once('sync', () => {
    synced.resolve();
  });
  if (!provider.synced)
    await Promise.race([synced.promise, delay(arrivalMsMax, undefined, { ref: false })]);
}

/** Where two texts part, without any of their words. */
function difference(content: string, expected: string): string {
  let at = 0;
  while (at < content.length && content[at] === expected[at]) at += 1;
  return `has ${content.length} letters instead of ${expected.length} and differs from letter ${at} on.`;
}

/** Kills and restarts the server at even distances while people go on typing. */
class Killer {
  readonly #running: RunningContender;
  readonly #places: ReadonlySet<number>;
  #restarts: Promise<void> = Promise.resolve();

  constructor(running: RunningContender, kills: number, edits: number) {
    this.#running = running;
    this.#places = new Set(
      Array.from({ length: kills }, (_, kill) => Math.floor(((kill + 1) * edits) / (kills + 1))),
    );
  }

  /** Called before each edit. */
  typed(index: number): void {
    if (this.#places.has(index)) this.#restarts = this.#restarts.then(() => this.#killOnce());
  }

  /** Resolves when the last restart is done; rejects when the server did not come back. */
  finished(): Promise<void> {
    return this.#restarts;
  }

  async #killOnce(): Promise<void> {
    await this.#running.stop('SIGKILL');
    await this.#running.startAgain();
  }
}
