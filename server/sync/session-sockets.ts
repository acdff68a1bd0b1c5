import { limits } from '../core/limits.ts';
import { TokenBuckets } from '../core/token-buckets.ts';

/** How many sockets each session has, and how often it comes with a new one. */
export class SessionSockets {
  readonly #socketsOf = new Map<string, number>();
  readonly #comings = new TokenBuckets({
    burst: limits.comingsMax,
    perSecond: limits.comingsPerSecond,
    keysMax: limits.comingsKeysMax,
  });

  /** Whether a session may come once more. False when it has come too often: it may in a moment. */
  mayCome(sessionRef: string, now: number): boolean {
    return this.#comings.take(sessionRef, now);
  }

  /** Counts a socket in. False, and nothing counted, when it would be one too many. */
  enter(sessionRef: string): boolean {
    const sockets = (this.#socketsOf.get(sessionRef) ?? 0) + 1;
    if (sockets > limits.socketsPerSessionMax) return false;
    this.#socketsOf.set(sessionRef, sockets);
    return true;
  }

  /** Counts a socket out. */
  leave(sessionRef: string): void {
    const sockets = (this.#socketsOf.get(sessionRef) ?? 0) - 1;
    if (sockets > 0) this.#socketsOf.set(sessionRef, sockets);
    else this.#socketsOf.delete(sessionRef);
  }
}
