import { type Store, createSource } from './store.ts';

/** For which plan and person there is a desk. */
export interface DeskOwner {
  readonly plan: { readonly id: string };
  readonly personId: string;
}

/** What is written and sent in one plan by one person, as the code that keeps it sees it. */
export interface KeepableDesk {
  /** How many pieces of writing are only in this tab. */
  readonly unsent: Store<number>;
  /** Their words, for Copy. */
  unsentText(): string;
  /** Asks and sends now. */
  wake(): void;
  /** Forgets everything, and sends nothing any more. */
  close(): void;
}

/** A page's stay at a desk. */
export interface DeskStay<Desk> {
  readonly desk: Desk;
  /** Ends the stay. The desk is kept while something on it is not sent. */
  leave(): void;
}

interface Kept<Desk> {
  readonly desk: Desk;
  readonly personId: string;
  stays: number;
}

/**
 * The desks of this browser tab, one per plan and person. They live above the pages: what was written is there again
 * when its plan is opened again (RL7). Nothing is stored on the device, and nobody finds another person's words.
 */
export class KeptDesks<Page extends DeskOwner, Desk extends KeepableDesk> {
  readonly #open: (page: Page, onSignedOut: () => void) => Desk;
  readonly #kept = new Map<string, Kept<Desk>>();
  readonly #unsent = createSource(0);
  readonly #left = createSource(0);
  readonly #needsSignIn = createSource(false);

  constructor(open: (page: Page, onSignedOut: () => void) => Desk) {
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
  enter(page: Page): DeskStay<Desk> {
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

  #begin(key: string, page: Page): Kept<Desk> {
    const desk = this.#open(page, () => this.#needsSignIn.set(true));
    const kept: Kept<Desk> = { desk, personId: page.personId, stays: 0 };
    this.#kept.set(key, kept);
    desk.unsent.subscribe(() => this.#settle(key, kept));
    return kept;
  }

  /** In the next turn: a page that shows the same plan may already be entering. */
  #settle(key: string, kept: Kept<Desk>): void {
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

function unsentOf(some: readonly Kept<KeepableDesk>[]): number {
  return some.reduce((sum, { desk }) => sum + desk.unsent.get(), 0);
}
