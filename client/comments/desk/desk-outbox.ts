import { type ThreadId } from '@alliance/shared/comments/thread';

import { type Source, type Store, createSource } from '../../sync/store.ts';
import { ServerRefusal } from '../../ui/server-refusal.ts';
import { waitMsAfter } from './retry-wait.ts';
import { type Pending, type Sent, threadIdOf } from './threads-optimistic.ts';

/** Something that was sent and that the server does not have. */
export interface Parcel extends Pending {
  /** The `Idempotency-Key`: the same at every try, so that it is done once. */
  readonly key: string;
  /** A try has failed, and it goes again. */
  readonly isDelayed: boolean;
  /** Why it was not taken; undefined while it is being sent or waits. */
  readonly refusal: Error | undefined;
}

/**
 * What is on its way to the server, one after the other. Without connection, and while the server is not well, it waits
 * and goes again with the same key; what the server refuses stays until its author decides (RL7).
 */
export class Outbox {
  readonly #parcels: Source<readonly Parcel[]> = createSource<readonly Parcel[]>([]);
  readonly #arrivals = new Map<string, (hasArrived: boolean) => void>();
  readonly #deliver: (sent: Sent, key: string) => Promise<void>;
  #isSending = false;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  /** `deliver` rejects with a {@link ServerRefusal} when the server did not take it. */
  constructor(deliver: (sent: Sent, key: string) => Promise<void>) {
    this.#deliver = deliver;
  }

  /** Oldest first. */
  get parcels(): Store<readonly Parcel[]> {
    return this.#parcels;
  }

  /** Resolves with whether it has arrived; false when its author has let go of it. */
  send(parcel: Omit<Parcel, 'refusal' | 'isDelayed'>): Promise<boolean> {
    this.#parcels.set([
      ...this.#parcels.get(),
      { ...parcel, isDelayed: false, refusal: undefined },
    ]);
    const arrival = new Promise<boolean>((resolve) => this.#arrivals.set(parcel.key, resolve));
    void this.#sendAll();
    return arrival;
  }

  /** Tries now what waits, instead of at the end of the waiting time. */
  retryNow(): void {
    this.#failures = 0;
    void this.#sendAll();
  }

  /** Forgets something that was refused; gives it back. What is on its way cannot be taken back. */
  take(key: string): Parcel | undefined {
    const parcel = this.#parcels.get().find((each) => each.key === key);
    if (parcel?.refusal === undefined) return undefined;
    this.#remove(key, false);
    return parcel;
  }

  /** Forgets everything. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#parcels.set([]);
  }

  /** One after the other: an answer never overtakes what it answers. What waits holds up its own thread alone. */
  async #sendAll(): Promise<void> {
    if (this.#isSending) return;
    clearTimeout(this.#timer);
    this.#isSending = true;
    const held = new Set<ThreadId>();
    let isAway = false;
    for (let next = this.#next(held); next !== undefined && !isAway; next = this.#next(held)) {
      // In the order in which they were written.
      // oxlint-disable-next-line no-await-in-loop
      const outcome = await this.#sendOne(next);
      if (outcome !== 'done') held.add(threadIdOf(next.sent));
      isAway = outcome === 'away';
    }
    this.#isSending = false;
    this.#wait(held.size > 0);
  }

  #next(held: ReadonlySet<ThreadId>): Parcel | undefined {
    if (this.#isClosed) return undefined;
    return this.#parcels
      .get()
      .find(({ sent, refusal }) => refusal === undefined && !held.has(threadIdOf(sent)));
  }

  async #sendOne(parcel: Parcel): Promise<Outcome> {
    try {
      await this.#deliver(parcel.sent, parcel.key);
    } catch (error) {
      return this.#failed(parcel, error);
    }
    this.#remove(parcel.key, true);
    return 'done';
  }

  #failed(parcel: Parcel, error: unknown): Outcome {
    if (this.#isClosed) return 'away';
    if (mayPass(error)) {
      this.#change(parcel, { isDelayed: true });
      return isOfServer(error) ? 'waits' : 'away';
    }
    const refusal =
      error instanceof Error ? error : new Error('It was not taken', { cause: error });
    this.#change(parcel, { refusal });
    return 'done';
  }

  #wait(isNeeded: boolean): void {
    if (this.#isClosed) return;
    const waitMs = waitMsAfter(this.#failures);
    this.#failures = isNeeded ? this.#failures + 1 : 0;
    if (isNeeded) this.#timer = setTimeout(() => void this.#sendAll(), waitMs);
  }

  #change(parcel: Parcel, change: Partial<Parcel>): void {
    const changed = { ...parcel, ...change };
    this.#parcels.set(this.#parcels.get().map((each) => (each === parcel ? changed : each)));
  }

  #remove(key: string, hasArrived: boolean): void {
    this.#parcels.set(this.#parcels.get().filter((each) => each.key !== key));
    this.#arrivals.get(key)?.(hasArrived);
    this.#arrivals.delete(key);
  }
}

/** `waits`: this one goes later. `away`: so does everything else. */
type Outcome = 'done' | 'waits' | 'away';

/** Whether the server itself was reached and could not take this one: another thread's may go. */
function isOfServer(error: unknown): boolean {
  return error instanceof ServerRefusal && (error.status >= 500 || error.status === 408);
}

/** Whether waiting helps: no connection, a server that is not well, too many requests, a session that is opened again. */
export function mayPass(error: unknown): boolean {
  if (!(error instanceof ServerRefusal)) return false;
  return error.status === 0 || error.status >= 500 || [401, 408, 429].includes(error.status);
}
