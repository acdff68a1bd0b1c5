import { type InboxItem, inboxKeyOf } from '@alliance/shared/inbox/inbox';
import { Button, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useRef } from 'react';
import { useTranslations } from 'use-intl';

import { Failure } from '../ui/failure.tsx';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useMoment } from '../ui/use-moment.ts';
import { inboxQuery } from './inbox-queries.ts';
import { InboxRow } from './inbox-row.tsx';
import { useListKeys } from './use-list-keys.ts';
import { useMarkRead } from './use-mark-read.ts';

import styles from './inbox-list.module.css';

/** What needs me, most urgent first: one row and one button each. */
export function InboxList(): JSX.Element {
  const t = useTranslations('inbox');
  const { data, error, refetch } = useQuery(inboxQuery);
  return (
    <section className={styles['inbox']} aria-labelledby="needs-you">
      <h2 id="needs-you" className={styles['heading']} tabIndex={-1}>
        {t('title')}
      </h2>
      {data === undefined ? (
        <Unknown error={error} onRetry={() => void refetch()} />
      ) : (
        <>
          <LastKnown onRetry={() => void refetch()} />
          <Rows items={data.items} />
        </>
      )}
    </section>
  );
}

function Unknown({
  error,
  onRetry,
}: {
  readonly error: Error | null;
  readonly onRetry: () => void;
}): JSX.Element {
  return error === null ? (
    <Skeleton heights={[76, 76]} />
  ) : (
    <Failure error={error} onRetry={onRetry} />
  );
}

/** Says of when the list is while the server does not answer. */
function LastKnown({ onRetry }: { readonly onRetry: () => void }): JSX.Element | null {
  const t = useTranslations('inbox');
  const moment = useMoment();
  const { error, dataUpdatedAt } = useQuery(inboxQuery);
  if (error === null) return null;
  return (
    <Notice
      tone="warn"
      actions={
        <Button size="compact-sm" variant="default" onClick={onRetry}>
          {t('retry')}
        </Button>
      }
    >
      {t('lastKnown', { time: moment(new Date(dataUpdatedAt).toISOString()) })}
    </Notice>
  );
}

function Rows({ items }: { readonly items: readonly InboxItem[] }): JSX.Element {
  const t = useTranslations('inbox');
  const list = useRef<HTMLUListElement>(null);
  const { markRead, hasFailed } = useMarkRead();
  const keys = useListKeys({ list, items, onMarkRead: markRead });
  return (
    <>
      <VisuallyHidden role="status">{t('count', { count: items.length })}</VisuallyHidden>
      {hasFailed ? <Notice tone="warn">{t('notMarked')}</Notice> : null}
      {items.length === 0 ? (
        <p className={styles['nothing']}>
          <strong>{t('empty.title')}</strong> {t('empty.next')}
        </p>
      ) : (
        <ul ref={list} className={styles['rows']} {...keys}>
          {items.map((item) => (
            <InboxRow key={inboxKeyOf(item)} item={item} />
          ))}
        </ul>
      )}
      {items.length === 0 ? null : <p className={styles['keys']}>{t('keys')}</p>}
    </>
  );
}
