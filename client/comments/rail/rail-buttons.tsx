import { IconMessage, IconMessagePlus } from '@tabler/icons-react';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { useStore } from '../../ui/use-store.ts';
import { type Commenting, mayComment } from '../commenting.ts';
import { rememberPlace, returnToText } from '../focus.ts';
import { useSelected } from '../text/selected.ts';
import { commentOnSelected } from '../text/selection-button.tsx';

import styles from './rail-buttons.module.css';

/** Opens and closes the comments where the window has no room for them beside the text. */
export function BarButton({ commenting }: { readonly commenting: Commenting }): JSX.Element {
  const t = useTranslations('rail');
  const { count, isOpen, toggle } = useToggle(commenting);
  return (
    <button
      type="button"
      className={styles['bar']}
      aria-expanded={isOpen}
      aria-label={t('buttonNamed', { count })}
      title={t('button')}
      onClick={toggle}
    >
      <IconMessage size={18} aria-hidden="true" />
      {count === 0 ? null : count}
    </button>
  );
}

/** The same under the thumb; while words are selected that may be commented, it comments on them. */
export function PhoneButton({ commenting }: { readonly commenting: Commenting }): JSX.Element {
  const t = useTranslations('rail');
  const { count, isOpen, toggle } = useToggle(commenting);
  const selected = useSelected(commenting.page.plan);
  if (selected !== undefined && mayComment(selected.section))
    return (
      <button
        type="button"
        title={t('commentOnWords')}
        onPointerDown={(event) => event.preventDefault()}
        onClick={() => commentOnSelected(commenting, selected)}
      >
        <IconMessagePlus size={20} aria-hidden="true" /> {t('comment')}
      </button>
    );
  return (
    <button type="button" aria-expanded={isOpen} onClick={toggle}>
      <IconMessage size={20} aria-hidden="true" /> {t('button')}
      {count === 0 ? null : <span className={styles['count']}>{count}</span>}
    </button>
  );
}

function useToggle({ desk }: Commenting): {
  readonly count: number;
  readonly isOpen: boolean;
  readonly toggle: () => void;
} {
  const threads = useStore(desk.threads, undefined) ?? [];
  const isOpen = useStore(desk.isSheetOpen, false);
  return {
    count: threads.filter(({ status }) => status === 'open').length,
    isOpen,
    toggle() {
      if (isOpen) {
        desk.setSheetOpen(false);
        returnToText();
        return;
      }
      rememberPlace();
      desk.setSheetOpen(true);
      requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-rail]')?.focus());
    },
  };
}
