import { type SectionView } from '@alliance/shared/careplan/plan-view';
import { type JSX, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';

import type { SaveState } from '../sync/save-state.ts';
import type { SectionSync } from '../sync/section-sync.ts';
import { EditorHint } from './editor-hint.tsx';
import { HintLine } from './hint-line.tsx';
import { SaveWords } from './save-words.tsx';
import { useSectionState } from './section-state.ts';
import { SectionText } from './section-text.tsx';
import { SectionTrouble } from './section-trouble.tsx';
import { useSectionHint } from './use-section-hint.ts';

import styles from './patient-page.module.css';

/** The patient's own words, which they and their family write (PP2). */
export function WhatMatters({
  patientName,
  section,
  sync,
  save,
  unsent,
  onFocusChange,
  children,
}: {
  /** For the family: whose words they are. */
  readonly patientName?: string;
  readonly section: SectionView;
  readonly sync: SectionSync | undefined;
  readonly save: SaveState;
  /** How many questions are only in this browser tab. */
  readonly unsent: number;
  readonly onFocusChange: (isFocused: boolean) => void;
  /** What other features say above the words. */
  readonly children?: ReactNode;
}): JSX.Element {
  const t = useTranslations('patient');
  const state = useSectionState(sync);
  const { hint, show, dismiss, section: element } = useSectionHint();
  const canEdit = section.access === 'edit';
  return (
    <section
      ref={element}
      id={section.key}
      className={styles['card']}
      aria-labelledby="what-matters-heading"
    >
      <h2 id="what-matters-heading" tabIndex={-1}>
        {patientName === undefined ? t('whatMatters') : t('whatMattersTo', { name: patientName })}
      </h2>
      {canEdit ? (
        <p className={styles['hint']}>
          {patientName === undefined
            ? t('whatMattersHint')
            : t('whatMattersHintFamily', { name: patientName })}
        </p>
      ) : null}
      <SectionTrouble state={state} sync={sync} />
      <HintLine hint={hint}>
        {hint === undefined || hint.kind === 'blocked' ? null : (
          <EditorHint hint={hint.kind} onDismiss={dismiss} />
        )}
      </HintLine>
      {children}
      <div className={canEdit ? styles['paper'] : undefined}>
        <SectionText
          section={section}
          sync={sync}
          state={state}
          placeholder={t('whatMattersPlaceholder')}
          onHint={show}
          onFocusChange={onFocusChange}
        />
      </div>
      {canEdit && save.kind !== 'not-saved' ? (
        <p className={styles['save']}>
          <SaveWords state={save} unsent={unsent} />
        </p>
      ) : null}
    </section>
  );
}
