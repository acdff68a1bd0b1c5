import { IconCommand } from '@tabler/icons-react';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { showPalette } from '../../ui/commands/palette.ts';
import { shownKeys } from '../../ui/commands/shown-keys.ts';

import styles from './palette-button.module.css';

/** Opens the command palette; on a phone it is in the menu of the person instead. */
export function PaletteButton(): JSX.Element {
  const t = useTranslations('palette');
  return (
    <button
      type="button"
      className={styles['button']}
      aria-haspopup="dialog"
      title={`${t('open')} (${shownKeys('Mod+K')})`}
      onClick={() => showPalette('commands')}
    >
      <IconCommand size={18} aria-hidden="true" />
      <span className={styles['words']}>{t('open')}</span>
      <kbd>{shownKeys('Mod+K')}</kbd>
    </button>
  );
}
