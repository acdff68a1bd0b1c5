import { type NotificationSettings } from '@alliance/shared/inbox/inbox';
import { Button, TextInput } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { type JSX, type SubmitEvent, useState } from 'react';
import { useTranslations } from 'use-intl';

import { Notice } from '../ui/notice.tsx';
import { confirmCode, sendCode } from './notification-queries.ts';
import { useWish } from './use-wish.ts';

import styles from './email-dialog.module.css';

/** Where e-mails go: an address, and the code that proves that it is mine. */
export function EmailAddress({
  settings,
}: {
  readonly settings: NotificationSettings;
}): JSX.Element {
  const { address, isConfirmed, newAddress } = settings;
  const waiting = isConfirmed ? newAddress : address;
  const [isChanging, setIsChanging] = useState(false);
  if (address === undefined || isChanging)
    return <AddressForm address={newAddress ?? address} onSent={() => setIsChanging(false)} />;
  const onChange = (): void => setIsChanging(true);
  return (
    <>
      {isConfirmed ? (
        <Confirmed address={address} onChange={waiting === undefined ? onChange : undefined} />
      ) : null}
      {waiting === undefined ? null : <CodeForm address={waiting} onChange={onChange} />}
    </>
  );
}

function AddressForm({
  address,
  onSent,
}: {
  readonly address: string | undefined;
  readonly onSent: () => void;
}): JSX.Element {
  const t = useTranslations('notifications');
  const [text, setText] = useState(address ?? '');
  const { wish, isSending, trouble } = useWish(sendCode, onSent);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    wish(text.trim());
  };
  return (
    <form className={styles['part']} onSubmit={submit}>
      <TextInput
        type="email"
        label={t('address')}
        description={t('addressHelp')}
        autoComplete="email"
        maxLength={254}
        required
        withAsterisk={false}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      {trouble === undefined ? null : <Notice tone="stop">{t(`trouble.${trouble}`)}</Notice>}
      <div className={styles['actions']}>
        <Button type="submit" loading={isSending}>
          {t('sendCode')}
        </Button>
      </div>
    </form>
  );
}

function CodeForm({
  address,
  onChange,
}: {
  readonly address: string;
  readonly onChange: () => void;
}): JSX.Element {
  const t = useTranslations('notifications');
  const [code, setCode] = useState('');
  const { wish, isSending, trouble } = useWish(confirmCode);
  const again = useWish(sendCode);
  const problem = trouble ?? again.trouble;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    wish(code);
  };
  return (
    <form className={styles['part']} onSubmit={submit}>
      <p role="status">{t('codeSent', { address })}</p>
      <TextInput
        label={t('code')}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        pattern="[0-9]{6}"
        title={t('codeShape')}
        required
        withAsterisk={false}
        value={code}
        onChange={({ currentTarget }) => setCode(currentTarget.value.replaceAll(/\D/g, ''))}
      />
      {problem === undefined ? null : <Notice tone="stop">{t(`trouble.${problem}`)}</Notice>}
      <div className={styles['actions']}>
        <Button type="submit" loading={isSending}>
          {t('confirm')}
        </Button>
        <Button variant="default" loading={again.isSending} onClick={() => again.wish(address)}>
          {t('sendAgain')}
        </Button>
        <Button variant="subtle" onClick={onChange}>
          {t('otherAddress')}
        </Button>
      </div>
    </form>
  );
}

function Confirmed({
  address,
  onChange,
}: {
  readonly address: string;
  /** Absent while the code for another one is awaited. */
  readonly onChange: (() => void) | undefined;
}): JSX.Element {
  const t = useTranslations('notifications');
  return (
    <div className={styles['part']}>
      <p className={styles['confirmed']} role="status">
        <IconCircleCheck size={18} aria-hidden="true" /> {t('confirmed', { address })}
      </p>
      {onChange === undefined ? null : (
        <div className={styles['actions']}>
          <Button variant="default" size="compact-sm" onClick={onChange}>
            {t('otherAddress')}
          </Button>
        </div>
      )}
    </div>
  );
}
