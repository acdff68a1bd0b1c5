import { type ChipValue } from '@alliance/shared/editor/chip';
import { chipValueText } from '@alliance/shared/editor/chip-text';
import { valuesOf } from '@alliance/shared/editor/chip-values';
import { type UndecidedChip } from '@alliance/shared/editor/undecided';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';
import { type Doc } from 'yjs';

import { Notice } from '../ui/notice.tsx';
import { chipBookOf, chipOrigin } from './chip-book.ts';
import { ChipChoices } from './chip-choices.tsx';

import styles from './chip.module.css';

/** Above a text: its numbers with two values, who wrote each and when, and for whoever may edit one button for each (CH9). */
export function ChipDecisions({
  documentId,
  undecided,
  doc,
  onDecided,
}: {
  readonly documentId: string;
  readonly undecided: readonly UndecidedChip[];
  /** The live text, for whoever may decide. */
  readonly doc: Doc | undefined;
  readonly onDecided: (text: string) => void;
}): JSX.Element {
  const t = useTranslations('chips.open');
  const use = (chipId: string, value: ChipValue): void => {
    if (doc === undefined) return;
    chipBookOf(doc).write(chipId, value, chipOrigin);
    onDecided(chipValueText(value));
  };
  return (
    <>
      {undecided.map(({ chipId, entries, line }) => (
        <div key={chipId} className={styles['undecided']} data-testid="undecided-chip">
          <Notice tone="warn" isAnnounced={false}>
            <h3>{t('title', { count: valuesOf(entries).length })}</h3>
            <p>{doc === undefined ? t('reader') : t('lead')}</p>
            <p className={styles['place']}>{t('place', { words: line })}</p>
            <ChipChoices
              documentId={documentId}
              entries={entries}
              onUse={doc === undefined ? undefined : (value) => use(chipId, value)}
            />
          </Notice>
        </div>
      ))}
    </>
  );
}
