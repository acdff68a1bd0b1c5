import { type Me } from '@alliance/shared/identity/person';
import { Modal } from '@mantine/core';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { SamePerson } from './same-person.tsx';

import styles from './form.module.css';

/** Lies over the page when the session has ended: the page and every unsaved word stay where they are. */
export function SignInAgain({
  me,
  isDemo,
  onSignedIn,
}: {
  readonly me: Me;
  readonly isDemo: boolean;
  readonly onSignedIn: () => Promise<void>;
}): JSX.Element {
  const t = useTranslations('signInAgain');
  return (
    <Modal
      opened
      onClose={ignore}
      withCloseButton={false}
      closeOnEscape={false}
      title={t('title')}
      centered
    >
      <div className={styles['form']}>
        {/* It comes while somebody is typing: what they type next is about a patient, and belongs in no field here. */}
        <p tabIndex={-1} data-autofocus>
          {t('safe')}
        </p>
        <SamePerson person={me.person} isDemo={isDemo} onSignedIn={onSignedIn} />
      </div>
    </Modal>
  );
}

function ignore(): void {
  // Only signing in closes it: behind it the page cannot save.
}
