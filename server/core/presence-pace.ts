/** How fast one member's presence is told to the others: what comes faster waits a moment, and only the last of it is told. */
import { limits } from './limits.ts';
import { type Heard } from './room-presence.ts';

/** The pace of one member, in stretches that the room begins and ends. */
export class PresencePace {
  #told = 0;
  readonly #waiting = new Map<number, Heard>();

  /** Takes what was heard. Gives what to tell now: all of it, or nothing yet. */
  hear(heard: readonly Heard[]): readonly Heard[] {
    this.#told++;
    if (this.#told <= limits.presenceFramesMax) return heard;
    for (const one of heard) this.#waiting.set(one.relayed.client, one);
    return [];
  }

  /** How many clients wait to be told of. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** The stretch is over, or the member leaves. Gives what has waited. */
  restart(): readonly Heard[] {
    const waited = [...this.#waiting.values()];
    this.#told = 0;
    this.#waiting.clear();
    return waited;
  }
}
