import { type ChipEntry, type ChipValue } from '@alliance/shared/editor/chip';
import { chipValueText } from '@alliance/shared/editor/chip-text';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { ChipWho } from './chip-who.tsx';
import { chipWritesQuery } from './chip-writes.ts';

import styles from './chip.module.css';

/** The values between which nobody has decided, side by side, each with who and when, and one button for each (CH9). */
export function ChipChoices({
  documentId,
  entries,
  onUse,
}: {
  readonly documentId: string;
  readonly entries: readonly ChipEntry[];
  /** Absent for whoever may not decide. */
  readonly onUse?: ((value: ChipValue) => void) | undefined;
}): JSX.Element {
  const t = useTranslations('chips');
  const { data, isError } = useQuery(
    chipWritesQuery(
      documentId,
      entries.map(({ writeId }) => writeId),
    ),
  );
  return (
    <ul className={styles['choices']}>
      {entries.map(({ writeId, value, unit }) => {
        const text = chipValueText({ value, unit });
        return (
          <li key={writeId}>
            <strong>{text}</strong>
            <ChipWho
              write={data?.writes.find((each) => each.writeId === writeId)}
              hasFailed={isError}
            />
            {onUse === undefined ? null : (
              <Button size="compact-sm" variant="default" onClick={() => onUse({ value, unit })}>
                {t('open.use', { text })}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
