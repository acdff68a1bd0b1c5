import { Button } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useState, type JSX } from 'react';
import { useTranslations } from 'use-intl';

/** Copies text to the clipboard and says whether it is there. */
export function CopyButton({
  read,
  size = 'compact-sm',
}: {
  readonly read: () => string;
  readonly size?: 'compact-sm' | 'sm';
}): JSX.Element {
  const t = useTranslations('trouble');
  const [state, setState] = useState<'copy' | 'copied' | 'copyFailed'>('copy');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(read());
      setState('copied');
    } catch {
      setState('copyFailed');
    }
  };
  return (
    <Button
      size={size}
      variant="default"
      leftSection={<IconCopy size={16} aria-hidden="true" />}
      onClick={() => void copy()}
    >
      {t(state)}
    </Button>
  );
}
