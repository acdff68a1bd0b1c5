import { useCallback, useSyncExternalStore } from 'react';

import type { Store } from '../sync/store.ts';

/** The present value of a store, kept current; `fallback` while there is no store yet. */
export function useStore<T>(store: Store<T> | undefined, fallback: T): T {
  const subscribe = useCallback(
    (listener: () => void) => store?.subscribe(listener) ?? ignore,
    [store],
  );
  return useSyncExternalStore(subscribe, () => (store === undefined ? fallback : store.get()));
}

function ignore(): void {
  // Nothing was subscribed.
}
