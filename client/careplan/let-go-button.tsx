import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { SureButton } from '../ui/sure-button.tsx';

/** Lets go of words that could not be saved. A second press is needed: they are nowhere else. */
export function LetGoButton({ onLetGo }: { readonly onLetGo: () => void }): JSX.Element {
  const t = useTranslations('trouble');
  return <SureButton label={t('letGo')} question={t('letGoSure')} onSure={onLetGo} />;
}
