import { type Me } from '@alliance/shared/identity/person';
import { Button, Modal } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { Notice } from '../ui/notice.tsx';
import { personaOf, signInAs, usePersonas } from './session.ts';

/** Lies over the page when the session has ended: the page and every unsaved word stay where they are. */
export function SignInAgain({
  me,
  onSignedIn,
}: {
  readonly me: Me;
  readonly onSignedIn: () => Promise<void>;
}): JSX.Element {
  const t = useTranslations('signInAgain');
  const personas = usePersonas();
  const [hasFailed, setHasFailed] = useState(false);
  const persona = personaOf(personas.data, me);
  const signIn = async (key: string): Promise<void> => {
    try {
      await signInAs(key);
      await onSignedIn();
    } catch {
      setHasFailed(true);
    }
  };
  return (
    <Modal
      opened
      onClose={ignore}
      withCloseButton={false}
      closeOnEscape={false}
      title={t('title')}
      centered
    >
      <p>{t('safe')}</p>
      {hasFailed ? <Notice tone="stop">{t('failed')}</Notice> : null}
      {persona === undefined ? null : (
        <Button mt="md" onClick={() => void signIn(persona.key)}>
          {t('confirm', { name: persona.name })}
        </Button>
      )}
    </Modal>
  );
}

function ignore(): void {
  // Only signing in closes it: behind it the page cannot save.
}
