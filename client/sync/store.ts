/** A value that changes and can be watched: what React's `useSyncExternalStore` reads. */
export interface Store<T> {
  /** The value now; the same object until it changes. */
  readonly get: () => T;
  /** Calls back after each change, until the returned function is called. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** A {@link Store} that its owner can change. */
export interface Source<T> extends Store<T> {
  /** Sets the value; listeners hear of it only when it differs by `Object.is`. */
  readonly set: (value: T) => void;
}

/** A store that starts with a value. */
export function createSource<T>(initial: T): Source<T> {
  const listeners = new Set<() => void>();
  let value = initial;
  return {
    get: () => value,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set(next) {
      if (Object.is(value, next)) return;
      value = next;
      for (const listener of listeners) listener();
    },
  };
}
