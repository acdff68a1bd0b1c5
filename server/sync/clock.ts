/** The time that the sync server lives by. Nothing else in `server/sync` asks the machine for it, so that a simulation can be the machine. */

/** Calls back once, so many milliseconds later; the answer prevents it. */
export type Later = (run: () => void, ms: number) => () => void;

/** Calls back once, when everything that came in with this turn has been heard. */
export type Soon = (run: () => void) => void;

/** What time it is, and what happens when. */
export interface Clock {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly later: Later;
  readonly soon: Soon;
}

/** The machine's own timers. They keep no process alive. */
export const laterByTimer: Later = (run, ms) => {
  const timer = setTimeout(run, ms).unref();
  return () => clearTimeout(timer);
};

/** The end of the event loop's turn. */
export const soonByTurn: Soon = (run) => {
  setImmediate(run);
};
