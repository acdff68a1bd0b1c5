import { type CommentView, type EarlierWordsView } from '@alliance/shared/comments/thread-view';
import { Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { askServer } from '../../ui/ask-server.ts';
import { CommentText } from './comment-text.tsx';
import { type ThreadParts } from './thread-parts.ts';
import { useWholeMoment } from './time-ago.ts';

import styles from './earlier-dialog.module.css';

/** What a comment said before it was changed, newest first; nothing of it is lost (CM5). */
export function EarlierDialog({
  parts: { page, thread },
  comment,
  isOpen,
  onClose,
}: {
  readonly parts: ThreadParts;
  readonly comment: CommentView;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}): JSX.Element {
  const t = useTranslations('comments.comment');
  const whole = useWholeMoment();
  const path = `/api/plans/${page.plan.id}/threads/${thread.id}/comments/${comment.id}/earlier`;
  const earlier = useQuery({
    queryKey: ['earlier', comment.id, comment.editedAt],
    queryFn: () => askServer<EarlierWordsView>(path),
    retry: false,
    enabled: isOpen,
  });
  const { mentions } = comment;
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('editedTitle')}
      closeButtonProps={{ 'aria-label': t('close') }}
      centered
    >
      {earlier.data === undefined && earlier.error === null ? <p>{t('loading')}</p> : null}
      {earlier.error === null ? null : (
        <div className={styles['failed']} role="alert">
          <p>{t('failed')}</p>
          <Button size="compact-sm" onClick={() => void earlier.refetch()}>
            {t('retry')}
          </Button>
        </div>
      )}
      {earlier.data === undefined ? null : (
        <ol className={styles['versions']}>
          <li>
            <h3>{t('now')}</h3>
            <CommentText words={comment.words} mentions={mentions} plan={page.plan} />
          </li>
          {earlier.data.toReversed().map(({ words, at }) => (
            <li key={at}>
              <h3>{t('until', { time: whole(at) })}</h3>
              <CommentText words={words} mentions={none} plan={page.plan} />
            </li>
          ))}
        </ol>
      )}
    </Modal>
  );
}

const none: readonly never[] = [];
