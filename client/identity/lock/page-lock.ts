import { type Source, type Store, createSource } from '../../sync/store.ts';
import { ServerRefusal } from '../../ui/server-refusal.ts';
import { announceActive, isSessionLocked, lockSession, unlockSession } from '../session-queries.ts';
import { IdleClock } from './idle-clock.ts';
import { forgetLocked, rememberLocked } from './kept-lock.ts';
import { type OtherTabs, type TabWord, joinOtherTabs } from './other-tabs.ts';

/** Whether the page can be seen. */
export interface LockState {
  readonly isLocked: boolean;
  /** Until the page is locked, when that is near. */
  readonly secondsLeft: number | undefined;
  /** The sign-in is over as well: a proof is not enough, the same person signs in again. */
  readonly hasEnded: boolean;
}

/** What a lock needs of the page around it. */
export interface LockParts {
  /** Who is signed in; `sharesHands` where whoever is there counts for everybody, as in the demonstration. */
  readonly person: { readonly id: string; readonly name: string; readonly sharesHands: boolean };
  /** Minutes until the page is locked; undefined where it never locks by itself. */
  readonly minutes: number | undefined;
  /** Resolves when all that was typed is saved, or when waiting for that is no use. */
  readonly flush: () => Promise<void>;
  /** From now on nothing is sent or heard. */
  readonly hangUp: () => void;
  /** Asks the server who is signed in, and goes on where it was left. False while it is not this person, unlocked. */
  readonly wake: () => Promise<boolean>;
  /** This person has signed out in another tab. False while something here waits for them. */
  readonly onLeft: () => boolean;
}

/** A page that can be seen, and stays so for a while. */
export const unlocked: LockState = { isLocked: false, secondsLeft: undefined, hasEnded: false };
/** How often the server hears that somebody is there; where the time is short, a tenth of it. */
const announceMsMax = 30_000;
const tellTabsMs = 1_000;
const retryMs = 10_000;

/** Locks the page when nobody touches it, when asked to, and when another tab or the server says so. */
export class PageLock {
  readonly #parts: LockParts;
  readonly #state: Source<LockState> = createSource(unlocked);
  readonly #clock: IdleClock | undefined;
  #tabs: OtherTabs | undefined;
  readonly #announceMs: number;
  #announcing: ReturnType<typeof setTimeout> | undefined;
  #announcedAt = -Infinity;
  #toldTabsAt = -Infinity;
  #isServerTold = false;
  #telling: Promise<void> | undefined;
  /** How often the page was locked. */
  #lockings = 0;

  constructor(parts: LockParts) {
    this.#parts = parts;
    const limitMs = (parts.minutes ?? 0) * 60_000;
    this.#clock = parts.minutes === undefined ? undefined : new IdleClock(limitMs);
    this.#announceMs = Math.min(announceMsMax, limitMs / 10);
  }

  get state(): Store<LockState> {
    return this.#state;
  }

  /** Begins to count, and to hear the other tabs; returns the end of it. */
  start(): () => void {
    const tabs = joinOtherTabs(this.#parts.person, (word) => this.#hear(word));
    this.#tabs = tabs;
    const stopWatching = this.#clock?.idleness.subscribe(() => this.#idled());
    this.#clock?.start();
    return () => {
      stopWatching?.();
      this.#clock?.stop();
      clearTimeout(this.#announcing);
      tabs.close();
    };
  }

  /** Somebody is at this page. */
  touch(): void {
    if (this.#state.get().isLocked || this.#clock?.touch() === false) return;
    const now = performance.now();
    if (now - this.#toldTabsAt >= tellTabsMs) {
      this.#toldTabsAt = now;
      this.#tabs?.tell('active');
    }
    if (this.#clock === undefined || this.#announcing !== undefined) return;
    // Never dropped, only put off: the server must not count from an earlier touch than the last one by much.
    const waitMs = Math.max(0, this.#announcedAt + this.#announceMs - now);
    this.#announcing = setTimeout(() => this.#announce(), waitMs);
  }

  /** Somebody comes back to this tab: it may have slept, or have been unlocked in another one. */
  look(): void {
    if (!this.#state.get().isLocked) this.#clock?.look();
    else if (this.#isServerTold) void this.#wake();
  }

  /** Locks this page and the other tabs of its person. */
  lockNow(): void {
    if (this.#state.get().isLocked) return;
    this.#tabs?.tell('locked');
    this.#lock();
  }

  /** The server says that the session is locked. */
  hearLocked(): void {
    this.#lock();
  }

  /** The server says that nobody is signed in any more. */
  hearOver(): void {
    if (this.#state.get().isLocked) this.#waitForPerson();
  }

  /** Opens the page again for the person who proves who they are. Rejects with the server's refusal. */
  async unlock(proof: string): Promise<void> {
    try {
      // A server that was out of reach would not ask for any proof.
      if (!this.#isServerTold) await this.#tellServer();
      await unlockSession(proof);
    } catch (error) {
      if (isOver(error)) this.#waitForPerson();
      throw error;
    }
    await this.goOn();
  }

  /** Shows the page again once the server says that this person may see it; the other tabs follow. */
  async goOn(): Promise<void> {
    if (await this.#wake()) this.#tabs?.tell('unlocked');
  }

  /** The person leaves: nothing of them may stay in other tabs. */
  leave(): void {
    forgetLocked();
    this.#tabs?.tell('left');
  }

  #announce(): void {
    this.#announcing = undefined;
    if (this.#state.get().isLocked) return;
    this.#announcedAt = performance.now();
    announceActive().catch((error: unknown) => {
      if (isSessionLocked(error)) this.#lock();
    });
  }

  #idled(): void {
    const idleness = this.#clock?.idleness.get();
    if (this.#state.get().isLocked || idleness === undefined) return;
    if (idleness.kind === 'idle') this.lockNow();
    else
      this.#state.set(
        idleness.kind === 'warning' ? { ...unlocked, secondsLeft: idleness.seconds } : unlocked,
      );
  }

  #hear(word: TabWord): void {
    if (word === 'active') this.#clock?.touch();
    if (word === 'locked') this.#lock();
    if (word === 'unlocked' && this.#state.get().isLocked) void this.#wake();
    if (word === 'left' && !this.#parts.onLeft()) this.#waitForPerson();
  }

  /** The session is over, and what is hidden waits for its person. */
  #waitForPerson(): void {
    this.#lock();
    this.#state.set({ ...this.#state.get(), hasEnded: true });
  }

  #lock(): void {
    if (this.#state.get().isLocked) return;
    rememberLocked(this.#parts.person.name);
    this.#isServerTold = false;
    this.#state.set({ ...unlocked, isLocked: true });
    this.#lockings += 1;
    void this.#settle(this.#lockings);
  }

  /** What was typed is saved before the server stops listening. */
  async #settle(locking: number): Promise<void> {
    await this.#parts.flush();
    if (!this.#isStill(locking)) return;
    this.#parts.hangUp();
    this.#keepTelling(locking);
  }

  #keepTelling(locking: number): void {
    if (!this.#isStill(locking) || this.#isServerTold) return;
    this.#tellServer().catch(() => {
      // Locked here all the same; the server hears of it as soon as it can be reached.
      setTimeout(() => this.#keepTelling(locking), retryMs);
    });
  }

  #isStill(locking: number): boolean {
    return this.#state.get().isLocked && this.#lockings === locking;
  }

  /** Once at a time: a late one would lock what was unlocked meanwhile. */
  #tellServer(): Promise<void> {
    this.#telling ??= this.#tell().finally(() => {
      this.#telling = undefined;
    });
    return this.#telling;
  }

  async #tell(): Promise<void> {
    try {
      await lockSession();
    } catch (error) {
      // It knows already, or the session is over.
      if (!(error instanceof ServerRefusal && error.status === 401)) throw error;
    }
    this.#isServerTold = true;
  }

  async #wake(): Promise<boolean> {
    if (!(await this.#parts.wake())) return false;
    forgetLocked();
    this.#clock?.restart();
    this.#state.set(unlocked);
    return true;
  }
}

function isOver(error: unknown): boolean {
  return error instanceof ServerRefusal && error.status === 401 && !isSessionLocked(error);
}
