import { Button } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslations } from 'use-intl';

/** Lets go of words that could not be saved. A second press is needed: they are nowhere else. */
export function LetGoButton({ onLetGo }: { readonly onLetGo: () => void }): JSX.Element {
  const t = useTranslations('trouble');
  const [isSure, setIsSure] = useState(false);
  return (
    <Button
      size="compact-sm"
      variant="default"
      onClick={() => (isSure ? onLetGo() : setIsSure(true))}
      onBlur={() => setIsSure(false)}
    >
      {isSure ? t('letGoSure') : t('letGo')}
    </Button>
  );
}
