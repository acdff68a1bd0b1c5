import { useEffect } from 'react';

import { type Commenting } from '../commenting.ts';
import { intoCard, intoOwed } from '../focus.ts';
import { onSubject } from './page-text.ts';
import { showDraftWords, showWords } from './show-words.ts';

/** Shows the words of the thread that was opened elsewhere, and puts the keyboard on its card when it was not opened in the text (RL2). */
export function useShownThread({ desk, text }: Commenting): void {
  useEffect(
    () =>
      desk.onActivated((threadId, from) => {
        const thread = desk.threads.get()?.find(({ id }) => id === threadId);
        if (thread === undefined) return;
        if (from === 'elsewhere' || from === 'owed') desk.setSheetOpen(true);
        // The card grows first: a sheet that opens with it may cover the words.
        requestAnimationFrame(() => {
          showWords(text, thread, from === 'owed');
          if (from === 'elsewhere') intoCard(thread.id);
          if (from === 'owed') intoOwed(thread.id);
        });
      }),
    [desk, text],
  );
  useEffect(
    () =>
      onSubject(desk.draft, () => {
        if (desk.draft.get() !== undefined) requestAnimationFrame(() => showDraftWords(text));
      }),
    [desk, text],
  );
}
