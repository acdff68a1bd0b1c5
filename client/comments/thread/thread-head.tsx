import { isCritical } from '@alliance/shared/comments/critical';
import { IconAlertTriangle, IconChevronUp, IconCircleCheck, IconUsers } from '@tabler/icons-react';
import { type JSX, type RefObject } from 'react';
import { useNow, useTranslations } from 'use-intl';

import { DisciplineBadge } from '../../ui/discipline-badge.tsx';
import { useStore } from '../../ui/use-store.ts';
import { hasUnsentWords } from '../desk/box-places.ts';
import { plainTextOf } from '../desk/threads-optimistic.ts';
import { unreadIn } from '../desk/unread.ts';
import { useAssignmentWords, isOver } from './assignment-words.ts';
import { KindSign } from './kind-sign.tsx';
import { type ThreadParts, authorOf, kindShown } from './thread-parts.ts';
import { useAgo } from './time-ago.ts';

import styles from './thread-card.module.css';

/** The first line of a card, which opens and closes it. */
export function ThreadHead({
  parts,
  button,
  isOpen,
  bodyId,
}: {
  readonly parts: ThreadParts;
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly isOpen: boolean;
  readonly bodyId: string;
}): JSX.Element {
  const t = useTranslations('comments.card');
  const ago = useAgo();
  const { desk, page, thread } = parts;
  const { name, disciplineKey } = authorOf(thread);
  const unread = unreadIn(thread, page.personId);
  const [{ at }] = thread.comments;
  return (
    <button
      ref={button}
      type="button"
      className={styles['head']}
      data-testid="thread-toggle"
      data-card-head=""
      aria-expanded={isOpen}
      aria-controls={bodyId}
      onClick={() => desk.activate(isOpen ? undefined : thread.id, 'rail')}
    >
      {isOpen ? (
        <KindSign kind={kindShown(thread)} />
      ) : (
        <>
          <DisciplineBadge discipline={disciplineKey} />
          <span className={styles['name']}>{name}</span>
        </>
      )}
      <span className={styles['end']}>
        {isOpen ? (
          <>
            <span className={styles['spoken']}>{t('close')}</span>
            <IconChevronUp size={16} aria-hidden="true" />
          </>
        ) : (
          <>
            <time dateTime={at}>{ago(at)}</time>
            {unread > 0 ? (
              <span className={styles['unread']}>{t('unread', { count: unread })}</span>
            ) : null}
          </>
        )}
      </span>
    </button>
  );
}

/** A closed card's look at its thread: the first words, what it is, what it waits for. */
export function ThreadGlance({ parts }: { readonly parts: ThreadParts }): JSX.Element {
  const t = useTranslations('comments');
  const { desk, thread } = parts;
  const outbox = useStore(desk.outbox, desk.outbox.get());
  const boxes = useStore(desk.written, desk.written.get());
  const [first, ...answers] = thread.comments;
  const mine = outbox.filter(({ threadId }) => threadId === thread.id);
  const refused = mine.some(({ refusal }) => refusal !== undefined);
  return (
    <>
      <p className={styles['facts']}>
        <SubjectSign parts={parts} />
        <SharedSign parts={parts} />
      </p>
      <p className={styles['glance']}>{plainTextOf(first.words)}</p>
      <p className={styles['facts']}>
        <KindSign kind={kindShown(thread)} />
        {answers.length > 0 ? <span>{t('card.answers', { count: answers.length })}</span> : null}
        <AssignedTo parts={parts} />
        <StatusSign parts={parts} />
        {refused ? <span className={styles['refused']}>{t('refused.title')}</span> : null}
        {mine.length > 0 && !refused ? <span>{t('comment.sending')}</span> : null}
        {hasUnsentWords(boxes, thread.id) ? (
          <span className={styles['refused']}>{t('card.unsent')}</span>
        ) : null}
      </p>
    </>
  );
}

/** Who owes the answer; nothing where nobody does. */
export function AssignedTo({
  parts: { page, thread },
}: {
  readonly parts: ThreadParts;
}): JSX.Element | null {
  const words = useAssignmentWords(page);
  const now = useNow({ updateInterval: 60_000 });
  const { value } = thread.assignment;
  if (value === null) return null;
  const isLate = thread.status === 'open' && value.dueOn !== undefined && isOver(value.dueOn, now);
  return (
    <span className={styles['assigned']} data-late={isLate ? '' : undefined}>
      {isLate ? <IconAlertTriangle size={13} aria-hidden="true" /> : null}
      {words(value)}
    </span>
  );
}

/** What a thread waits for, or that it is over. */
function StatusSign({ parts: { thread } }: { readonly parts: ThreadParts }): JSX.Element | null {
  const t = useTranslations('comments');
  const { status, kind, readBack } = thread;
  if (status === 'resolved')
    return (
      <span className={styles['done']}>
        <IconCircleCheck size={14} aria-hidden="true" /> {t('card.resolved')}
      </span>
    );
  if (!isCritical(kind)) return null;
  if (readBack?.confirmed !== undefined)
    return (
      <span className={styles['done']}>
        <IconCircleCheck size={14} aria-hidden="true" /> {t('readBack.briefConfirmed')}
      </span>
    );
  return (
    <span className={styles['needs']}>
      {t(readBack === undefined ? 'readBack.needed' : 'readBack.waitsConfirm')}
    </span>
  );
}

/** Says what a thread is about that is about no words: its card looks like those beside it. */
function SubjectSign({
  parts: { page, thread },
}: {
  readonly parts: ThreadParts;
}): JSX.Element | null {
  const t = useTranslations('comments.card');
  const { subject } = thread;
  if (subject.on === 'plan') return <strong>{t('onPlan')}</strong>;
  if (subject.on !== 'section') return null;
  const section = page.plan.sections.find(({ key }) => key === subject.sectionKey);
  return <strong>{t('onSection', { heading: section?.heading ?? '' })}</strong>;
}

/** Says when not only the team reads a thread. */
export function SharedSign({
  parts: { thread },
}: {
  readonly parts: ThreadParts;
}): JSX.Element | null {
  const t = useTranslations('comments.card');
  if (thread.audience !== 'shared') return null;
  return (
    <span className={styles['shared']}>
      <IconUsers size={14} aria-hidden="true" /> {t('shared')}
    </span>
  );
}
