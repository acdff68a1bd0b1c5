import { Button } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useState, type JSX } from 'react';
import { useTranslations } from 'use-intl';

/** Copies text to the clipboard and says whether it is there. */
export function CopyButton({ read }: { readonly read: () => string }): JSX.Element {
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
      size="compact-sm"
      variant="default"
      leftSection={<IconCopy size={16} aria-hidden="true" />}
      onClick={() => void copy()}
    >
      {t(state)}
    </Button>
  );
}
