import { type JSX } from 'react';

import styles from './thread-card.module.css';

/** A box of a card that is seldom wanted: a link opens it, and has the keyboard again when the box is left. */
export function FoldedBox({
  box,
  label,
  onOpen,
}: {
  /** Its key in `desk.written`. */
  readonly box: string;
  readonly label: string;
  readonly onOpen: () => void;
}): JSX.Element {
  return (
    <button type="button" className={styles['folded']} data-opens={box} onClick={onOpen}>
      {label}
    </button>
  );
}
