import { waitsForReadBack } from '@alliance/shared/comments/critical';
import { type ThreadView } from '@alliance/shared/comments/thread-view';
import { Button } from '@mantine/core';
import { IconAlertTriangleFilled } from '@tabler/icons-react';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { useStore } from '../ui/use-store.ts';
import { type Commenting } from './commenting.ts';
import { plainTextOf } from './desk/threads-optimistic.ts';
import { rememberPlace } from './focus.ts';
import { useAgo } from './thread/time-ago.tsx';

import styles from './urgent.module.css';

/** Every critical thread without a confirmed read-back, one line each: who, since when, and the one thing that I can do (RL11). */
export function Urgent({ commenting }: { readonly commenting: Commenting }): JSX.Element | null {
  const t = useTranslations('rail.urgent');
  const threads = (useStore(commenting.desk.threads, undefined) ?? []).filter(waitsForReadBack);
  if (threads.length === 0) return null;
  return (
    <ul className={styles['urgent']} aria-label={t('label')}>
      {threads.map((thread) => (
        <Row key={thread.id} commenting={commenting} thread={thread} />
      ))}
    </ul>
  );
}

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
          desk.activate(thread.id, 'elsewhere');
        }}
      >
        {t(doing)}
      </Button>
    </li>
  );
}

/** What it waits for, as its reader meets it. */
function Waiting({ thread }: { readonly thread: ThreadView }): string {
  const t = useTranslations('rail.urgent');
  const { readBack, can, comments } = thread;
  if (readBack === undefined) return can.includes('read-back') ? t('waitsForYou') : t('waits');
  const { name } = readBack.by;
  if (can.includes('confirm')) return t('waitsForConfirm', { name });
  return t('waitsForSender', { name, sender: comments[0].author.name });
}

function doingOf({ can, readBack }: ThreadView): 'confirm' | 'readBack' | 'open' {
  if (readBack !== undefined && can.includes('confirm')) return 'confirm';
  return readBack === undefined && can.includes('read-back') ? 'readBack' : 'open';
}
