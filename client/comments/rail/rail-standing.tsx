import { Button } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { Notice } from '../../ui/notice.tsx';
import { useStore } from '../../ui/use-store.ts';
import { type Desk } from '../desk/desk.ts';
import { TryAgain } from './try-again.tsx';

import styles from './rail-standing.module.css';

/** What must not be taken for one another: comments that are still coming, that could not be loaded, and none. */
export function RailStanding({
  desk,
  hasItems,
}: {
  readonly desk: Desk;
  readonly hasItems: boolean;
}): JSX.Element | null {
  const t = useTranslations('rail');
  const loading = useStore(desk.loading, desk.loading.get());
  const count = useStore(desk.threads, desk.threads.get())?.length ?? 0;
  const trouble = useStore(desk.trouble, desk.trouble.get());
  if (loading === 'closed') return <Notice tone="warn">{t('closed')}</Notice>;
  if (loading === 'failed' || trouble !== undefined)
    return (
      <Notice tone="warn" actions={<TryAgain desk={desk} />}>
        {t(loading === 'failed' ? 'failed' : 'stale')}
      </Notice>
    );
  if (loading === 'loading') return <p className={styles['standing']}>{t('loading')}</p>;
  return (
    <>
      <NoSuchThread desk={desk} />
      {count > 0 || hasItems ? null : <p className={styles['standing']}>{t('empty')}</p>}
    </>
  );
}

/** The address names a thread that is not among those that the reader may see (RL12). */
function NoSuchThread({ desk }: { readonly desk: Desk }): JSX.Element | null {
  const t = useTranslations('rail');
  const navigate = useNavigate();
  const { thread: named } = useSearch({ strict: false });
  const threads = useStore(desk.threads, desk.threads.get()) ?? [];
  if (named === undefined || threads.some(({ id }) => id === named)) return null;
  const leave = (): void =>
    void navigate({
      to: '.',
      search: ({ thread: _named, ...search }) => search,
      state: (state) => ({ ...state, keepsPlace: true }),
      replace: true,
      resetScroll: false,
    });
  return (
    <Notice
      tone="info"
      actions={
        <Button size="compact-sm" variant="default" onClick={leave}>
          {t('noSuchThreadSeen')}
        </Button>
      }
    >
      {t('noSuchThread')}
    </Notice>
  );
}
