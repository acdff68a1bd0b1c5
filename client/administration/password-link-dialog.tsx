import { type AdministeredPerson } from '@alliance/shared/identity/administration';
import { Button, Modal } from '@mantine/core';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { RefusalWords } from '../ui/refusal-words.tsx';
import { linkToPassword } from './administration-queries.ts';
import { MadeLink } from './made-link.tsx';
import { useChange } from './use-change.ts';

import styles from './administration.module.css';

/** Makes a link with which somebody sets a new password. */
export function PasswordLinkDialog({
  person: { name, personId },
  onClose,
}: {
  readonly person: AdministeredPerson;
  readonly onClose: () => void;
}): JSX.Element {
  const t = useTranslations('administration.people');
  const { attempt, isBusy, error, answer } = useChange(linkToPassword);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('change.password-link.title', { name })}
      closeButtonProps={{ 'aria-label': t('cancel') }}
      attributes={{ header: { role: 'presentation' } }}
    >
      <div className={styles['form']}>
        {answer === undefined ? (
          <>
            <p>{t('change.password-link.means', { name })}</p>
            <RefusalWords error={error} />
            <div className={styles['actions']}>
              <Button loading={isBusy} onClick={() => attempt(personId)}>
                {t('change.password-link.label')}
              </Button>
              <Button variant="default" onClick={onClose}>
                {t('cancel')}
              </Button>
            </div>
          </>
        ) : (
          <MadeLink link={answer} onClose={onClose} />
        )}
      </div>
    </Modal>
  );
}
