import { pageItemDesks } from '../careplan/item/page-item-desks.ts';
import { pageDesks } from '../comments/desk/page-desks.ts';
import { type Store } from '../sync/store.ts';

/** What of this tab's comments and items is only in this tab, together. */
export const pageWriting = {
  /** How many pieces of writing. */
  unsent: joined(pageDesks.unsent, pageItemDesks.unsent, (one, other) => one + other),
  /** The session ended while something was to be sent. */
  needsSignIn: joined(
    pageDesks.needsSignIn,
    pageItemDesks.needsSignIn,
    (one, other) => one || other,
  ),
  /** Sends and asks now. */
  retryNow(): void {
    pageDesks.retryNow();
    pageItemDesks.retryNow();
  },
  /** Ends everything at once, whatever is not sent. */
  end(): void {
    pageDesks.end();
    pageItemDesks.end();
  },
};

function joined<T>(one: Store<T>, other: Store<T>, join: (a: T, b: T) => T): Store<T> {
  return {
    get: () => join(one.get(), other.get()),
    subscribe: (listener) => {
      const ends = [one.subscribe(listener), other.subscribe(listener)];
      return () => ends.forEach((end) => end());
    },
  };
}
