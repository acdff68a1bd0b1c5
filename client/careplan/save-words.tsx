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

/** What is to be said about saving. */
export interface SaveWordsProps {
  readonly state: SaveState;
  /** How many comments are only in this tab; none where the words are about the text of a plan alone. */
  readonly unsent?: number;
}

/** What the page says about saving, always in one of the four agreed sentences (PG4); nothing before it is known. */
export function SaveWords({ state, unsent = 0 }: SaveWordsProps): JSX.Element | null {
  const words = useSaveWords(state, unsent);
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
export function SaveAnnouncer({ state, unsent = 0 }: SaveWordsProps): JSX.Element {
  const isTrouble = state.kind === 'offline' || state.kind === 'not-saved';
  // Of a comment that is being written nobody has to be told while all is well.
  const words = useSaveWords(state, isTrouble ? unsent : 0);
  const [heard, setHeard] = useState({ words: '', isTrouble: false });
  const isNews = isTrouble ? words !== heard.words : heard.isTrouble && state.kind === 'saved';
  if (isNews) setHeard({ words, isTrouble });
  return (
    <div className={styles['announcer']} role="status" aria-live="polite">
      {heard.words}
    </div>
  );
}

/** The sentence for a save state, with the comments that are not sent; empty before it is known. */
export function useSaveWords(state: SaveState, unsent = 0): string {
  const t = useTranslations('save');
  const about = useWordsAboutText(state);
  if (state.kind === 'connecting') return '';
  if (state.kind === 'offline') return t('offline', { count: state.changes, unsent });
  return unsent === 0 ? about : `${about} · ${t('unsent', { count: unsent })}`;
}

function useWordsAboutText(state: SaveState): string {
  const t = useTranslations('save');
  const format = useFormatter();
  if (state.kind === 'connecting' || state.kind === 'offline') return '';
  if (state.kind === 'saving') return t('saving');
  if (state.kind === 'not-saved') return t('notSaved', { reason: t(`reason.${state.reason}`) });
  if (state.at === undefined) return t('savedBefore');
  return t('saved', { time: format.dateTime(state.at, 'clock') });
}
