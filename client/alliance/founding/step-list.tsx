import { IconCheck } from '@tabler/icons-react';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { type Missing, steps } from './check-draft.ts';

import styles from './founding.module.css';

/** The steps, each with a tick once nothing is missing in it. */
export function StepList({ missing }: { readonly missing: readonly Missing[] }): JSX.Element {
  const t = useTranslations('alliance.found');
  return (
    <nav className={styles['list']} aria-label={t('steps')}>
      <ol>
        {steps.map((step, index) => {
          const isDone = missing.every((each) => each.step !== step);
          return (
            <li key={step}>
              <a href={`#step-${step}`}>
                <span className={styles['number']} data-done={isDone ? '' : undefined}>
                  {isDone ? <IconCheck size={16} aria-hidden="true" /> : index + 1}
                </span>
                {t(`step.${step}`)}
                {isDone ? <span className={styles['hidden']}> {t('stepDone')}</span> : null}
              </a>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
