import { type PlanView, type SeatView } from '@alliance/shared/careplan/plan-view';
import { isCritical } from '@alliance/shared/comments/critical';
import { type ThreadView } from '@alliance/shared/comments/thread-view';
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { type JSX, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';

import { useStore } from '../../ui/use-store.ts';
import { hasPlace } from '../desk/box-places.ts';
import { type DeskPage } from '../desk/desk.ts';
import { newComment } from '../desk/new-comment.ts';
import { boxKey } from '../desk/unsent.ts';
import { CardBox } from './card-box.tsx';
import { type ThreadParts, authorOf } from './thread-parts.ts';
import { useAgo } from './time-ago.ts';

import styles from './read-back.module.css';

/** Where a critical thread stands between sender and receiver, with what the reader can do about it (CM11, CM12). */
export function ReadBackPanel({ parts }: { readonly parts: ThreadParts }): JSX.Element | null {
  const t = useTranslations('comments.readBack');
  const { desk, thread } = parts;
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
        <CardBox
          parts={parts}
          box={boxKey(thread.id, 'read-back')}
          label={t('label')}
          sendLabel={t('send')}
          onSend={(written) =>
            void desk.change(thread.id, { type: 'read-back', comment: newComment(written) })
          }
        />
      ) : null}
      {hasPlace(thread, { purpose: 'not-quite', commentId: '' }) ? <Answer parts={parts} /> : null}
    </section>
  );
}

function StateWords({ parts: { page, thread } }: { readonly parts: ThreadParts }): JSX.Element {
  const t = useTranslations('comments.readBack');
  const { readBack, can } = thread;
  const who = useReceivers(page, thread);
  const sender = authorOf(thread).name;
  if (readBack !== undefined && can.includes('confirm'))
    return <span>{t('readBackBy', { name: readBack.by.name })}</span>;
  if (readBack !== undefined)
    return <span>{t('waitsFor', { name: readBack.by.name, sender })}</span>;
  if (can.includes('read-back')) return <span>{t('toMe')}</span>;
  return <span>{who === '' ? t('needed') : t('neededBy', { who })}</span>;
}

/** Whom a critical thread speaks to, in words (CM11): a step in which nobody else can act now is passed over. */
function useReceivers({ plan }: DeskPage, thread: ThreadView): string {
  const format = useFormatter();
  const sender = authorOf(thread).personId;
  const able = plan.alliance.seats.filter(
    ({ invitation, now }) =>
      invitation === 'accepted' && now.some(({ personId }) => personId !== sender),
  );
  const receivers = stepsOf(plan, thread)
    .map((speaksTo) => able.filter(speaksTo))
    .find((seats) => seats.length > 0);
  return format.list(new Set(receivers?.map(({ title }) => title)), { type: 'disjunction' });
}

function stepsOf(
  plan: PlanView,
  { assignment, comments, subject }: ThreadView,
): readonly ((seat: SeatView) => boolean)[] {
  const mentions = comments.flatMap((comment) => comment.mentions);
  const section = plan.sections.find(
    ({ key }) => 'sectionKey' in subject && key === subject.sectionKey,
  );
  return [
    ({ id }) => id === assignment.value?.seatId,
    ({ id, disciplineKey }) =>
      mentions.some((mention) =>
        'seatId' in mention ? mention.seatId === id : mention.disciplineKey === disciplineKey,
      ),
    ({ id, isLead, isSteward }) =>
      isLead || isSteward || section?.owners.some(({ seatId }) => seatId === id) === true,
  ];
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
    <div className={styles['buttons']}>
      <Button
        size="compact-sm"
        onClick={() => void desk.change(thread.id, { type: 'confirm', ...seen })}
      >
        {t('confirm')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => setIsDoubting(true)}>
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
