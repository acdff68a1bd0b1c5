import { IconMessage, IconMessagePlus } from '@tabler/icons-react';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { useStore } from '../../ui/use-store.ts';
import { beginOnWords } from '../begin-comment.ts';
import { type Commenting, mayComment } from '../commenting.ts';
import { intoComposer, rememberPlace, returnToText } from '../focus.ts';
import { touchedWord } from '../text/reading-place.ts';
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

/** The same under the thumb; while words are selected or touched that may be commented, a button beside it comments on them. */
export function PhoneButton({ commenting }: { readonly commenting: Commenting }): JSX.Element {
  const t = useTranslations('rail');
  const { count, isOpen, toggle } = useToggle(commenting);
  const offer = useOffer(commenting);
  return (
    <>
      {offer === undefined ? null : (
        <button
          type="button"
          className={styles['offer']}
          title={t('commentOnWords')}
          // The words stay marked when the button is pressed.
          onPointerDown={(event) => event.preventDefault()}
          onClick={offer.take}
        >
          <IconMessagePlus size={20} aria-hidden="true" />
          <span className={styles['words']}>
            {offer.words === undefined ? t('comment') : t('commentOn', { words: offer.words })}
          </span>
        </button>
      )}
      <button
        type="button"
        aria-expanded={isOpen}
        aria-label={offer === undefined ? undefined : t('buttonNamed', { count })}
        onClick={toggle}
      >
        <IconMessage size={20} aria-hidden="true" /> {offer === undefined ? t('button') : null}
        {count === 0 ? null : <span className={styles['count']}>{count}</span>}
      </button>
    </>
  );
}

/** What a press would comment on: the selected words, or the one that was touched, which is named. */
function useOffer(
  commenting: Commenting,
): { readonly words: string | undefined; readonly take: () => void } | undefined {
  const selected = useSelected(commenting.page.plan);
  const word = useStore(touchedWord, undefined);
  if (selected !== undefined && mayComment(selected.section))
    return { words: undefined, take: () => commentOnSelected(commenting, selected) };
  if (word === undefined) return undefined;
  return {
    words: word.words,
    take() {
      rememberPlace();
      intoComposer(() => beginOnWords(commenting, word.section, word.range));
    },
  };
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
