/** Two colleagues who go on typing in a document of their own while somebody else attacks the server. */
import { setTimeout as delay } from 'node:timers/promises';

import { type RunningContender } from '../contenders/running.ts';
import { type LightClient } from '../light/light-client.ts';
import { readRanges } from '../light/update-bytes.ts';
import { mainThreadMilliseconds } from '../process-meter.ts';
import { readBack, textLength } from '../read-back.ts';

const letterMs = 10;
const settleMsMax = 8000;

/** What the colleagues went through. */
export interface CanaryEnd {
  /** Longest time that a letter took to reach the colleague, ms. */
  readonly stall: number;
  /** Most CPU time that the server's main thread used while a letter was on its way, ms: what other processes do is not in it. */
  readonly busy: number;
  /** Letters that never reached the colleague. */
  readonly missing: number;
  /** Whether both are still connected, and a newcomer reads every letter. */
  readonly isUnharmed: boolean;
}

/** The colleagues, at work from the start on. */
export class Canary {
  readonly #running: RunningContender;
  readonly #document: number;
  readonly #clients: readonly LightClient[];
  readonly #typed: Moment[] = [];
  readonly #timer: NodeJS.Timeout;
  #seen = 0;
  #longest: Moment = { at: 0, busy: 0 };

  private constructor(
    running: RunningContender,
    document: number,
    clients: readonly LightClient[],
  ) {
    this.#running = running;
    this.#document = document;
    this.#clients = clients;
    this.#timer = setInterval(() => this.#type(), letterMs);
  }

  /** Two people in a document; the first one types. */
  static async start(running: RunningContender, document: number): Promise<Canary> {
    const holder: { canary?: Canary } = {};
    const writer = running.client(document, 0);
    const reader = running.client(document, 1, {
      onUpdate: (bytes, from, end) => {
        readRanges(bytes, from, end, (client, _from, to) => {
          if (client === writer.id) holder.canary?.see(to);
        });
      },
    });
    await Promise.all([writer.synced, reader.synced]);
    running.seedBy(writer);
    holder.canary = new Canary(running, document, [writer, reader]);
    return holder.canary;
  }

  /** A colleague has the writer's letters up to here. */
  see(letters: number): void {
    if (letters > this.#seen) this.#note(this.#typed[this.#seen]);
    this.#seen = Math.max(this.#seen, letters);
  }

  /** Forgets what has been measured so far. */
  begin(): void {
    this.#longest = { at: 0, busy: 0 };
  }

  /** Stops typing, waits for the last letter and looks whether all is well. */
  async end(): Promise<CanaryEnd> {
    clearInterval(this.#timer);
    const typed = this.#typed.length;
    const end = performance.now() + settleMsMax;
    while (this.#seen < typed && performance.now() < end && !this.#running.hasEnded())
      await delay(5);
    const isHere = this.#clients.every(
      ({ closeCode, refusals }) => closeCode === undefined && refusals === 0,
    );
    const isWhole = !this.#running.hasEnded() && (await this.#readBack(typed));
    for (const client of this.#clients) client.cut();
    this.#note(this.#typed[this.#seen]);
    return {
      stall: this.#longest.at,
      busy: this.#longest.busy,
      missing: typed - this.#seen,
      isUnharmed: isHere && isWhole,
    };
  }

  async #readBack(typed: number): Promise<boolean> {
    const doc = await readBack(this.#running, this.#document, (read) => textLength(read) >= typed);
    return textLength(doc) === typed;
  }

  #type(): void {
    this.#typed.push(this.#now());
    this.#clients[0]?.type();
  }

  /** The oldest letter that came with a frame, or has not come at all. */
  #note(typed: Moment | undefined): void {
    if (typed === undefined) return;
    const now = this.#now();
    this.#longest = {
      at: Math.max(this.#longest.at, now.at - typed.at),
      busy: Math.max(this.#longest.busy, now.busy - typed.busy),
    };
  }

  #now(): Moment {
    const at = performance.now();
    return { at, busy: this.#running.hasEnded() ? 0 : mainThreadMilliseconds(this.#running.pid) };
  }
}

/** A point in time, by the clock and by the CPU time of the server's main thread, ms. */
interface Moment {
  readonly at: number;
  readonly busy: number;
}
