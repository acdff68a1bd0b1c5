import { type InboxItem, type ThreadItem, isThreadItem } from '@alliance/shared/inbox/inbox';
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';

/** What the list's element listens to. */
export interface ListKeys {
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocus: () => void;
  readonly onBlur: () => void;
}

/**
 * Keys of the list, only while the focus is in it: j and k or the arrows go from button to button, e marks as read where
 * that is enough. When a row goes, the focus stays at its place.
 */
export function useListKeys({
  list,
  items,
  onMarkRead,
}: {
  readonly list: RefObject<HTMLUListElement | null>;
  readonly items: readonly InboxItem[];
  readonly onMarkRead: (item: ThreadItem) => void;
}): ListKeys {
  const place = useRef<number>(undefined);
  useEffect(() => {
    // The row that had the focus is gone when nothing has it.
    if (place.current === undefined || document.activeElement !== document.body) return;
    const links = linksIn(list.current);
    const next = links[Math.min(place.current, links.length - 1)];
    (next ?? document.querySelector<HTMLElement>('#needs-you'))?.focus();
  });
  const present = (): number =>
    linksIn(list.current).findIndex((link) => link === document.activeElement);
  return {
    onFocus: () => {
      place.current = present();
    },
    // Not called for a row that goes with the focus in it.
    onBlur: () => {
      place.current = undefined;
    },
    onKeyDown: (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const index = present();
      const step = steps[event.key];
      const item = items[index];
      if (step !== undefined) linksIn(list.current)[index + step]?.focus();
      else if (event.key === 'e' && canBeRead(item)) onMarkRead(item);
      else return;
      event.preventDefault();
    },
  };
}

/** Reading is enough for it to go. */
function canBeRead(item: InboxItem | undefined): item is ThreadItem {
  return item !== undefined && isThreadItem(item) && item.readsTo !== undefined;
}

const steps: Readonly<Record<string, number>> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

function linksIn(list: HTMLElement | null): readonly HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('a') ?? [])];
}
