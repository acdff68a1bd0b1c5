import { Button } from '@mantine/core';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import type { SaveState } from '../sync/save-state.ts';
import type { Tab } from '../sync/tab.ts';
import { Notice } from '../ui/notice.tsx';
import { useStore } from '../ui/use-store.ts';
import { CopyButton } from './copy-button.tsx';
import { SaveWords } from './save-words.tsx';
import { type SectionSyncs } from './use-tab.ts';

import styles from './plan-notices.module.css';

/** What concerns the whole page: no connection, the server's disk is full, something is not saved, the page is too old. */
export function PlanNotices({
  tab,
  syncs,
}: {
  readonly tab: Tab;
  readonly syncs: SectionSyncs;
}): JSX.Element | null {
  const storage = useStore(tab.storage, 'ok');
  const connection = useStore(tab.connection, 'connecting');
  const save = useStore<SaveState>(tab.save, { kind: 'saved' });
  const isNotSaved = save.kind === 'not-saved';
  const isOffline = connection === 'offline' || save.kind === 'offline';
  if (storage === 'ok' && !isOffline && !isNotSaved) return null;
  return (
    <div className={styles['notices']}>
      {storage === 'full' ? <StorageFull /> : null}
      {isOffline ? <ConnectionLost tab={tab} save={save} /> : null}
      {isNotSaved && storage === 'ok' ? <NotSaved save={save} syncs={syncs} /> : null}
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
}: {
  readonly tab: Tab;
  readonly save: SaveState;
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
      {save.kind === 'offline' ? <SaveWords state={save} /> : t('connectionLost')}
    </Notice>
  );
}

function NotSaved({
  save,
  syncs,
}: {
  readonly save: SaveState;
  readonly syncs: SectionSyncs;
}): JSX.Element {
  const t = useTranslations('notices');
  const isOutdated = save.kind === 'not-saved' && save.reason === 'outdated';
  return (
    <Notice
      tone="stop"
      actions={
        <>
          <CopyButton read={() => unsavedTextOf(syncs)} />
          {isOutdated ? (
            <Button size="compact-sm" variant="default" onClick={() => window.location.reload()}>
              {t('reload')}
            </Button>
          ) : (
            <Button size="compact-sm" variant="default" onClick={() => retryNotSaved(syncs)}>
              {t('retry')}
            </Button>
          )}
        </>
      }
    >
      <SaveWords state={save} />
    </Notice>
  );
}

function unsavedTextOf(syncs: SectionSyncs): string {
  return [...syncs.values()]
    .map((sync) => sync.unsavedText())
    .filter((text) => text !== '')
    .join('\n\n');
}

function retryNotSaved(syncs: SectionSyncs): void {
  for (const sync of syncs.values()) if (sync.state.get().save.kind === 'not-saved') sync.retry();
}
