import { isCritical } from '@alliance/shared/comments/critical';
import { type CommentView, type ThreadView } from '@alliance/shared/comments/thread-view';
import {
  IconAlertTriangle,
  IconChevronDown,
  IconCircleCheck,
  IconClock,
  IconMessage,
  IconMessageCheck,
} from '@tabler/icons-react';
import { type JSX, useId, useRef } from 'react';
import { useFormatter, useTranslations } from 'use-intl';

import { PersonFace } from '../../ui/person-face.tsx';
import { usePlainDiscipline } from '../../ui/plain-discipline.ts';
import { useMoment } from '../../ui/use-moment.ts';
import { useStore } from '../../ui/use-store.ts';
import { seatsOfReader } from '../desk/reader.ts';
import { plainTextOf } from '../desk/threads-optimistic.ts';
import { WordsWithoutBox } from '../thread/kept-words.tsx';
import { ReadBackPanel } from '../thread/read-back.tsx';
import { RefusedWords } from '../thread/refused-words.tsx';
import { authorOf } from '../thread/thread-parts.ts';
import { useKeptFocus } from '../thread/use-kept-focus.ts';
import { useReading } from '../thread/use-reading.ts';
import { PatientAnswer } from './patient-answer.tsx';
import { type Asking, useBroughtHere } from './patient-asking.ts';
import { type Standing, isOfTeam, isUnread, standingOf } from './patient-standing.ts';

import styles from './patient-questions.module.css';

/** What is shown of one question. */
export interface QuestionParts {
  readonly asking: Asking;
  readonly thread: ThreadView;
}

/** One question: closed, its words and where it stands; open, everything that was said, and a box for an answer. */
export function PatientQuestion({
  asking,
  thread,
  isOpen,
}: QuestionParts & { readonly isOpen: boolean }): JSX.Element {
  const t = useTranslations('questions');
  const { desk } = asking;
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const question = useRef<HTMLLIElement>(null);
  useBroughtHere(asking, thread.id, button);
  useKeptFocus(question, button);
  const toggle = (): void => desk.activate(isOpen ? undefined : thread.id, 'rail');
  const standing = standingOf(thread);
  return (
    <li
      ref={question}
      className={styles['question']}
      data-standing={standing.is}
      data-thread={thread.id}
    >
      <h3>
        <button
          ref={button}
          type="button"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={toggle}
        >
          <span className={styles['about']}>
            {isUnread(thread) ? <strong className={styles['mark']}>{t('isNew')}</strong> : null}
            {isCritical(thread.kind) ? (
              <strong className={styles['important']}>
                <IconAlertTriangle size={18} aria-hidden="true" /> {t('important')}
              </strong>
            ) : null}
            <span>
              <From asking={asking} thread={thread} />
            </span>
          </span>
          <IconChevronDown size={22} aria-hidden="true" />
          {isOpen ? null : (
            <span className={styles['beginning']} dir="auto">
              {plainTextOf(thread.comments[0].words)}
            </span>
          )}
        </button>
      </h3>
      <StandingLine asking={asking} standing={standing} />
      <AskedOfReader asking={asking} thread={thread} />
      <div id={id} hidden={!isOpen} className={styles['open']}>
        {isOpen ? <OpenQuestion asking={asking} thread={thread} /> : null}
      </div>
    </li>
  );
}

/** Who began it, and what it is about. */
function From({ asking: { page, patientName }, thread }: QuestionParts): string {
  const t = useTranslations('questions');
  const { subject } = thread;
  const author = authorOf(thread);
  const about = subject.on === 'plan' ? t('wholePlan') : t(`section.${subject.sectionKey}`);
  if (author.personId === page.personId) return t('from.me', { about });
  if (!isOfTeam(thread.comments[0])) return t('from.other', { name: author.name, about });
  return t(patientName === undefined ? 'from.team' : 'from.teamTo', { name: author.name, about });
}

const icons = {
  sending: IconClock,
  waiting: IconClock,
  answered: IconMessageCheck,
  written: IconMessage,
  replied: IconMessage,
  closed: IconCircleCheck,
} as const;

function StandingLine({
  asking,
  standing,
}: {
  readonly asking: Asking;
  readonly standing: Standing;
}): JSX.Element {
  const Icon = icons[standing.is];
  return (
    <p className={styles['standing']} data-is={standing.is}>
      <Icon size={20} aria-hidden="true" />
      <span>
        <StandingWords asking={asking} standing={standing} />
      </span>
    </p>
  );
}

function StandingWords({
  asking: { page, patientName },
  standing,
}: {
  readonly asking: Asking;
  readonly standing: Standing;
}): string {
  const t = useTranslations('questions.standing');
  const moment = useMoment();
  const plain = usePlainDiscipline(patientName);
  switch (standing.is) {
    case 'sending':
      return t('sending');
    case 'waiting':
      return t('waiting', { moment: moment(standing.since) });
    case 'answered':
    case 'written': {
      const { name, disciplineKey, title } = standing.by;
      return t(standing.is, { name, discipline: plain(disciplineKey, title) });
    }
    case 'replied':
    case 'closed': {
      const { personId, name } = standing.by;
      const at = { moment: moment(standing.at) };
      if (personId === page.personId) return t(standing.is, at);
      return t(standing.is === 'closed' ? 'closedBy' : 'repliedBy', { name, ...at });
    }
  }
}

/** The team has asked the reader, by their seat, to answer. */
function AskedOfReader({ asking: { page }, thread }: QuestionParts): JSX.Element | null {
  const t = useTranslations('questions');
  const format = useFormatter();
  const { value } = thread.assignment;
  const isMine = seatsOfReader(page).some(({ id }) => id === value?.seatId);
  if (!isMine || value === null || thread.status === 'resolved') return null;
  const date = value.dueOn && format.dateTime(new Date(`${value.dueOn}T00:00:00`), 'dayAndMonth');
  return <p>{date === undefined ? t('yours') : t('yoursUntil', { date })}</p>;
}

function OpenQuestion({ asking, thread }: QuestionParts): JSX.Element {
  const { desk, page } = asking;
  const outbox = useStore(desk.outbox, desk.outbox.get());
  const { id, comments } = thread;
  useReading(desk, thread);
  return (
    <>
      <Quote thread={thread} />
      <ol className={styles['comments']}>
        {comments.map((comment) => (
          <Said key={comment.id} asking={asking} comment={comment} />
        ))}
      </ol>
      <div className={styles['large']}>
        <ReadBackPanel parts={{ desk, page, thread }} />
      </div>
      {outbox.map((waiting) =>
        waiting.threadId === id && waiting.refusal !== undefined ? (
          <RefusedWords key={waiting.key} desk={desk} waiting={waiting} refusal={waiting.refusal} />
        ) : null,
      )}
      <WordsWithoutBox desk={desk} thread={thread} />
      <PatientAnswer asking={asking} thread={thread} />
    </>
  );
}

/** The words that a thread is about, where the server has found them in the text (CM25). */
function Quote({ thread: { subject } }: { readonly thread: ThreadView }): JSX.Element | null {
  const t = useTranslations('questions');
  if ((subject.on !== 'text' && subject.on !== 'node') || !subject.isQuoteVerified) return null;
  return (
    <figure className={styles['quote']}>
      <figcaption>{t('quote')}</figcaption>
      <blockquote dir="auto">{subject.quote}</blockquote>
    </figure>
  );
}

/** One comment: who, what they do, when, and the words as they were typed (CM21). */
function Said({
  asking: { desk, page, patientName },
  comment,
}: {
  readonly asking: Asking;
  readonly comment: CommentView;
}): JSX.Element {
  const t = useTranslations('questions');
  const moment = useMoment();
  const plain = usePlainDiscipline(patientName);
  const outbox = useStore(desk.outbox, desk.outbox.get());
  const { author } = comment;
  const isMine = author.personId === page.personId;
  const waiting = outbox.find(({ commentId }) => commentId === comment.id);
  return (
    <li className={styles['said']} data-mine={isMine ? '' : undefined}>
      <PersonFace person={author} />
      <div>
        <p className={styles['who']}>
          <strong>{isMine ? t('you') : author.name}</strong>
          {isMine ? null : <span>{plain(author.disciplineKey, author.title)}</span>}
          <time dateTime={comment.at}>{moment(comment.at)}</time>
          {comment.editedAt === undefined ? null : <span>{t('changed')}</span>}
        </p>
        <p className={styles['words']} dir="auto">
          {plainTextOf(comment.words)}
        </p>
        {waiting === undefined ? null : (
          <p role="status" className={styles['quiet']}>
            {t(waiting.isDelayed ? 'waiting' : 'sending')}
          </p>
        )}
      </div>
    </li>
  );
}
