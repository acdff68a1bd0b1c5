import { type Me } from '@alliance/shared/identity/person';
import { Button } from '@mantine/core';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { RefusalWords } from '../ui/refusal-words.tsx';
import { ServerRefusal } from '../ui/server-refusal.ts';
import { useAttempt } from '../ui/use-attempt.ts';
import { AccountSignIn } from './account-sign-in.tsx';
import { personaOf, signInAs, signOut, usePersonas, whoIsThere } from './session.ts';

/** Signs the person of this page in again, and nobody else: what waits here is theirs. */
export function SamePerson({
  person,
  isDemo,
  onSignedIn,
}: {
  readonly person: Me['person'];
  readonly isDemo: boolean;
  readonly onSignedIn: () => Promise<void>;
}): JSX.Element | null {
  const t = useTranslations('signInAgain');
  if (isDemo) return <AsPersona person={person} onSignedIn={onSignedIn} />;
  const check = async (): Promise<void> => {
    const me = await whoIsThere();
    if (me.person.id === person.id) return onSignedIn();
    await signOut();
    throw new ServerRefusal(409, { words: t('other', { name: person.name }) });
  };
  return <AccountSignIn onSignedIn={check} />;
}

function AsPersona({
  person,
  onSignedIn,
}: {
  readonly person: Me['person'];
  readonly onSignedIn: () => Promise<void>;
}): JSX.Element | null {
  const t = useTranslations('signInAgain');
  const personas = usePersonas();
  const persona = personaOf(personas.data, person);
  const { attempt, isBusy, error } = useAttempt(async (key: string) => {
    await signInAs(key);
    await onSignedIn();
  });
  if (persona === undefined) return null;
  return (
    <>
      <RefusalWords error={error} />
      <Button loading={isBusy} onClick={() => attempt(persona.key)}>
        {t('confirm', { name: persona.name })}
      </Button>
    </>
  );
}
