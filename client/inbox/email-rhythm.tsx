import { type NotificationSettings, digestRhythms } from '@alliance/shared/inbox/inbox';
import { NativeSelect, Radio } from '@mantine/core';
import { type JSX, useState } from 'react';
import { useTranslations } from 'use-intl';

import { Notice } from '../ui/notice.tsx';
import { type RhythmWish, wishRhythm } from './notification-queries.ts';
import { useWish } from './use-wish.ts';

import styles from './email-dialog.module.css';

/** How often; each choice is kept at once. */
export function EmailRhythm({
  settings,
}: {
  readonly settings: NotificationSettings;
}): JSX.Element {
  const t = useTranslations('notifications');
  const { wish, isDone, trouble } = useWish(wishRhythm);
  const [chosen, setChosen] = useState<RhythmWish>(settings);
  const { address, isConfirmed } = settings;
  // What was chosen stands there at once, and goes back when the server did not take it.
  const { rhythm, hour } = trouble === undefined ? chosen : settings;
  const choose = (next: RhythmWish): void => {
    setChosen(next);
    wish(next);
  };
  return (
    <div className={styles['part']}>
      <Radio.Group
        label={t('rhythm')}
        value={rhythm}
        onChange={(value) => {
          const next = digestRhythms.find((each) => each === value);
          if (next !== undefined) choose({ rhythm: next, hour });
        }}
      >
        <div className={styles['choices']}>
          {digestRhythms.map((each) => (
            <Radio key={each} value={each} label={t(`rhythms.${each}`)} />
          ))}
        </div>
      </Radio.Group>
      {rhythm === 'daily' ? (
        <NativeSelect
          label={t('hour')}
          value={String(hour)}
          onChange={({ currentTarget }) => choose({ rhythm, hour: Number(currentTarget.value) })}
          data={hours}
        />
      ) : null}
      <p className={styles['kept']} role="status">
        {isDone ? t('kept') : ''}
      </p>
      {rhythm !== 'never' && !isConfirmed ? (
        <Notice tone="info">{t(address === undefined ? 'needsAddress' : 'needsCode')}</Notice>
      ) : null}
      {trouble === undefined ? null : <Notice tone="stop">{t(`trouble.${trouble}`)}</Notice>}
    </div>
  );
}

const hours = Array.from({ length: 24 }, (_unused, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, '0')}:00`,
}));
