import { limits } from './limits.ts';

/**
 * What a session may ask of the server: a bucket of work that fills steadily up to its size. Work is counted in units
 * of about a microsecond. Nobody is refused: who has used up what there was is not heard until it is there again.
 */
export class WorkMeter {
  #left: number = limits.workBurst;
  #filledAt = Number.NEGATIVE_INFINITY;

  /** Takes so many units; gives the milliseconds for which nothing more is to be heard. `now`: milliseconds since the epoch; a clock that was set back fills nothing. */
  take(units: number, now: number): number {
    const passed = Math.max(0, now - this.#filledAt);
    this.#filledAt = now;
    this.#left = Math.min(limits.workBurst, this.#left + passed * limits.workPerMs) - units;
    if (this.#left >= 0) return 0;
    return Math.min(limits.restMaxMs, Math.ceil(-this.#left / limits.workPerMs));
  }
}

/** A {@link WorkMeter} for each session. */
export class WorkMeters {
  readonly #meters = new Map<string, WorkMeter>();

  /** Takes units from a session's meter; of too many sessions, those not heard of for longest begin anew. */
  take(session: string, units: number, now: number): number {
    const meter = this.#meters.get(session) ?? new WorkMeter();
    // Last in the map: the latest that was heard of.
    this.#meters.delete(session);
    this.#meters.set(session, meter);
    const [oldest] = this.#meters.keys();
    if (this.#meters.size > limits.metersMax && oldest !== undefined) this.#meters.delete(oldest);
    return meter.take(units, now);
  }
}
