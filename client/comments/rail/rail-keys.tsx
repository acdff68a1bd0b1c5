import { ActionIcon, Popover } from '@mantine/core';
import { IconKeyboard } from '@tabler/icons-react';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import styles from './rail-keys.module.css';

/** What each key does, in the order in which they are needed. */
const keys = [
  ['comment', 'Ctrl + Alt + M'],
  ['open', 'Ctrl + Alt + Enter'],
  ['between', 'Ctrl + Alt + J'],
  ['next', 'Ctrl + Alt + N'],
  ['previous', 'Ctrl + Alt + P'],
  ['send', 'Ctrl + Enter'],
  ['close', 'Esc'],
] as const;

/** A button that names all keys for comments, also those that have no button of their own (RL4). */
export function RailKeys(): JSX.Element {
  const t = useTranslations('rail.keys');
  return (
    <Popover position="bottom-end" width={300} trapFocus={false} withinPortal shadow="md">
      <Popover.Target>
        <ActionIcon variant="default" size={30} aria-label={t('label')} title={t('label')}>
          <IconKeyboard size={17} aria-hidden="true" />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('label')}>
        <dl className={styles['keys']}>
          {keys.map(([what, key]) => (
            <div key={what}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{t(what)}</dd>
            </div>
          ))}
        </dl>
      </Popover.Dropdown>
    </Popover>
  );
}
