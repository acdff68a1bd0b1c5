import { type ThreadView } from '@alliance/shared/comments/thread-view';
import { type JSX, type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';

import { useStore } from '../../ui/use-store.ts';
import { hasPlace, owesReadBack } from '../desk/box-places.ts';
import { type Desk, type DeskPage } from '../desk/desk.ts';
import { newComment } from '../desk/new-comment.ts';
import { boxKey } from '../desk/unsent.ts';
import { Candidates } from './candidates.tsx';
import { CardBox } from './card-box.tsx';
import { FoldedBox } from './folded-box.tsx';
import { WordsWithoutBox } from './kept-words.tsx';
import { ReadBackPanel } from './read-back.tsx';
import { RefusedWords } from './refused-words.tsx';
import { ThreadActions } from './thread-actions.tsx';
import { ThreadComment } from './thread-comment.tsx';
import { AssignedTo, SharedSign, ThreadGlance, ThreadHead } from './thread-head.tsx';
import { type ThreadParts, authorOf, kindShown } from './thread-parts.ts';
import { useAgo } from './time-ago.ts';
import { useKeptFocus } from './use-kept-focus.ts';
import { useReading } from './use-reading.ts';

import styles from './thread-card.module.css';

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

/** One thread: closed, what one must know to open it; open, everything that was said and what can be done. */
export function ThreadCard(props: ThreadCardProps): JSX.Element {
  const t = useTranslations('comments');
  const { desk, page, thread, isOpen, hasQuote = false, onClose, children } = props;
  const bodyId = useId();
  const card = useRef<HTMLElement>(null);
  const head = useRef<HTMLButtonElement>(null);
  useKeptFocus(card, head);
  const parts: ThreadParts = { desk, page, thread };
  const onKeyDown = (event: KeyboardEvent): void => {
    // Escape in a menu or dialog of the card bubbles up through React: it belongs to them.
    const isInside = event.target instanceof Node && event.currentTarget.contains(event.target);
    if (event.key !== 'Escape' || event.defaultPrevented || !isInside) return;
    onClose?.();
  };
  return (
    // Escape is heard from whatever in the card has the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <article
      ref={card}
      className={styles['card']}
      data-thread={thread.id}
      data-open={isOpen ? '' : undefined}
      data-status={thread.status}
      data-kind={kindShown(thread)}
      aria-label={t('card.label', {
        kind: t(`kind.${kindShown(thread)}`),
        name: authorOf(thread).name,
      })}
      onKeyDown={onKeyDown}
    >
      <ThreadHead parts={parts} button={head} isOpen={isOpen} bodyId={bodyId} />
      <div id={bodyId} className={styles['body']}>
        {hasQuote ? <Quote thread={thread} /> : null}
        {children}
        {isOpen ? <OpenThread parts={parts} /> : <ThreadGlance parts={parts} />}
      </div>
    </article>
  );
}

/** The words that a thread is about; what its author's client said and the server did not find is not shown as the text's own (CM25). */
function Quote({ thread: { subject } }: { readonly thread: ThreadView }): JSX.Element | null {
  const t = useTranslations('comments.card');
  if (subject.on !== 'text' && subject.on !== 'node') return null;
  return (
    <figure className={styles['quote']}>
      <blockquote>{subject.quote}</blockquote>
      {subject.isQuoteVerified ? null : <figcaption>{t('said')}</figcaption>}
    </figure>
  );
}

function OpenThread({ parts }: { readonly parts: ThreadParts }): JSX.Element {
  const { desk, thread } = parts;
  const outbox = useStore(desk.outbox, desk.outbox.get());
  const [wasRead] = useState(thread.readCount);
  useReading(desk, thread);
  return (
    <>
      <div className={styles['facts']}>
        <AssignedTo parts={parts} />
        <SharedSign parts={parts} />
      </div>
      <Candidates parts={parts} />
      <ol className={styles['comments']}>
        {thread.comments.map((comment, index) => (
          <ThreadComment
            key={comment.id}
            parts={parts}
            comment={comment}
            isNew={index >= wasRead && comment.author.personId !== parts.page.personId}
          />
        ))}
      </ol>
      <ReadBackPanel parts={parts} />
      <ResolvedLine parts={parts} />
      {outbox.map((waiting) =>
        waiting.threadId === thread.id && waiting.refusal !== undefined ? (
          <RefusedWords key={waiting.key} desk={desk} waiting={waiting} refusal={waiting.refusal} />
        ) : null,
      )}
      <WordsWithoutBox desk={desk} thread={thread} />
      <AnswerBox parts={parts} />
      <ThreadActions parts={parts} />
    </>
  );
}

function ResolvedLine({ parts: { thread } }: { readonly parts: ThreadParts }): JSX.Element | null {
  const t = useTranslations('comments.card');
  const ago = useAgo();
  const { resolved, can } = thread;
  if (resolved === undefined) return null;
  return (
    <p className={styles['resolved']}>
      {t('resolvedBy', { name: resolved.by.name, when: ago(resolved.at) })}{' '}
      {can.includes('reply') ? t('resolvedAnswer') : null}
    </p>
  );
}

function AnswerBox({ parts }: { readonly parts: ThreadParts }): JSX.Element | null {
  const t = useTranslations('comments');
  const { desk, thread } = parts;
  const box = boxKey(thread.id, 'reply');
  const boxes = useStore(desk.written, desk.written.get());
  const [isUnfolded, setIsUnfolded] = useState(false);
  // A thread that is still on its way has no server that could say what may be done.
  if (thread.version === 0) return null;
  if (!hasPlace(thread, { purpose: 'reply', commentId: '' }))
    return <p className={styles['resolved']}>{t('reading.cannot')}</p>;
  // An answer is no read-back: who owes one shall not take the one box for the other.
  const isAside = owesReadBack(thread);
  if (isAside && !isUnfolded && !boxes.has(box))
    return (
      <FoldedBox box={box} label={t('readBack.answerOnly')} onOpen={() => setIsUnfolded(true)} />
    );
  return (
    <CardBox
      parts={parts}
      box={box}
      label={t('box.reply')}
      isLabelHidden
      placeholder={t('box.replyPlaceholder')}
      sendLabel={t('box.send')}
      takesFocus={isUnfolded}
      {...(isAside ? { onCancel: () => setIsUnfolded(false) } : {})}
      onSend={(written) => {
        setIsUnfolded(false);
        void desk.change(thread.id, { type: 'reply', comment: newComment(written) });
      }}
    />
  );
}
