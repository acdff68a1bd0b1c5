import { type JSX, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';

import { type StepKey, steps } from './check-draft.ts';

import styles from './founding.module.css';

/** One step of the page, with its number and name. */
export function Step({
  step,
  children,
}: {
  readonly step: StepKey;
  readonly children: ReactNode;
}): JSX.Element {
  const t = useTranslations('alliance.found');
  return (
    <section
      id={`step-${step}`}
      className={styles['step']}
      aria-labelledby={`step-${step}-heading`}
      tabIndex={-1}
    >
      <h2 id={`step-${step}-heading`}>
        {steps.indexOf(step) + 1}. {t(`step.${step}`)}
      </h2>
      {children}
    </section>
  );
}
