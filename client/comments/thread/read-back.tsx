import { isCritical } from '@alliance/shared/comments/critical';
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { type JSX, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';

import { useStore } from '../../ui/use-store.ts';
import { hasPlace } from '../desk/box-places.ts';
import { newComment } from '../desk/new-comment.ts';
import { boxKey } from '../desk/unsent.ts';
import { CardBox } from './card-box.tsx';
import { FoldedBox } from './folded-box.tsx';
import { type ThreadParts, authorOf } from './thread-parts.ts';
import { useAgo } from './time-ago.ts';

import styles from './read-back.module.css';

/** Where a critical thread stands between sender and receiver, with what the reader can do about it (CM11, CM12). */
export function ReadBackPanel({ parts }: { readonly parts: ThreadParts }): JSX.Element | null {
  const t = useTranslations('comments.readBack');
  const { thread } = parts;
  const { readBack } = thread;
  if (!isCritical(thread.kind)) return null;
  if (readBack?.confirmed !== undefined) return <Confirmed parts={parts} />;
  return (
    <section className={styles['panel']} aria-label={t('needed')}>
      <p className={styles['state']}>
        <IconAlertTriangle size={16} aria-hidden="true" />
        <StateWords parts={parts} />
      </p>
      {hasPlace(thread, { purpose: 'read-back', commentId: '' }) ? (
        <ReadingBack parts={parts} />
      ) : null}
      {hasPlace(thread, { purpose: 'not-quite', commentId: '' }) ? <Answer parts={parts} /> : null}
    </section>
  );
}

/** The box for a read-back: open while it is owed; once somebody has read back, behind a link. */
function ReadingBack({ parts }: { readonly parts: ThreadParts }): JSX.Element {
  const t = useTranslations('comments.readBack');
  const { desk, page, thread } = parts;
  const { readBack } = thread;
  const box = boxKey(thread.id, 'read-back');
  const boxes = useStore(desk.written, desk.written.get());
  const [isUnfolded, setIsUnfolded] = useState(false);
  const isOwed = readBack === undefined;
  if (!isOwed && !isUnfolded && !boxes.has(box))
    return (
      <FoldedBox
        box={box}
        label={t(readBack.by.personId === page.personId ? 'correct' : 'alsoMe')}
        onOpen={() => setIsUnfolded(true)}
      />
    );
  return (
    <div data-owed={isOwed ? '' : undefined}>
      <CardBox
        parts={parts}
        box={box}
        label={t('label')}
        sendLabel={t('send')}
        hasButton
        takesFocus={isUnfolded}
        {...(isOwed ? {} : { onCancel: () => setIsUnfolded(false) })}
        onSend={(written) => {
          setIsUnfolded(false);
          void desk.change(thread.id, { type: 'read-back', comment: newComment(written) });
        }}
      />
    </div>
  );
}

function StateWords({ parts: { thread } }: { readonly parts: ThreadParts }): JSX.Element {
  const t = useTranslations('comments.readBack');
  const { readBack, can } = thread;
  const format = useFormatter();
  // The server tells whom it speaks to now (CM11).
  const who = format.list(new Set(thread.waitsFor), { type: 'disjunction' });
  const sender = authorOf(thread).name;
  if (readBack !== undefined && can.includes('confirm'))
    return <span>{t('readBackBy', { name: readBack.by.name })}</span>;
  if (readBack !== undefined)
    return <span>{t('waitsFor', { name: readBack.by.name, sender })}</span>;
  if (can.includes('read-back')) return <span>{t('toMe')}</span>;
  return <span>{who === '' ? t('needed') : t('neededBy', { who })}</span>;
}

function Answer({ parts }: { readonly parts: ThreadParts }): JSX.Element {
  const t = useTranslations('comments.readBack');
  const { desk, thread } = parts;
  const box = boxKey(thread.id, 'not-quite');
  const boxes = useStore(desk.written, desk.written.get());
  const [isDoubting, setIsDoubting] = useState(false);
  const { readBack } = thread;
  // Nobody says yes to a read-back that came after the one on their screen.
  const seen = readBack === undefined ? {} : { commentId: readBack.commentId };
  if (isDoubting || boxes.has(box))
    return (
      <CardBox
        parts={parts}
        box={box}
        label={t('notQuiteLabel')}
        sendLabel={t('notQuiteSend')}
        takesFocus={isDoubting}
        onCancel={() => setIsDoubting(false)}
        onSend={(written) => {
          setIsDoubting(false);
          void desk.change(thread.id, {
            type: 'not-quite',
            comment: newComment(written),
            ...seen,
          });
        }}
      />
    );
  return (
    <div className={styles['buttons']} data-owed="">
      <Button
        size="compact-sm"
        onClick={() => void desk.change(thread.id, { type: 'confirm', ...seen })}
      >
        {t('confirm')}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        data-opens={box}
        onClick={() => setIsDoubting(true)}
      >
        {t('notQuite')}
      </Button>
    </div>
  );
}

function Confirmed({ parts: { thread } }: { readonly parts: ThreadParts }): JSX.Element | null {
  const t = useTranslations('comments.readBack');
  const ago = useAgo();
  const { readBack } = thread;
  if (readBack?.confirmed === undefined) return null;
  return (
    <p className={styles['confirmed']}>
      <IconCircleCheck size={16} aria-hidden="true" />
      <span>
        {t('confirmed', {
          name: readBack.by.name,
          sender: readBack.confirmed.by.name,
          when: ago(readBack.confirmed.at),
        })}
      </span>
    </p>
  );
}
