import { type ThreadId } from '@alliance/shared/comments/thread';
import { useEffect } from 'react';

import type { KeptDesk } from '../desk/create-desk.ts';
import { type DeskPage } from '../desk/desk.ts';

/** What every part of the questions works with. */
export interface Asking {
  readonly desk: KeptDesk;
  readonly page: DeskPage;
  /** For the family: how the patient is called; undefined for the patient. */
  readonly patientName: string | undefined;
}

/** Hears that a question was opened from elsewhere, as by a link: it comes into the window with the keyboard on it. */
export function useBroughtHere(
  { desk }: Asking,
  threadId: ThreadId,
  element: { readonly current: HTMLElement | null },
): void {
  useEffect(() => {
    const bring = (): void => {
      element.current?.scrollIntoView({ block: 'center' });
      element.current?.focus();
    };
    if (desk.active.get() === threadId) bring();
    return desk.onActivated((activated, from) => {
      if (activated === threadId && (from === 'elsewhere' || from === 'owed'))
        requestAnimationFrame(bring);
    });
  }, [desk, threadId, element]);
}
