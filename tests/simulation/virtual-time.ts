/** Time that passes only when the run says so. */
import { type Clock } from '@alliance/server/sync/clock';

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** When every run begins: 2026-03-01, 08:00 UTC. */
const beginning = Date.UTC(2026, 2, 1, 8);

/** One clock for everything in a run. */
export class VirtualTime {
  #now = beginning;
  readonly #timers = new Set<Timer>();
  #turn: (() => void)[] = [];

  /** Milliseconds since the epoch. */
  get now(): number {
    return this.#now;
  }

  /** Milliseconds since the run began. */
  get passed(): number {
    return this.#now - beginning;
  }

  /** Whether something waits for the end of the event loop's turn. */
  get isTurnOpen(): boolean {
    return this.#turn.length > 0;
  }

  /** The next instant at which a timer rings; undefined when none waits. */
  get nextTimerAt(): number | undefined {
    return this.#timers.size === 0 ? undefined : Math.min(...[...this.#timers].map(({ at }) => at));
  }

  /** The clock of one life of the server: nothing rings for a server that has died. */
  clockFor(life: { readonly isDead: boolean }): Clock {
    const alive = (run: () => void) => () => {
      if (!life.isDead) run();
    };
    return {
      now: () => this.#now,
      later: (run, ms) => this.#later(alive(run), ms),
      soon: (run) => {
        this.#turn.push(alive(run));
      },
    };
  }

  /** The event loop's turn is over. */
  endTurn(): void {
    const turn = this.#turn;
    this.#turn = [];
    for (const run of turn) run();
  }

  /** Lets time pass. Whatever is due by then rings, each timer once, in the order of its instant. */
  pass(ms: number): void {
    this.#now += ms;
    const due = [...this.#timers].filter(({ at }) => at <= this.#now);
    for (const timer of due.toSorted((one, other) => one.at - other.at)) {
      if (this.#timers.delete(timer)) timer.run();
    }
  }

  #later(run: () => void, ms: number): () => void {
    const timer = { at: this.#now + ms, run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }
}

/** Resolves when everything that waits for nothing but other promises has run. */
export function promisesSettled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
