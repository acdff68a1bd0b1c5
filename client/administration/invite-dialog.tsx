import '@mantine/core/styles/Checkbox.css';
import '@mantine/core/styles/InlineInput.css';
import { Button, Checkbox, Modal, NativeSelect } from '@mantine/core';
import { type JSX, type SubmitEvent, useState } from 'react';
import { useTranslations } from 'use-intl';

import { RefusalWords } from '../ui/refusal-words.tsx';
import { linkToJoin } from './administration-queries.ts';
import { MadeLink } from './made-link.tsx';
import { useChange } from './use-change.ts';

import styles from './administration.module.css';

const dayChoices = [1, 3, 7, 14, 30] as const;

/** Makes a link with which somebody new joins. */
export function InviteDialog({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const t = useTranslations('administration.people');
  const [days, setDays] = useState(7);
  const [isAdministrator, setIsAdministrator] = useState(false);
  const { attempt, isBusy, error, answer } = useChange(linkToJoin);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!isBusy) attempt({ days, isAdministrator });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('invite')}
      closeButtonProps={{ 'aria-label': t('cancel') }}
      attributes={{ header: { role: 'presentation' } }}
    >
      {answer === undefined ? (
        <form className={styles['form']} onSubmit={submit}>
          <p>{t('inviteLead')}</p>
          <NativeSelect
            label={t('days')}
            value={String(days)}
            onChange={({ currentTarget }) => setDays(Number(currentTarget.value))}
            data={dayChoices.map((each) => ({
              value: String(each),
              label: t('dayCount', { count: each }),
            }))}
          />
          <Checkbox
            label={t('asAdministrator')}
            checked={isAdministrator}
            onChange={({ currentTarget }) => setIsAdministrator(currentTarget.checked)}
          />
          <RefusalWords error={error} />
          <div className={styles['actions']}>
            <Button type="submit" loading={isBusy}>
              {t('makeLink')}
            </Button>
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
          </div>
        </form>
      ) : (
        <div className={styles['form']}>
          <MadeLink link={answer} onClose={onClose} />
        </div>
      )}
    </Modal>
  );
}
