import { type Source, type Store, createSource } from '../../sync/store.ts';

/** How long nobody has touched the page: `warning` in the last {@link warningMs} before it is `idle`. */
export type Idleness =
  | { readonly kind: 'active' }
  | { readonly kind: 'warning'; readonly seconds: number }
  | { readonly kind: 'idle' };

/** How long before the page is locked its person is told. */
export const warningMs = 30_000;

const lookMs = 1_000;
const active: Idleness = { kind: 'active' };

/** The two clocks of a page, in milliseconds: the wall's goes on while a laptop sleeps, the other is never set back. */
export interface Clocks {
  readonly wall: () => number;
  readonly steady: () => number;
}

/** The clocks of the browser. */
export const browserClocks: Clocks = {
  wall: () => Date.now(),
  steady: () => performance.now(),
};

/**
 * Counts the time since somebody last touched the page. Whichever clock says that more of it has passed is believed:
 * sleep and a clock that jumps count as time in which nobody was there.
 */
export class IdleClock {
  readonly #limitMs: number;
  readonly #clocks: Clocks;
  readonly #idleness: Source<Idleness> = createSource<Idleness>(active);
  #timer: ReturnType<typeof setInterval> | undefined;
  #wall: number;
  #steady: number;

  constructor(limitMs: number, clocks: Clocks = browserClocks) {
    this.#limitMs = limitMs;
    this.#clocks = clocks;
    this.#wall = clocks.wall();
    this.#steady = clocks.steady();
  }

  get idleness(): Store<Idleness> {
    return this.#idleness;
  }

  /** Somebody is there. False when that comes too late: the time was over before, and stays over. */
  touch(): boolean {
    this.look();
    if (this.#idleness.get().kind === 'idle') return false;
    this.#begin();
    this.#idleness.set(active);
    return true;
  }

  /** Counts from now, whatever was before: the page was unlocked. */
  restart(): void {
    this.#begin();
    this.#idleness.set(active);
  }

  /** Looks at the clocks now, not only every second: a timer may have slept. */
  look(): void {
    if (this.#idleness.get().kind === 'idle') return;
    const leftMs = this.#limitMs - this.#passed();
    if (leftMs <= 0) this.#idleness.set({ kind: 'idle' });
    else if (leftMs <= Math.min(warningMs, this.#limitMs / 2)) this.#warn(Math.ceil(leftMs / 1000));
    else this.#idleness.set(active);
  }

  start(): void {
    this.#timer ??= setInterval(() => this.look(), lookMs);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #begin(): void {
    this.#wall = this.#clocks.wall();
    this.#steady = this.#clocks.steady();
  }

  #passed(): number {
    return Math.max(this.#clocks.wall() - this.#wall, this.#clocks.steady() - this.#steady);
  }

  #warn(seconds: number): void {
    const now = this.#idleness.get();
    if (now.kind !== 'warning' || now.seconds !== seconds)
      this.#idleness.set({ kind: 'warning', seconds });
  }
}
