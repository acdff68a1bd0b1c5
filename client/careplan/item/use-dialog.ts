import { useCallback, useEffect, useRef, useState } from 'react';

import { type ItemDialog } from './items-context.ts';

/** The dialog that is open. When it closes, the keyboard is where it was before, or in the card that it was about. */
export function useDialog(): {
  readonly dialog: ItemDialog | undefined;
  readonly open: (dialog: ItemDialog) => void;
  readonly close: () => void;
} {
  const [dialog, setDialog] = useState<ItemDialog>();
  const before = useRef<{ readonly element: Element | null; readonly itemId: string }>(undefined);
  const open = useCallback((next: ItemDialog) => {
    const itemId = 'itemId' in next ? next.itemId : '';
    before.current = { element: document.activeElement, itemId };
    setDialog(next);
  }, []);
  const close = useCallback(() => setDialog(undefined), []);
  useEffect(() => {
    if (dialog !== undefined || before.current === undefined) return;
    const { element, itemId } = before.current;
    before.current = undefined;
    if (document.activeElement === document.body) goBack(element, itemId);
  }, [dialog]);
  return { dialog, open, close };
}

/** The button that opened a dialog may be gone: it was in a menu, or what it offered is done. */
function goBack(element: Element | null, itemId: string): void {
  const isThere =
    element instanceof HTMLElement && element.isConnected && element !== document.body;
  const card = document.querySelector(`[data-item="${CSS.escape(itemId)}"]`);
  const target = isThere ? element : card?.querySelector<HTMLElement>('button');
  target?.focus({ preventScroll: true });
}
