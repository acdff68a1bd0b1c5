import {
  type AdministeredPerson,
  type PersonChange,
} from '@alliance/shared/identity/administration';
import { Button, Modal } from '@mantine/core';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { RefusalWords } from '../ui/refusal-words.tsx';
import { changePerson } from './administration-queries.ts';
import { useChange } from './use-change.ts';

import styles from './administration.module.css';

/** Asks before something changes for somebody, and says what. */
export function ChangeDialog({
  person,
  change,
  onClose,
}: {
  readonly person: AdministeredPerson;
  readonly change: PersonChange;
  readonly onClose: () => void;
}): JSX.Element {
  const t = useTranslations('administration.people');
  const { attempt, isBusy, error } = useChange(changePerson, onClose);
  const { name, personId } = person;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`change.${change}.title`, { name })}
      closeButtonProps={{ 'aria-label': t('cancel') }}
      attributes={{ header: { role: 'presentation' } }}
    >
      <div className={styles['form']}>
        <p>{t(`change.${change}.means`, { name })}</p>
        <RefusalWords error={error} />
        <div className={styles['actions']}>
          <Button
            color={change === 'suspend' ? 'red' : 'teal'}
            loading={isBusy}
            onClick={() => attempt({ personId, change })}
          >
            {t(`change.${change}.label`)}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
