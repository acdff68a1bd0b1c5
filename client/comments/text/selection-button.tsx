import { useMediaQuery } from '@mantine/hooks';
import { IconMessagePlus } from '@tabler/icons-react';
import { type JSX, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useTranslations } from 'use-intl';

import { beginOnWords } from '../begin-comment.ts';
import { type Commenting, mayComment, phoneQuery } from '../commenting.ts';
import { intoComposer, rememberPlace } from '../focus.ts';
import { type Selected, useSelected } from './selected.ts';

import styles from './selection-button.module.css';

/** Words are selected that may be commented: a button beside the text, at the line where the selection ends. On a phone it is in the bar below instead, away from the system's own bubble. */
export function SelectionButton({
  commenting,
}: {
  readonly commenting: Commenting;
}): JSX.Element | null {
  const isPhone = useMediaQuery(phoneQuery, matchMedia(phoneQuery).matches) ?? false;
  const selected = useSelected(commenting.page.plan);
  if (isPhone || selected?.range === undefined || !mayComment(selected.section)) return null;
  return createPortal(<Button commenting={commenting} selected={selected} />, document.body);
}

/** Begins a thread on the selected words. */
export function commentOnSelected(commenting: Commenting, { section, range }: Selected): void {
  if (range === undefined) return;
  rememberPlace();
  intoComposer(() => beginOnWords(commenting, section, range));
}

function Button({
  commenting,
  selected,
}: {
  readonly commenting: Commenting;
  readonly selected: Selected;
}): JSX.Element {
  const t = useTranslations('rail');
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const { current } = button;
    const line = lineOfSelection();
    const plan = document.getElementById('plan')?.getBoundingClientRect();
    if (current === null || line === undefined || plan === undefined) return;
    // Over the padding of the plan and the gap beside it: it covers neither the text nor a card.
    const left = Math.min(plan.right + 10, window.innerWidth - 4) - current.offsetWidth;
    current.style.left = `${left + window.scrollX}px`;
    current.style.top = `${line.top + line.height / 2 - current.offsetHeight / 2 + window.scrollY}px`;
  });
  return (
    <button
      ref={button}
      type="button"
      className={styles['button']}
      title={t('commentKeys')}
      aria-label={t('commentOnWords')}
      // The selection stays when the button is pressed.
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => commentOnSelected(commenting, selected)}
    >
      <IconMessagePlus size={18} aria-hidden="true" />
    </button>
  );
}

/** The box of the line in which the selection ends. */
function lineOfSelection(): DOMRect | undefined {
  const selection = document.getSelection();
  if (selection === null || selection.rangeCount === 0 || selection.focusNode === null)
    return undefined;
  const range = selection.getRangeAt(0);
  const isForwards =
    range.endContainer === selection.focusNode && range.endOffset === selection.focusOffset;
  const boxes = [...range.getClientRects()];
  return boxes.at(isForwards ? -1 : 0);
}
