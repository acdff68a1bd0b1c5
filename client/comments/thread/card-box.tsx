import { Button } from '@mantine/core';
import { type JSX, useRef } from 'react';
import { flushSync } from 'react-dom';
import { useTranslations } from 'use-intl';

import { useStore } from '../../ui/use-store.ts';
import { type Written } from '../desk/desk.ts';
import { canSend } from '../desk/new-comment.ts';
import { textOfWritten } from '../desk/unsent.ts';
import { type ThreadParts } from './thread-parts.ts';
import { WordsBox } from './words-box.tsx';

import styles from './thread-card.module.css';

const empty: Written = { text: '' };

/** A box of a card with its button. What stands in it is the desk's, so that it outlives the card (RL7). */
export function CardBox({
  parts: { desk, page, thread },
  box,
  onSend,
  onCancel,
  hasButton = false,
  ...look
}: {
  readonly parts: ThreadParts;
  /** Its key in `desk.written`. */
  readonly box: string;
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly placeholder?: string;
  readonly sendLabel: string;
  readonly takesFocus?: boolean;
  readonly isSbar?: boolean;
  /** What stands in it before anything is changed. */
  readonly initial?: Written;
  readonly onSend: (written: Written) => void;
  /** Its button is there while the box is empty too. */
  readonly hasButton?: boolean;
  /** Gives the box a way back; without it, its buttons are there only while it holds something. */
  readonly onCancel?: () => void;
}): JSX.Element {
  const t = useTranslations('comments.do');
  const boxes = useStore(desk.written, desk.written.get());
  const { sendLabel, initial = empty, isSbar = false, ...rest } = look;
  const written = boxes.get(box) ?? initial;
  const isReady = canSend(written, isSbar);
  const send = (): void => {
    if (!isReady) return;
    desk.write(box, undefined);
    onSend(written);
  };
  const root = useRef<HTMLDivElement>(null);
  const cancel = (): void => {
    const card = root.current?.closest('[data-thread]');
    flushSync(() => {
      desk.write(box, undefined);
      onCancel?.();
    });
    if (card) intoOpener(card, box);
  };
  // Escape leaves the box and loses no word of it.
  const leave = (): void => {
    if (onCancel !== undefined && textOfWritten(written) === textOfWritten(initial))
      return cancel();
    const card = root.current?.closest('[data-thread]');
    if (card) intoOpener(card, box);
  };
  // A box that was opened stays open, and what somebody has deleted does not come back.
  const staysEmpty = isSbar || onCancel !== undefined;
  const isEmpty = written.text === '' && written.sbar === undefined;
  return (
    <div ref={root} className={styles['cardBox']}>
      <WordsBox
        {...rest}
        isSbar={isSbar}
        plan={page.plan}
        audience={thread.audience}
        written={written}
        onChange={(next) => desk.write(box, staysEmpty || next.text !== '' ? next : undefined)}
        onSend={send}
        onEscape={leave}
      />
      {isEmpty && onCancel === undefined && !hasButton ? null : (
        <div className={styles['buttons']}>
          <Button size="compact-sm" disabled={!isReady} onClick={send}>
            {sendLabel}
          </Button>
          {onCancel === undefined ? null : (
            <Button size="compact-sm" variant="default" onClick={cancel}>
              {t('cancel')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

/** Puts the keyboard on what opened a box, or on the head of its card where nothing did (RL4). */
function intoOpener(card: Element, box: string): void {
  const opener = card.querySelector<HTMLElement>(`[data-opens="${CSS.escape(box)}"]`);
  (opener ?? card.querySelector<HTMLElement>('[data-card-head]'))?.focus({ preventScroll: true });
}
