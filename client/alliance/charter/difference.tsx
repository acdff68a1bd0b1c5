import { type AllianceSection } from '@alliance/shared/alliance/alliance-view';
import { type CharterContent } from '@alliance/shared/alliance/charter';
import { charterDifference } from '@alliance/shared/alliance/charter-difference';
import { type WordPiece } from '@alliance/shared/alliance/word-difference';
import { type JSX, useMemo } from 'react';

import { useChangeWords } from './change-words.ts';

import styles from './charter.module.css';

/** What changed between two versions of a charter; `none` where nothing did. */
export function Difference({
  before,
  after,
  sections,
  none,
}: {
  readonly before: CharterContent;
  readonly after: CharterContent;
  readonly sections: readonly AllianceSection[];
  readonly none: string;
}): JSX.Element {
  const words = useChangeWords(sections);
  const changes = useMemo(() => charterDifference(before, after), [before, after]);
  if (changes.length === 0) return <p>{none}</p>;
  return (
    <ul className={styles['changes']}>
      {changes.map((change, index) => {
        const { where, pieces } = words(change);
        return (
          // What changed is shown as a whole; it never changes its order.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            <p className={styles['where']}>{where}</p>
            <Pieces pieces={pieces} />
          </li>
        );
      })}
    </ul>
  );
}

function Pieces({ pieces }: { readonly pieces: readonly WordPiece[] }): JSX.Element {
  return (
    <span dir="auto">
      {pieces.map(({ kind, text }, index) => {
        const key = `${index} ${kind}`;
        if (kind === 'added') return <ins key={key}>{text}</ins>;
        if (kind === 'removed') return <del key={key}>{text}</del>;
        return <span key={key}>{text}</span>;
      })}
    </span>
  );
}
