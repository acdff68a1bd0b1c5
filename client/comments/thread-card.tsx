import { type ThreadView } from '@alliance/shared/comments/thread-view';
import { type JSX, type ReactNode } from 'react';

import { type Desk, type DeskPage } from './desk.ts';

/** What {@link ThreadCard} needs. */
export interface ThreadCardProps {
  readonly desk: Desk;
  readonly page: DeskPage;
  readonly thread: ThreadView;
  /** Shows everything and the boxes; otherwise one look. */
  readonly isOpen: boolean;
  /** Shows the quote: where the card does not stand beside its text. */
  readonly hasQuote?: boolean;
  /** Called when its person wants to leave it: Escape. */
  readonly onClose?: () => void;
  /** What the place of the card adds below the quote: where it stands, why it is unplaced, a way to put it back. */
  readonly children?: ReactNode;
}

/** One thread. */
export function ThreadCard({ desk, thread, children }: ThreadCardProps): JSX.Element {
  const [{ words, author }] = thread.comments;
  return (
    <article data-thread={thread.id}>
      <button type="button" onClick={() => desk.activate(thread.id, 'rail')}>
        {author.name}
      </button>
      {'text' in words ? <p>{words.text}</p> : null}
      {children}
    </article>
  );
}
