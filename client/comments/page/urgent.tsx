import { waitsForReadBack } from '@alliance/shared/comments/critical';
import { type ThreadView } from '@alliance/shared/comments/thread-view';
import { Button } from '@mantine/core';
import { IconAlertTriangleFilled } from '@tabler/icons-react';
import { type JSX } from 'react';
import { useFormatter, useTranslations } from 'use-intl';

import { Notice } from '../../ui/notice.tsx';
import { useLateness } from '../../ui/use-lateness.ts';
import { useStore } from '../../ui/use-store.ts';
import { type Commenting } from '../commenting.ts';
import { type Desk } from '../desk/desk.ts';
import { plainTextOf } from '../desk/threads-optimistic.ts';
import { rememberPlace } from '../focus.ts';
import { TryAgain } from '../rail/try-again.tsx';
import { useAgo } from '../thread/time-ago.ts';

import styles from './urgent.module.css';

/** Every critical thread without a confirmed read-back, one line each: who, since when, and the one thing that I can do (RL11). */
export function Urgent({ commenting }: { readonly commenting: Commenting }): JSX.Element | null {
  const t = useTranslations('rail.urgent');
  const { desk } = commenting;
  const loading = useStore(desk.loading, desk.loading.get());
  const threads = (useStore(desk.threads, desk.threads.get()) ?? []).filter(waitsForReadBack);
  if (loading === 'loading' || loading === 'failed')
    return <NotKnown desk={desk} hasFailed={loading === 'failed'} />;
  if (threads.length === 0) return null;
  return (
    <ul className={styles['urgent']} aria-label={t('label')}>
      {threads.map((thread) => (
        <Row key={thread.id} commenting={commenting} thread={thread} />
      ))}
    </ul>
  );
}

/** Nothing known is not nothing critical. While it loads as it should, nothing is said and nothing moves. */
function NotKnown({
  desk,
  hasFailed,
}: {
  readonly desk: Desk;
  readonly hasFailed: boolean;
}): JSX.Element | null {
  const t = useTranslations('rail.urgent');
  const isLate = useLateness(patienceMs);
  if (hasFailed)
    return (
      <Notice tone="warn" actions={<TryAgain desk={desk} />}>
        {t('failed')}
      </Notice>
    );
  return isLate ? <Notice tone="info">{t('loading')}</Notice> : null;
}

/** How long loading may take unsaid. */
const patienceMs = 3000;

function Row({
  commenting: { desk },
  thread,
}: {
  readonly commenting: Commenting;
  readonly thread: ThreadView;
}): JSX.Element {
  const t = useTranslations('rail.urgent');
  const ago = useAgo();
  const [{ author, words, at }] = thread.comments;
  const doing = doingOf(thread);
  return (
    <li className={styles['row']} data-testid="urgent-row">
      <span className={styles['sign']}>
        <IconAlertTriangleFilled size={16} aria-hidden="true" /> {t('critical')}
      </span>
      <span className={styles['words']}>{plainTextOf(words)}</span>
      <span className={styles['who']}>
        {t('from', { name: author.name, ago: ago(at) })} · <Waiting thread={thread} />
      </span>
      <Button
        size="compact-sm"
        color="red"
        variant={doing === 'open' ? 'default' : 'filled'}
        onClick={() => {
          rememberPlace();
          desk.setSheetOpen(true);
          desk.activate(thread.id, doing === 'open' ? 'elsewhere' : 'owed');
        }}
      >
        {t(doing)}
      </Button>
    </li>
  );
}

/** What it waits for and for whom, as its reader meets it. */
function Waiting({ thread }: { readonly thread: ThreadView }): string {
  const t = useTranslations('rail.urgent');
  const format = useFormatter();
  const { readBack, can, comments, waitsFor } = thread;
  if (readBack === undefined) {
    if (can.includes('read-back')) return t('waitsForYou');
    const who = format.list(new Set(waitsFor), { type: 'disjunction' });
    return who === '' ? t('waits') : t('waitsBy', { who });
  }
  const { name } = readBack.by;
  if (can.includes('confirm')) return t('waitsForConfirm', { name });
  return t('waitsForSender', { name, sender: comments[0].author.name });
}

function doingOf({ can, readBack }: ThreadView): 'confirm' | 'readBack' | 'open' {
  if (readBack !== undefined && can.includes('confirm')) return 'confirm';
  return readBack === undefined && can.includes('read-back') ? 'readBack' : 'open';
}
