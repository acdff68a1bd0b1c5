import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import styles from './patient-questions.module.css';

/** The element in which a question is written. */
export const askFormId = 'ask-team';

/** Leads from the top of the page to the box in which the team is asked; while that is not there, to its heading. */
export function AskLink({ isPatient }: { readonly isPatient: boolean }): JSX.Element {
  const t = useTranslations('questions');
  return (
    <a
      className={styles['askLink']}
      href="#questions-heading"
      onClick={(event) => {
        const form = document.getElementById(askFormId);
        if (form === null) return;
        event.preventDefault();
        form.querySelector('label')?.scrollIntoView({ block: 'start' });
        form.querySelector('textarea')?.focus({ preventScroll: true });
      }}
    >
      {t(isPatient ? 'askLink' : 'askLinkTo')}
    </a>
  );
}
