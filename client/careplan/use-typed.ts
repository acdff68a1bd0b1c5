import { type RefObject, useEffect, useRef } from 'react';

import { type TakeTyped, watchTyped } from '../editor/typed.ts';

/** Hears what is typed or pasted into a text; `onTyped` is undefined where writing is possible. */
export function useTyped(
  target: RefObject<HTMLElement | null>,
  onTyped: TakeTyped | undefined,
): void {
  const latest = useRef(onTyped);
  useEffect(() => {
    latest.current = onTyped;
  });
  useEffect(() => {
    if (target.current === null) return undefined;
    return watchTyped(target.current, (text) => latest.current?.(text) ?? false);
  }, [target]);
}
