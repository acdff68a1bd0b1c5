import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { DisciplineBadge } from '../../ui/discipline-badge.tsx';
import { type Mentionable } from './mentionables.ts';

import styles from './words-box.module.css';

/** Who can be mentioned, below the box in which an @ was typed. The box keeps the focus and moves the choice. */
export function MentionList({
  id,
  options,
  chosen,
  onPick,
}: {
  readonly id: string;
  readonly options: readonly Mentionable[];
  /** Which one Enter takes, counted from 0. */
  readonly chosen: number;
  readonly onPick: (picked: Mentionable) => void;
}): JSX.Element {
  const t = useTranslations('comments.mention');
  return (
    <>
      <p className={styles['found']} role="status">
        {t('found', { count: options.length })}
      </p>
      <div id={id} className={styles['options']} role="listbox" aria-label={t('label')}>
        {options.map((option, index) => (
          // The keys are the box's, which has the focus.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
          <div
            key={option.key}
            ref={index === chosen ? bringIntoView : undefined}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === chosen}
            // Before the box loses the focus.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onPick(option)}
          >
            <DisciplineBadge discipline={option.disciplineKey} />
            <span>
              <strong>{option.label}</strong>
              <small>{option.people === '' ? t('nobody') : option.people}</small>
            </span>
          </div>
        ))}
      </div>
    </>
  );
}

function bringIntoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
