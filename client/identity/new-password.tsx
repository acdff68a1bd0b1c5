import { Button } from '@mantine/core';
import { type JSX, type SubmitEvent, useState } from 'react';
import { useTranslations } from 'use-intl';

import { HomeButton } from '../ui/home-button.tsx';
import { Notice } from '../ui/notice.tsx';
import { RefusalWords } from '../ui/refusal-words.tsx';
import { useAttempt } from '../ui/use-attempt.ts';
import { EntranceFrame } from './entrance-frame.tsx';
import { setNewPassword } from './link-queries.ts';
import { NewPasswordField } from './new-password-field.tsx';

import styles from './form.module.css';

/** A new password for somebody who has forgotten theirs, by a link from an administrator. Signing in comes after it, with every factor. */
export function NewPassword({
  name,
  secret,
}: {
  readonly name: string;
  readonly secret: string;
}): JSX.Element {
  const t = useTranslations('link.newPassword');
  const [password, setPassword] = useState<string>();
  const [isDone, setIsDone] = useState(false);
  const { attempt, isBusy, error } = useAttempt(setNewPassword, () => setIsDone(true));
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!isBusy && password !== undefined) attempt({ secret, password });
  };
  if (isDone)
    return (
      <EntranceFrame title={t('title', { name })}>
        <Notice tone="info" actions={<HomeButton />}>
          {t('done')}
        </Notice>
      </EntranceFrame>
    );
  return (
    <EntranceFrame title={t('title', { name })} lead={t('lead')}>
      <form className={styles['form']} onSubmit={submit}>
        <NewPasswordField label={t('label')} email="" onChange={setPassword} />
        <RefusalWords error={error} />
        <Button type="submit" loading={isBusy}>
          {t('button')}
        </Button>
      </form>
    </EntranceFrame>
  );
}
