import { type ThreadItem, type ThreadReason, threadReasons } from '@alliance/shared/inbox/inbox';
import { Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconAt,
  IconCalendarDue,
  IconChecks,
  IconClockPause,
  IconMessageReply,
  IconPhone,
  IconUserCheck,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ComponentType, type JSX } from 'react';
import { useFormatter, useNow, useTranslations } from 'use-intl';

import { DisciplineBadge } from '../ui/discipline-badge.tsx';
import { useMoment } from '../ui/use-moment.ts';
import { Row } from './row.tsx';

import styles from './inbox-row.module.css';

const icons: Readonly<Record<ThreadReason, ComponentType<{ size: number }>>> = {
  'read-back': IconAlertTriangle,
  confirm: IconChecks,
  unheard: IconPhone,
  due: IconCalendarDue,
  waiting: IconClockPause,
  mention: IconAt,
  assigned: IconUserCheck,
  answered: IconMessageReply,
};

/** A reason as this page knows it; undefined for one of a newer server: it is shown all the same, without saying why. */
function knownReason(reason: string): ThreadReason | undefined {
  return threadReasons.find((known) => known === reason);
}

/** One thread that needs me: why, about whom and where, whose words, and the one button that leads there (IB5). */
export function ThreadRow({ item }: { readonly item: ThreadItem }): JSX.Element {
  const t = useTranslations('inbox');
  const why = useWhy(item);
  const when = useWhen();
  const reason = knownReason(item.reason);
  const { planId, section, threadId, from } = item;
  const isOwed = item.reason === 'read-back' || item.reason === 'confirm';
  const state = isOwed ? { leadsToOwed: true } : {};
  return (
    <Row
      reason={item.reason}
      icon={reason === undefined ? IconMessageReply : icons[reason]}
      why={why}
      due={<Due item={item} />}
      place={
        <>
          <strong>{item.patientName}</strong> · {section?.heading ?? t('wholePlan')}
        </>
      }
      excerpt={item.excerpt}
      from={
        <>
          <DisciplineBadge discipline={from.disciplineKey} /> {from.name}
          <time dateTime={item.at}>{when(item)}</time>
        </>
      }
      button={
        <Button
          className={styles['button'] ?? ''}
          variant={isOwed ? 'filled' : 'default'}
          renderRoot={(props) =>
            section === undefined ? (
              <Link
                {...props}
                to="/plans/$planId"
                params={{ planId }}
                search={{ thread: threadId }}
                state={state}
              />
            ) : (
              <Link
                {...props}
                to="/plans/$planId/$sectionKey"
                params={{ planId, sectionKey: section.key }}
                search={{ thread: threadId }}
                state={state}
              />
            )
          }
          aria-label={t('buttonFor', {
            button: reason === undefined ? t('buttonOther') : t(`button.${reason}`),
            patient: item.patientName,
            place: section?.heading ?? t('wholePlan'),
          })}
        >
          {reason === undefined ? t('buttonOther') : t(`button.${reason}`)}
        </Button>
      }
    />
  );
}

/** Why it needs me; where I should call, whom and how (IB21). */
function useWhy({ reason, call = [] }: ThreadItem): string {
  const t = useTranslations('inbox');
  const known = knownReason(reason);
  if (known === undefined) return t('reasonOther');
  if (call.length === 0) return t(`reason.${known}`);
  const who = call
    .map(({ title, contact }) => (contact === '' ? title : t('seatToCall', { title, contact })))
    .reduce((one, other) => t('orCall', { one, other }));
  return t('unheardCall', { who });
}

/** When it was; of what is critical, how long it has been waiting: by the clock alone nobody sees that it is late. */
function useWhen(): (item: ThreadItem) => string {
  const moment = useMoment();
  const format = useFormatter();
  const now = useNow({ updateInterval: 60_000 });
  return ({ reason, at }) =>
    reason === 'read-back' || reason === 'confirm' || reason === 'unheard'
      ? format.relativeTime(new Date(at), now)
      : moment(at);
}

/** Until when, as people say it. */
function Due({ item: { dueOn } }: { readonly item: ThreadItem }): JSX.Element | null {
  const t = useTranslations('inbox');
  const format = useFormatter();
  if (dueOn === undefined) return null;
  const [year = 0, month = 1, day = 1] = dueOn.split('-').map(Number);
  const date = new Date(year, month - 1, day);
  const days = daysUntil(date);
  const words = format.dateTime(date, 'dayAndMonth');
  if (days < 0) return <span className={styles['overdue']}>{t('overdue', { date: words })}</span>;
  if (days === 0) return <span className={styles['overdue']}>{t('dueToday')}</span>;
  return <span>{t('dueOn', { date: words })}</span>;
}

/** Midnights from today to a day, where the reader is. */
function daysUntil(date: Date): number {
  const now = new Date();
  const today = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  return Math.round((date.getTime() - today.getTime()) / (24 * 60 * 60_000));
}
