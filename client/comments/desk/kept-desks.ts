import { type Store, createSource } from '../../sync/store.ts';
import { type KeptDesk } from './create-desk.ts';
import { type DeskPage } from './desk.ts';

/** A page's stay at a desk. */
export interface DeskStay {
  readonly desk: KeptDesk;
  /** Ends the stay. The desk is kept while something on it is not sent. */
  leave(): void;
}

interface Kept {
  readonly desk: KeptDesk;
  readonly personId: string;
  stays: number;
}

/**
 * The desks of this browser tab, one per plan and person. They live above the pages: what was written is there again
 * when its plan is opened again (RL7). Nothing is stored on the device, and nobody finds another person's words.
 */
export class KeptDesks {
  readonly #open: (page: DeskPage, onSignedOut: () => void) => KeptDesk;
  readonly #kept = new Map<string, Kept>();
  readonly #unsent = createSource(0);
  readonly #left = createSource(0);
  readonly #needsSignIn = createSource(false);

  constructor(open: (page: DeskPage, onSignedOut: () => void) => KeptDesk) {
    this.#open = open;
  }

  /** How many pieces of writing are only in this tab. */
  get unsent(): Store<number> {
    return this.#unsent;
  }

  /** How many of them are on desks that no page shows. */
  get left(): Store<number> {
    return this.#left;
  }

  /** The session ended while something was to be sent. */
  get needsSignIn(): Store<boolean> {
    return this.#needsSignIn;
  }

  /** The desk of a page: the same one as before, with what was written. */
  enter(page: DeskPage): DeskStay {
    this.#endOthers(page.personId);
    const key = `${page.personId} ${page.plan.id}`;
    const kept = this.#kept.get(key) ?? this.#begin(key, page);
    kept.stays += 1;
    this.#sumUp();
    let isLeft = false;
    const leave = (): void => {
      if (isLeft) return;
      isLeft = true;
      kept.stays -= 1;
      this.#settle(key, kept);
    };
    return { desk: kept.desk, leave };
  }

  /** The words that are only in this tab, for Copy. */
  unsentText(): string {
    const texts = [...this.#kept.values()].map(({ desk }) => desk.unsentText());
    return texts.filter((text) => text !== '').join('\n\n');
  }

  /** Sends and asks now; also after signing in again. */
  retryNow(): void {
    this.#needsSignIn.set(false);
    for (const { desk } of this.#kept.values()) desk.wake();
  }

  /** Ends everything at once, whatever is not sent: only when a person asked for that. */
  end(): void {
    for (const key of this.#kept.keys()) this.#end(key);
  }

  #begin(key: string, page: DeskPage): Kept {
    const desk = this.#open(page, () => this.#needsSignIn.set(true));
    const kept: Kept = { desk, personId: page.personId, stays: 0 };
    this.#kept.set(key, kept);
    desk.unsent.subscribe(() => this.#settle(key, kept));
    return kept;
  }

  /** In the next turn: a page that shows the same plan may already be entering. */
  #settle(key: string, kept: Kept): void {
    this.#sumUp();
    if (kept.stays > 0) return;
    queueMicrotask(() => {
      const isOver = kept.stays === 0 && kept.desk.unsent.get() === 0;
      if (isOver && this.#kept.get(key) === kept) this.#end(key);
    });
  }

  #endOthers(personId: string): void {
    for (const [key, kept] of this.#kept) if (kept.personId !== personId) this.#end(key);
  }

  #end(key: string): void {
    const kept = this.#kept.get(key);
    this.#kept.delete(key);
    kept?.desk.close();
    this.#sumUp();
  }

  #sumUp(): void {
    const all = [...this.#kept.values()];
    this.#unsent.set(unsentOf(all));
    this.#left.set(unsentOf(all.filter(({ stays }) => stays === 0)));
  }
}

function unsentOf(some: readonly Kept[]): number {
  return some.reduce((sum, { desk }) => sum + desk.unsent.get(), 0);
}
