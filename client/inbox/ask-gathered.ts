/** After a question has begun, the next one waits at least so long, in milliseconds. */
const pauseMs = 500;
/** An answer that takes longer than this is not waited for. */
const patienceMs = 5_000;

/** A question that is asked at most so often. */
export interface GatheredAsk {
  /** Asks at once, or, where the last time is too short ago or not answered yet, once more when it is time. */
  readonly want: () => void;
  /** Asks no more. */
  readonly stop: () => void;
}

/** Gathers many wishes to ask into few questions; whoever wished last is never forgotten. */
export function askGathered(ask: () => Promise<unknown>): GatheredAsk {
  const asking = new Asking(ask);
  return { want: () => asking.want(), stop: () => asking.stop() };
}

class Asking {
  readonly #ask: () => Promise<unknown>;
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  #isUnderWay = false;
  #isWanted = false;
  #isStopped = false;

  constructor(ask: () => Promise<unknown>) {
    this.#ask = ask;
  }

  want(): void {
    this.#isWanted = true;
    if (!this.#isUnderWay) void this.#run();
  }

  stop(): void {
    this.#isStopped = true;
    this.#forgetTimers();
  }

  async #run(): Promise<void> {
    this.#isUnderWay = this.#isWanted && !this.#isStopped;
    if (!this.#isUnderWay) return;
    this.#isWanted = false;
    const isOver = Promise.allSettled([this.#ask(), this.#wait(pauseMs)]);
    await Promise.race([isOver, this.#wait(patienceMs)]);
    this.#forgetTimers();
    void this.#run();
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => this.#timers.add(setTimeout(resolve, ms)));
  }

  #forgetTimers(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }
}
