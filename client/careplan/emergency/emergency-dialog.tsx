import { type PlanView, type SectionView } from '@alliance/shared/careplan/plan-view';
import { Button, Modal } from '@mantine/core';
import { type JSX, type SubmitEvent, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { v7 as uuid } from 'uuid';

import { TextAreaField } from '../../ui/fields.tsx';
import { RefusalWords } from '../../ui/refusal-words.tsx';
import { useAllianceCommand } from '../use-alliance-command.ts';

import styles from './emergency.module.css';

/** Asks why it cannot wait, and says beforehand what follows from it. */
export function EmergencyDialog({
  plan,
  section,
  onClose,
}: {
  readonly plan: PlanView;
  readonly section: SectionView;
  readonly onClose: () => void;
}): JSX.Element {
  const t = useTranslations('emergency');
  const format = useFormatter();
  const [reason, setReason] = useState('');
  const [emergencyId] = useState(() => uuid());
  const { send, isSending, error } = useAllianceCommand(plan);
  const owners = format.list(section.owners.map(({ title }) => title));
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const what = { emergencyId, sectionKey: section.key, reason: reason.trim() };
    void send({ type: 'emergency-edit', ...what }).then((isDone) => isDone && onClose());
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('title', { heading: section.heading })}
      centered
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('close') }}
      // Not the banner of the page.
      attributes={{ header: { role: 'presentation' } }}
    >
      <form className={styles['form']} onSubmit={submit} noValidate>
        <p>{t('lead')}</p>
        <ul className={styles['what']}>
          <li>{t('minutes')}</li>
          <li>{t('told', { hasOwners: owners === '' ? 'no' : 'yes', owners })}</li>
          <li>{t('recorded')}</li>
        </ul>
        <TextAreaField
          label={t('reason')}
          rows={3}
          isRequired
          value={reason}
          onChange={setReason}
        />
        <RefusalWords error={error} />
        <div className={styles['ways']}>
          <Button type="submit" loading={isSending} disabled={reason.trim() === ''}>
            {t('sure')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
