import { Button } from '@mantine/core';
import { IconRobot } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { askServer } from '../ui/ask-server.ts';

import styles from './simulated-colleague.module.css';

/** Demonstration only: asks a labelled robot to type in a section over a real connection (PG9). */
export function SimulatedColleague({
  planId,
  sectionKey,
  isTyping,
}: {
  readonly planId: string;
  readonly sectionKey: string;
  /** Its caret is in this section now, whoever asked for it. */
  readonly isTyping: boolean;
}): JSX.Element {
  const t = useTranslations('colleague');
  const ask = useMutation({
    mutationFn: (action: 'start' | 'stop') =>
      askServer('/api/demo/colleague', { method: 'POST', body: { planId, sectionKey, action } }),
  });
  return (
    <p className={styles['colleague']}>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        leftSection={<IconRobot size={16} aria-hidden="true" />}
        loading={ask.isPending}
        onClick={() => ask.mutate(isTyping ? 'stop' : 'start')}
      >
        {isTyping ? t('stop') : t('start')}
      </Button>
      <span role="status">{ask.isError ? t('failed') : isTyping ? t('typing') : null}</span>
    </p>
  );
}
