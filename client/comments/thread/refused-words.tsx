import { Button } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { CopyButton } from '../../ui/copy-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SureButton } from '../../ui/sure-button.tsx';
import { type Desk, type Waiting } from '../desk/desk.ts';
import { whyRefused } from '../desk/why-refused.ts';

import styles from './refused-words.module.css';

/** Something that the server did not take: what happened, that the words are safe, and what to do (RL7). */
export function RefusedWords({
  desk,
  waiting,
  refusal,
}: {
  readonly desk: Desk;
  readonly waiting: Waiting;
  readonly refusal: Error;
}): JSX.Element {
  const t = useTranslations('comments.refused');
  const [isHeld, setIsHeld] = useState(false);
  const hasWords = waiting.text !== '';
  return (
    <Notice
      tone="warn"
      actions={
        hasWords ? (
          <>
            <CopyButton read={() => waiting.text} />
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => setIsHeld(!desk.editAgain(waiting.key))}
            >
              {t('again')}
            </Button>
            <LetGo onLetGo={() => desk.letGo(waiting.key)} />
          </>
        ) : (
          <Button size="compact-sm" variant="default" onClick={() => desk.letGo(waiting.key)}>
            {t('all')}
          </Button>
        )
      }
    >
      <strong>{t('title')}</strong> {t(`why.${whyRefused(refusal)}`)}
      {hasWords ? (
        <>
          <blockquote className={styles['words']}>{waiting.text}</blockquote>
          {isHeld ? t('held') : t('safe')}
        </>
      ) : null}
    </Notice>
  );
}

/** Asks once more in place: these words are nowhere else. */
export function LetGo({ onLetGo }: { readonly onLetGo: () => void }): JSX.Element {
  const t = useTranslations('comments.refused');
  return <SureButton label={t('letGo')} question={t('letGoSure')} onSure={onLetGo} />;
}
