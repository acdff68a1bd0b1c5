import { type SectionView } from '@alliance/shared/careplan/plan-view';
import { Button } from '@mantine/core';
import { type JSX } from 'react';
import { useFormatter, useTranslations } from 'use-intl';

import type { SaveState } from '../sync/save-state.ts';
import type { Tab } from '../sync/tab.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { KeepsTextInPlace } from '../ui/keeps-text-in-place.tsx';
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
  troubled = nowhere,
}: {
  readonly tab: Tab;
  /** It is said elsewhere why texts are no longer there. */
  readonly isRenewed?: boolean;
  /** How many comments are only in this browser tab. */
  readonly unsent?: number;
  /** The sections on the page that say themselves what is not saved in them. */
  readonly troubled?: readonly SectionView[];
}): JSX.Element {
  const storage = useStore(tab.storage, 'ok');
  const connection = useStore(tab.connection, 'connecting');
  const save = useStore<SaveState>(tab.save, tab.save.get());
  const isNotSaved = save.kind === 'not-saved' && !(isRenewed && save.reason === 'not-found');
  const isOffline = connection === 'offline' || save.kind === 'offline';
  const isWell = storage === 'ok' && !isOffline && !isNotSaved;
  return (
    <KeepsTextInPlace what={[storage, isOffline, isNotSaved, troubled.length].join(' ')}>
      {isWell ? null : (
        <div className={styles['notices']}>
          {storage === 'full' ? <StorageFull /> : null}
          {isOffline ? <ConnectionLost tab={tab} save={save} unsent={unsent} /> : null}
          {isNotSaved && storage === 'ok' ? (
            troubled.length === 0 ? (
              <NotSaved save={save} unsent={unsent} tab={tab} />
            ) : (
              <NotSavedThere sections={troubled} unsent={unsent} />
            )
          ) : null}
        </div>
      )}
    </KeepsTextInPlace>
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

const nowhere: readonly SectionView[] = [];

/** What happened and what can be done is said at the section, which may be out of the window. */
function NotSavedThere({
  sections,
  unsent,
}: {
  readonly sections: readonly SectionView[];
  readonly unsent: number;
}): JSX.Element {
  const t = useTranslations('notices');
  const format = useFormatter();
  const headings = format.list(sections.map(({ heading }) => heading));
  return (
    <section aria-label={t('notSavedLabel')}>
      <Notice
        tone="stop"
        isAnnounced={false}
        actions={sections.slice(0, linksMax).map(({ key, heading }) => (
          <Button key={key} size="compact-sm" variant="default" onClick={() => goToTrouble(key)}>
            {t('goThere', { heading })}
          </Button>
        ))}
      >
        <span data-testid="save-state">{t('notSavedThere', { sections: headings, unsent })}</span>
      </Notice>
    </section>
  );
}

/** More are found one after the other. */
const linksMax = 2;

function goToTrouble(sectionKey: string): void {
  const trouble = document.getElementById(sectionKey)?.querySelector('[data-trouble]');
  // The page keeps what it scrolls to below its bars only while the keyboard is in the text.
  trouble?.querySelector('button')?.focus({ preventScroll: true });
  trouble?.scrollIntoView();
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
