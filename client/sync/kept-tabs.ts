import { type SaveState, isAtStake, worstOf } from './save-state.ts';
import { type Store, createSource } from './store.ts';
import { type Tab } from './tab.ts';

/** A page's stay with a person's {@link Tab}. */
export interface Stay {
  /** The same tab for everybody who stays; rejects when its code could not be loaded. */
  readonly tab: Promise<Tab>;
  /** Ends the stay. The tab goes on by itself while something in it is at stake (SV14). */
  leave(): void;
}

/** A tab that no page shows. */
export interface LeftTab {
  readonly person: string;
  readonly tab: Tab;
}

interface Kept {
  readonly opening: Promise<Tab>;
  tab: Tab | undefined;
  stays: number;
}

/**
 * The conversations of this browser tab: one per person, whatever the number of pages that come and go. Nothing that
 * was typed ends with the page where it was typed.
 */
export class KeptTabs {
  readonly #open: (person: string) => Promise<Tab>;
  readonly #kept = new Map<string, Kept>();
  readonly #save = createSource<SaveState>({ kind: 'connecting' });
  readonly #left = createSource<readonly LeftTab[]>([]);
  #isPaused = false;

  /** `open` makes the tab of a person. */
  constructor(open: (person: string) => Promise<Tab>) {
    this.#open = open;
  }

  /** The worst of all tabs. */
  get save(): Store<SaveState> {
    return this.#save;
  }

  /** The tabs that no page shows and that are kept because something in them is at stake. */
  get left(): Store<readonly LeftTab[]> {
    return this.#left;
  }

  /** Joins the tab of a person, which is opened when there is none. */
  enter(person: string): Stay {
    const kept = this.#kept.get(person) ?? this.#begin(person);
    kept.stays += 1;
    this.#sumUp();
    let isLeft = false;
    const leave = (): void => {
      if (isLeft) return;
      isLeft = true;
      kept.stays -= 1;
      this.#endSoon(person, kept);
    };
    return { tab: kept.opening, leave };
  }

  /** How many changes are not on disk. */
  unsavedChanges(): number {
    return this.#tabs.reduce((sum, tab) => sum + tab.unsavedChanges(), 0);
  }

  /** Their text, for Copy. */
  unsavedText(): string {
    const texts = this.#tabs.map((tab) => tab.unsavedText());
    return texts.filter((text) => text !== '').join('\n\n');
  }

  /** Tries every tab again, as after signing in again. */
  retryNow(): void {
    for (const tab of this.#tabs) tab.retryNow();
  }

  /** Every tab hangs up and stays silent, also those that are opened meanwhile, until {@link KeptTabs.resume}. */
  pause(): void {
    this.#isPaused = true;
    for (const tab of this.#tabs) tab.pause();
  }

  resume(): void {
    this.#isPaused = false;
    for (const tab of this.#tabs) tab.resume();
  }

  /** Ends everything at once, whatever is unsaved: only when a person asked for that. */
  end(): void {
    for (const person of this.#kept.keys()) this.#end(person);
  }

  get #tabs(): readonly Tab[] {
    return [...this.#kept.values()].flatMap(({ tab }) => tab ?? []);
  }

  #begin(person: string): Kept {
    const kept: Kept = { opening: this.#open(person), tab: undefined, stays: 0 };
    this.#kept.set(person, kept);
    kept.opening.then(
      (tab) => this.#opened(person, kept, tab),
      () => this.#forget(person, kept),
    );
    return kept;
  }

  #opened(person: string, kept: Kept, tab: Tab): void {
    // It was ended while its code was on the way.
    if (this.#kept.get(person) !== kept) return tab.close();
    kept.tab = tab;
    if (this.#isPaused) tab.pause();
    tab.save.subscribe(() => {
      this.#sumUp();
      this.#endSoon(person, kept);
    });
    this.#endSoon(person, kept);
  }

  /** In the next turn: the page that comes next may already be entering, and a section must not end while it speaks. */
  #endSoon(person: string, kept: Kept): void {
    if (kept.stays > 0) return;
    queueMicrotask(() => {
      if (this.#kept.get(person) !== kept || kept.stays > 0 || kept.tab === undefined) return;
      if (isAtStake(kept.tab.save.get())) this.#sumUp();
      else this.#end(person);
    });
  }

  #end(person: string): void {
    const kept = this.#kept.get(person);
    if (kept === undefined) return;
    this.#forget(person, kept);
    kept.tab?.close();
  }

  #forget(person: string, kept: Kept): void {
    if (this.#kept.get(person) === kept) this.#kept.delete(person);
    this.#sumUp();
  }

  #sumUp(): void {
    this.#save.set(worstOf(this.#tabs.map((tab) => tab.save.get())));
    const left = [...this.#kept].flatMap(([person, { stays, tab }]) =>
      stays === 0 && tab !== undefined ? [{ person, tab }] : [],
    );
    const before = this.#left.get();
    const isSame = left.every(({ tab }, index) => before[index]?.tab === tab);
    if (left.length !== before.length || !isSame) this.#left.set(left);
  }
}
