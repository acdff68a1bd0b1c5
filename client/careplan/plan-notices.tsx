import { Button } from '@mantine/core';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import type { SaveState } from '../sync/save-state.ts';
import type { Tab } from '../sync/tab.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Notice } from '../ui/notice.tsx';
import { useStore } from '../ui/use-store.ts';
import { LetGoButton } from './let-go-button.tsx';
import { SaveWords } from './save-words.tsx';

import styles from './plan-notices.module.css';

/** What concerns the whole page: no connection, the server's disk is full, something is not saved, the page is too old. */
export function PlanNotices({
  tab,
  isRenewed = false,
  unsent = 0,
}: {
  readonly tab: Tab;
  /** It is said elsewhere why texts are no longer there. */
  readonly isRenewed?: boolean;
  /** How many comments are only in this browser tab. */
  readonly unsent?: number;
}): JSX.Element | null {
  const storage = useStore(tab.storage, 'ok');
  const connection = useStore(tab.connection, 'connecting');
  const save = useStore<SaveState>(tab.save, tab.save.get());
  const isNotSaved = save.kind === 'not-saved' && !(isRenewed && save.reason === 'not-found');
  const isOffline = connection === 'offline' || save.kind === 'offline';
  if (storage === 'ok' && !isOffline && !isNotSaved) return null;
  return (
    <div className={styles['notices']}>
      {storage === 'full' ? <StorageFull /> : null}
      {isOffline ? <ConnectionLost tab={tab} save={save} unsent={unsent} /> : null}
      {isNotSaved && storage === 'ok' ? <NotSaved save={save} unsent={unsent} tab={tab} /> : null}
    </div>
  );
}

function StorageFull(): JSX.Element {
  const t = useTranslations('notices');
  return <Notice tone="stop">{t('storageFull')}</Notice>;
}

function ConnectionLost({
  tab,
  save,
  unsent,
}: {
  readonly tab: Tab;
  readonly save: SaveState;
  readonly unsent: number;
}): JSX.Element {
  const t = useTranslations('notices');
  return (
    <Notice
      tone="warn"
      actions={
        <Button size="compact-sm" variant="default" onClick={() => tab.retryNow()}>
          {t('tryNow')}
        </Button>
      }
    >
      {save.kind === 'offline' ? (
        <SaveWords state={save} unsent={unsent} />
      ) : (
        t('connectionLost', { count: unsent })
      )}
    </Notice>
  );
}

function NotSaved({
  save,
  unsent,
  tab,
}: {
  readonly save: SaveState;
  readonly unsent: number;
  readonly tab: Tab;
}): JSX.Element {
  const hasKept = useStore(tab.hasKept, false);
  return (
    <Notice
      tone="stop"
      actions={
        <>
          <CopyButton read={() => tab.unsavedText()} />
          <Again save={save} tab={tab} />
          {hasKept ? <LetGoButton onLetGo={() => tab.letGoOfKept()} /> : null}
        </>
      }
    >
      <SaveWords state={save} unsent={unsent} />
    </Notice>
  );
}

function Again({ save, tab }: { readonly save: SaveState; readonly tab: Tab }): JSX.Element | null {
  const t = useTranslations('notices');
  const hasEnded = useStore(tab.hasEnded, false);
  const isOutdated = save.kind === 'not-saved' && save.reason === 'outdated';
  if (!hasEnded && !isOutdated) return null;
  return (
    <Button
      size="compact-sm"
      variant="default"
      onClick={() => (isOutdated ? window.location.reload() : tab.retryNotSaved())}
    >
      {isOutdated ? t('reload') : t('retry')}
    </Button>
  );
}
