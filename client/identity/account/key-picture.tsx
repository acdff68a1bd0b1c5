import { type JSX, useMemo } from 'react';
import { encode } from 'uqr';

import styles from './account-page.module.css';

/** A text as a picture that the camera of a phone reads. */
export function KeyPicture({
  text,
  label,
}: {
  readonly text: string;
  readonly label: string;
}): JSX.Element {
  const { size, data } = useMemo(() => encode(text, { ecc: 'M', border: 4 }), [text]);
  return (
    <svg
      className={styles['picture']}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path d={pathOf(data)} fill="#000000" />
    </svg>
  );
}

function pathOf(rows: readonly (readonly boolean[])[]): string {
  return rows
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
}
