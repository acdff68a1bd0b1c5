import { type JSX } from 'react';

import styles from './reach.module.css';

/** How to reach somebody, "ext. 4410, pager 118": a line may break after a comma, never inside a number. */
export function Reach({ words }: { readonly words: string }): readonly JSX.Element[] {
  return words.split(/(?<=,) /).map((piece, index) => (
    // The pieces of one text have no other name than their place in it.
    // oxlint-disable-next-line react/no-array-index-key
    <span key={index}>
      {index === 0 ? null : ' '}
      <span className={styles['piece']}>{piece}</span>
    </span>
  ));
}
