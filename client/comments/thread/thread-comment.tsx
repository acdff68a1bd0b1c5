import { type CommentView } from '@alliance/shared/comments/thread-view';
import { Tooltip } from '@mantine/core';
import { IconClock, IconPencil } from '@tabler/icons-react';
import { type JSX, useState } from 'react';
import { useTranslations } from 'use-intl';

import { DisciplineBadge } from '../../ui/discipline-badge.tsx';
import { useMoment } from '../../ui/use-moment.ts';
import { useStore } from '../../ui/use-store.ts';
import { type Written } from '../desk/desk.ts';
import { wordsOf } from '../desk/new-comment.ts';
import { boxKey } from '../desk/unsent.ts';
import { CardBox } from './card-box.tsx';
import { CommentText } from './comment-text.tsx';
import { EarlierDialog } from './earlier-dialog.tsx';
import { type ThreadParts } from './thread-parts.ts';

import styles from './thread-comment.module.css';

/** One comment of an open thread: who, when, why, what. */
export function ThreadComment({
  parts,
  comment,
  isNew,
}: {
  readonly parts: ThreadParts;
  readonly comment: CommentView;
  /** The reader had not read it when the card was opened. */
  readonly isNew: boolean;
}): JSX.Element {
  const t = useTranslations('comments');
  const { desk, page, thread } = parts;
  const box = boxKey(thread.id, 'edit', comment.id);
  const boxes = useStore(desk.written, desk.written.get());
  const [isEditing, setIsEditing] = useState(false);
  const moment = useMoment();
  const { author, purpose } = comment;
  const isSbar = 'sbar' in comment.words;
  return (
    <li className={styles['comment']} data-new={isNew ? '' : undefined}>
      <div className={styles['head']}>
        <DisciplineBadge discipline={author.disciplineKey} />
        <span className={styles['who']}>
          <strong>{author.name}</strong>
          <span className={styles['title']}>{author.title}</span>
        </span>
        <time className={styles['time']} dateTime={comment.at}>
          {moment(comment.at)}
        </time>
      </div>
      {purpose === 'comment' ? null : (
        <p className={styles['purpose']}>{t(`comment.purpose.${purpose}`)}</p>
      )}
      {isEditing || boxes.has(box) ? (
        <CardBox
          parts={parts}
          box={box}
          label={t('comment.editLabel')}
          sendLabel={t('comment.save')}
          isSbar={isSbar}
          takesFocus={isEditing}
          initial={writtenOf(comment)}
          onCancel={() => setIsEditing(false)}
          onSend={(written) => {
            setIsEditing(false);
            void desk.change(thread.id, {
              type: 'edit',
              commentId: comment.id,
              words: wordsOf(written, isSbar),
              mentions: written.mentions ?? [],
            });
          }}
        />
      ) : (
        <CommentText words={comment.words} mentions={comment.mentions} plan={page.plan} />
      )}
      <Foot parts={parts} comment={comment} box={box} onEdit={() => setIsEditing(true)} />
    </li>
  );
}

/** What is known about a comment beside its words: on its way, changed, mine to change. */
function Foot({
  parts,
  comment,
  box,
  onEdit,
}: {
  readonly parts: ThreadParts;
  readonly comment: CommentView;
  /** The key of the box in which it is changed. */
  readonly box: string;
  readonly onEdit: () => void;
}): JSX.Element | null {
  const t = useTranslations('comments.comment');
  const { desk } = parts;
  const outbox = useStore(desk.outbox, desk.outbox.get());
  const [isLooking, setIsLooking] = useState(false);
  const waiting = outbox.find(
    ({ commentId, refusal }) => commentId === comment.id && refusal === undefined,
  );
  const canEdit = comment.canEdit === true;
  if (waiting !== undefined)
    return (
      <p className={styles['waiting']} role="status">
        <IconClock size={14} aria-hidden="true" /> {t(waiting.isDelayed ? 'waiting' : 'sending')}
      </p>
    );
  if (comment.editedAt === undefined && !canEdit) return null;
  return (
    <div className={styles['foot']}>
      {comment.editedAt === undefined ? null : (
        <button type="button" onClick={() => setIsLooking(true)}>
          {t('edited')}
        </button>
      )}
      {canEdit ? (
        <Tooltip label={t('editLabel')} openDelay={300}>
          <button type="button" aria-label={t('editLabel')} data-opens={box} onClick={onEdit}>
            <IconPencil size={15} aria-hidden="true" />
          </button>
        </Tooltip>
      ) : null}
      {comment.editedAt === undefined ? null : (
        <EarlierDialog
          parts={parts}
          comment={comment}
          isOpen={isLooking}
          onClose={() => setIsLooking(false)}
        />
      )}
    </div>
  );
}

function writtenOf({ words, mentions }: CommentView): Written {
  return 'text' in words ? { text: words.text, mentions } : { text: '', ...words, mentions };
}
