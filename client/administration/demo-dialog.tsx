import '@mantine/core/styles/Input.css';
import { type DemoSwitched } from '@alliance/shared/identity/administration';
import { Button, Modal, TextInput } from '@mantine/core';
import { type JSX, type SubmitEvent, useState } from 'react';
import { useTranslations } from 'use-intl';

import { RefusalWords } from '../ui/refusal-words.tsx';
import { useAttempt } from '../ui/use-attempt.ts';
import { switchDemo } from './administration-queries.ts';

import styles from './administration.module.css';

/** Says what switching means, and wants a word typed: one press too many must not throw the demonstration away. */
export function DemoDialog({
  isDemo,
  onClose,
  onSwitched,
}: {
  /** As it is now. */
  readonly isDemo: boolean;
  readonly onClose: () => void;
  readonly onSwitched: (switched: DemoSwitched) => void;
}): JSX.Element {
  const t = useTranslations('administration.settings');
  const [typed, setTyped] = useState('');
  const word = t(isDemo ? 'demoOffWord' : 'demoOnWord');
  const { attempt, isBusy, error } = useAttempt(switchDemo, onSwitched);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!isBusy && isSameWord(typed, word)) attempt(!isDemo);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(isDemo ? 'demoOffTitle' : 'demoOnTitle')}
      closeButtonProps={{ 'aria-label': t('cancel') }}
      attributes={{ header: { role: 'presentation' } }}
    >
      <form className={styles['form']} onSubmit={submit}>
        <ul className={styles['list']}>
          {consequences[isDemo ? 'off' : 'on'].map((each) => (
            <li key={each}>{t(each)}</li>
          ))}
        </ul>
        <TextInput
          label={t('typeWord', { word })}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <RefusalWords error={error} />
        <div className={styles['actions']}>
          <Button
            type="submit"
            color={isDemo ? 'red' : 'teal'}
            loading={isBusy}
            disabled={!isSameWord(typed, word)}
          >
            {t(isDemo ? 'demoOff' : 'demoOn')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

const consequences = {
  off: ['offThrown', 'offEverybody', 'offSetUp'],
  on: ['onPersonas', 'onAccounts', 'onSignedOut'],
} as const;

function isSameWord(typed: string, word: string): boolean {
  return typed.trim().toLowerCase() === word.toLowerCase();
}
