/**
 * Clients that type at a steady rate and time how long each letter takes to reach every colleague. The schedule is
 * open: a server that falls behind does not slow the typing down, it only shows longer times.
 */
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';

import { type RunningContender } from './contenders/running.ts';
import { inBatches } from './in-batches.ts';
import { firstClientID, type LightClient } from './light/light-client.ts';
import { readRanges } from './light/update-bytes.ts';
import { startMeter, type Usage } from './process-meter.ts';
import { Histogram } from './statistics.ts';

/** Letters per client whose time of typing is remembered: far more than can be under way. */
const remembered = 8192;
const burstMax = 2000;
const connectionsAtOnce = 50;

/** How many type where. */
export interface CrowdSize {
  readonly documents: number;
  readonly clientsPerDocument: number;
  /** JSON; with it every letter moves a cursor too. */
  readonly presence?: string;
}

/** What a stretch of typing gave. */
export interface Stretch extends Usage {
  readonly latency: Histogram;
  readonly deliveries: number;
  readonly expectedDeliveries: number;
}

/** Connected clients of a running contender. */
export class Crowd {
  readonly clients: readonly LightClient[];
  readonly #size: CrowdSize;
  readonly #typedAt: readonly Float64Array[];
  readonly #seen: readonly Int32Array[];
  readonly #latency = new Histogram();
  #delivered = 0;
  #isMeasuring = false;
  #isTyping = true;
  #rate = 0;
  #typedSince = 0;
  #since = 0;
  #receiver = 0;
  #receivedAt = 0;
  readonly #loop: Promise<void>;

  private constructor(clients: readonly LightClient[], size: CrowdSize) {
    this.clients = clients;
    this.#size = size;
    this.#typedAt = clients.map(() => new Float64Array(remembered));
    this.#seen = clients.map(() => new Int32Array(size.clientsPerDocument));
    this.#loop = this.#type();
  }

  /** Connects everybody; nobody types before {@link setRate}. */
  static async connect(running: RunningContender, size: CrowdSize): Promise<Crowd> {
    const holder: { crowd?: Crowd } = {};
    const total = size.documents * size.clientsPerDocument;
    const clients = await inBatches(total, connectionsAtOnce, async (index) => {
      const client = running.client(Math.floor(index / size.clientsPerDocument), index, {
        ...(size.presence !== undefined && { presence: size.presence }),
        onUpdate: (bytes, from, end, receiver) => {
          holder.crowd?.receive(bytes, from, end, receiver);
        },
      });
      await client.synced;
      if (index % size.clientsPerDocument === 0) running.seedBy(client);
      return client;
    });
    holder.crowd = new Crowd(clients, size);
    return holder.crowd;
  }

  /** Letters per second and client from now on. */
  setRate(rate: number): void {
    this.#rate = rate;
    this.#since = performance.now();
    this.#typedSince = 0;
  }

  /** Times everything that arrives within a stretch. */
  async measure(pid: number, seconds: number): Promise<Stretch> {
    this.#latency.clear();
    const before = this.#delivered;
    const readMeter = startMeter(pid);
    this.#isMeasuring = true;
    await delay(seconds * 1000);
    this.#isMeasuring = false;
    const usage = readMeter();
    const colleagues = this.#size.clientsPerDocument - 1;
    return {
      ...usage,
      latency: this.#latency,
      deliveries: this.#delivered - before,
      expectedDeliveries: this.#rate * this.clients.length * colleagues * usage.seconds,
    };
  }

  /** Stops typing and waits, at most some seconds, until everything typed has reached every colleague. */
  async settle(secondsMax: number): Promise<number> {
    this.setRate(0);
    this.#isTyping = false;
    await this.#loop;
    const end = performance.now() + secondsMax * 1000;
    while (this.missing() > 0 && performance.now() < end) await delay(10);
    return this.missing();
  }

  /** Letters that some colleague has not received. */
  missing(): number {
    const typed = this.clients.reduce((sum, client) => sum + client.typed, 0);
    return typed * (this.#size.clientsPerDocument - 1) - this.#delivered;
  }

  /** Letters typed into one document. */
  typedIn(document: number): number {
    const first = document * this.#size.clientsPerDocument;
    return this.clients
      .slice(first, first + this.#size.clientsPerDocument)
      .reduce((sum, client) => sum + client.typed, 0);
  }

  /** Cuts every connection. */
  leave(): void {
    for (const client of this.clients) client.cut();
  }

  /** Takes an update apart and notes when each of its letters came. */
  receive(bytes: Uint8Array, from: number, end: number, receiver: LightClient): void {
    this.#receiver = receiver.index;
    this.#receivedAt = performance.now();
    readRanges(bytes, from, end, this.#note);
  }

  readonly #note = (client: number, _from: number, to: number): void => {
    const sender = client - firstClientID;
    const seen = this.#seen[this.#receiver];
    const typedAt = this.#typedAt[sender];
    if (sender === this.#receiver || seen === undefined || typedAt === undefined) return;
    const place = sender % this.#size.clientsPerDocument;
    const known = seen[place] ?? 0;
    if (to <= known) return;
    if (this.#isMeasuring)
      for (let clock = known; clock < to; clock += 1)
        this.#latency.add(this.#receivedAt - (typedAt[clock % remembered] ?? 0));
    this.#delivered += to - known;
    seen[place] = to;
  };

  async #type(): Promise<void> {
    while (this.#isTyping) {
      const due = Math.floor(
        ((performance.now() - this.#since) / 1000) * this.#rate * this.clients.length,
      );
      const burst = Math.min(due - this.#typedSince, burstMax);
      for (let index = 0; index < burst; index += 1) this.#typeOne();
      await (burst < burstMax ? delay(1) : nextTurn());
    }
  }

  /** In turn, with a stride that spreads neighbours of one document over the second. */
  #typeOne(): void {
    const { clientsPerDocument, documents } = this.#size;
    const turn = this.#typedSince % this.clients.length;
    const index = (turn % documents) * clientsPerDocument + Math.floor(turn / documents);
    const client = this.clients[index];
    const typedAt = this.#typedAt[index];
    if (client === undefined || typedAt === undefined) return;
    typedAt[client.typed % remembered] = performance.now();
    client.type();
    if (this.#size.presence !== undefined) client.sendPresence();
    this.#typedSince += 1;
  }
}
