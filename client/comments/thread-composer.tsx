import { type JSX } from 'react';

import { type Desk, type DeskPage } from './desk.ts';

/** What {@link ThreadComposer} needs. */
export interface ThreadComposerProps {
  readonly desk: Desk;
  readonly page: DeskPage;
  /** Called when it has been sent or let go of, so that the focus can return to the text. */
  readonly onDone?: () => void;
}

/** The thread that is being written, out of `desk.draft`; nothing while there is none. */
export function ThreadComposer({ desk }: ThreadComposerProps): JSX.Element | null {
  const draft = desk.draft.get();
  return draft === undefined ? null : <p>{draft.text}</p>;
}
