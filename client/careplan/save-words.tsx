import { IconAlertTriangle, IconCloudCheck, IconCloudOff, IconCloudUp } from '@tabler/icons-react';
import { useState, type JSX } from 'react';
import { useFormatter, useTranslations } from 'use-intl';

import type { SaveState } from '../sync/save-state.ts';

import styles from './save-words.module.css';

const icons = {
  saved: IconCloudCheck,
  saving: IconCloudUp,
  offline: IconCloudOff,
  'not-saved': IconAlertTriangle,
} as const;

/** What the page says about saving, always in one of the four agreed sentences (PG4); nothing before it is known. */
export function SaveWords({ state }: { readonly state: SaveState }): JSX.Element | null {
  const words = useSaveWords(state);
  if (state.kind === 'connecting') return null;
  const Icon = icons[state.kind];
  return (
    <span className={styles['save']} data-kind={state.kind} data-testid="save-state">
      <Icon size={18} aria-hidden="true" />
      <span>{words}</span>
    </span>
  );
}

/** The same for a screen reader, which hears of trouble and of its end, not of every keystroke. */
export function SaveAnnouncer({ state }: { readonly state: SaveState }): JSX.Element {
  const words = useSaveWords(state);
  const [heard, setHeard] = useState({ words: '', isTrouble: false });
  const isTrouble = state.kind === 'offline' || state.kind === 'not-saved';
  const isNews = isTrouble ? words !== heard.words : heard.isTrouble && state.kind === 'saved';
  if (isNews) setHeard({ words, isTrouble });
  return (
    <div className={styles['announcer']} role="status" aria-live="polite">
      {heard.words}
    </div>
  );
}

/** The sentence for a save state; empty before it is known. */
export function useSaveWords(state: SaveState): string {
  const t = useTranslations('save');
  const format = useFormatter();
  if (state.kind === 'connecting') return '';
  if (state.kind === 'saving') return t('saving');
  if (state.kind === 'offline') return t('offline', { count: state.changes });
  if (state.kind === 'not-saved') return t('notSaved', { reason: t(`reason.${state.reason}`) });
  if (state.at === undefined) return t('savedBefore');
  return t('saved', { time: format.dateTime(state.at, 'clock') });
}
