import { type Me } from '@alliance/shared/identity/person';
import { Button } from '@mantine/core';
import { type JSX, type SubmitEvent, useState } from 'react';
import { useTranslations } from 'use-intl';

import { RefusalWords } from '../../ui/refusal-words.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';
import { WordsField } from '../words-field.tsx';
import { changeAccount } from './account-queries.ts';
import { Part } from './part.tsx';

import styles from './account-page.module.css';

/** How I am called. */
export function NamePart({
  person,
  onRenamed,
}: {
  readonly person: Me['person'];
  readonly onRenamed: () => void;
}): JSX.Element {
  const t = useTranslations('account');
  const [name, setName] = useState(person.name);
  const [shortName, setShortName] = useState(person.shortName);
  const { attempt, isBusy, error, answer } = useAttempt(changeAccount, onRenamed);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!isBusy) attempt({ name: name.trim(), shortName: shortName.trim() });
  };
  return (
    <Part title={t('name.title')}>
      <form className={styles['form']} onSubmit={submit}>
        <WordsField
          kind="name"
          label={t('name.name')}
          description={t('name.nameHelp')}
          value={name}
          onChange={setName}
        />
        <WordsField
          kind="nickname"
          label={t('name.shortName')}
          value={shortName}
          onChange={setShortName}
        />
        <RefusalWords error={error} />
        <div className={styles['actions']}>
          <Button type="submit" loading={isBusy}>
            {t('save')}
          </Button>
        </div>
        <p className={styles['done']} role="status">
          {answer === undefined || isBusy ? '' : t('changed')}
        </p>
      </form>
    </Part>
  );
}
