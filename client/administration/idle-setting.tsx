import '@mantine/core/styles/Input.css';
import { Button, TextInput } from '@mantine/core';
import { type JSX, type SubmitEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';

import { RefusalWords } from '../ui/refusal-words.tsx';
import { setIdleMinutes } from './administration-queries.ts';
import { useChange } from './use-change.ts';

import styles from './administration.module.css';

const minutesMax = 30;

/** After how many minutes a page that nobody uses is locked. */
export function IdleSetting({ idleMinutes }: { readonly idleMinutes: number }): JSX.Element {
  const t = useTranslations('administration.settings');
  const id = useId();
  const [minutes, setMinutes] = useState(String(idleMinutes));
  const { attempt, isBusy, error, answer } = useChange(setIdleMinutes);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!isBusy) attempt(Number(minutes));
  };
  return (
    <section className={styles['card']} aria-labelledby={id}>
      <h2 id={id}>{t('idleTitle')}</h2>
      <p>{t('idleLead')}</p>
      <form className={styles['form']} onSubmit={submit}>
        <TextInput
          type="number"
          inputMode="numeric"
          min={1}
          max={minutesMax}
          step={1}
          label={t('idleMinutes')}
          description={t('idleHelp')}
          required
          withAsterisk={false}
          value={minutes}
          onChange={({ currentTarget }) => setMinutes(currentTarget.value)}
        />
        <RefusalWords error={error} />
        <div className={styles['actions']}>
          <Button type="submit" loading={isBusy}>
            {t('save')}
          </Button>
        </div>
        <p className={styles['done']} role="status">
          {answer === undefined || isBusy ? '' : t('saved', { minutes: answer.idleMinutes })}
        </p>
      </form>
    </section>
  );
}
