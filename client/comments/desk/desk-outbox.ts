import { type Source, type Store, createSource } from '../../sync/store.ts';
import { ServerRefusal } from '../../ui/server-refusal.ts';
import { type Pending, type Sent } from './threads-optimistic.ts';

/** Something that was sent and that the server does not have. */
export interface Parcel extends Pending {
  /** The `Idempotency-Key`: the same at every try, so that it is done once. */
  readonly key: string;
  /** A try has failed, and it goes again. */
  readonly isDelayed: boolean;
  /** Why it was not taken; undefined while it is being sent or waits. */
  readonly refusal: Error | undefined;
}

/** How the first try that fails is followed by others, in milliseconds: the time doubles. */
const waitMsMin = 1_000;
const waitMsMax = 30_000;

/**
 * What is on its way to the server, one after the other. Without connection, and while the server is not well, it waits
 * and goes again with the same key; what the server refuses stays until its author decides (RL7).
 */
export class Outbox {
  readonly #parcels: Source<readonly Parcel[]> = createSource<readonly Parcel[]>([]);
  readonly #arrivals = new Map<string, () => void>();
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

  /** Resolves when it has arrived, or when its author has let go of it. */
  send(parcel: Omit<Parcel, 'refusal' | 'isDelayed'>): Promise<void> {
    this.#parcels.set([
      ...this.#parcels.get(),
      { ...parcel, isDelayed: false, refusal: undefined },
    ]);
    const arrival = new Promise<void>((resolve) => this.#arrivals.set(parcel.key, resolve));
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
    this.#remove(key);
    return parcel;
  }

  /** Forgets everything. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#parcels.set([]);
  }

  async #sendAll(): Promise<void> {
    if (this.#isSending) return;
    clearTimeout(this.#timer);
    this.#isSending = true;
    // One after the other: an answer never overtakes what it answers.
    // oxlint-disable-next-line no-await-in-loop
    while (await this.#sendNext());
    this.#isSending = false;
  }

  /** Whether the next one can follow at once. */
  async #sendNext(): Promise<boolean> {
    const parcel = this.#parcels.get().find(({ refusal }) => refusal === undefined);
    if (parcel === undefined || this.#isClosed) return false;
    try {
      await this.#deliver(parcel.sent, parcel.key);
    } catch (error) {
      return this.#failed(parcel, error);
    }
    this.#failures = 0;
    this.#remove(parcel.key);
    return true;
  }

  #failed(parcel: Parcel, error: unknown): boolean {
    if (this.#isClosed) return false;
    if (mayPass(error)) {
      const waitMs = Math.min(waitMsMin * 2 ** this.#failures, waitMsMax);
      this.#failures += 1;
      this.#change(parcel, { isDelayed: true });
      this.#timer = setTimeout(() => void this.#sendAll(), waitMs);
      return false;
    }
    const refusal =
      error instanceof Error ? error : new Error('It was not taken', { cause: error });
    this.#change(parcel, { refusal });
    return true;
  }

  #change(parcel: Parcel, change: Partial<Parcel>): void {
    const changed = { ...parcel, ...change };
    this.#parcels.set(this.#parcels.get().map((each) => (each === parcel ? changed : each)));
  }

  #remove(key: string): void {
    this.#parcels.set(this.#parcels.get().filter((each) => each.key !== key));
    this.#arrivals.get(key)?.();
    this.#arrivals.delete(key);
  }
}

/** Whether waiting helps: no connection, a server that is not well, too many requests, a session that is opened again. */
export function mayPass(error: unknown): boolean {
  if (!(error instanceof ServerRefusal)) return false;
  return error.status === 0 || error.status >= 500 || [401, 408, 429].includes(error.status);
}
