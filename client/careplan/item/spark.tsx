import { type Goal } from '@alliance/shared/careplan/item/goal';
import { type JSX } from 'react';

import { pointsOf } from './progress-points.ts';

import styles from './goal-card.module.css';

const width = 56;
const height = 16;

/** The progress of a goal as one small line; the table behind "More" says the same in words. */
export function Spark({ goal }: { readonly goal: Goal }): JSX.Element | null {
  const points = pointsOf(goal);
  if (points.length < 2) return null;
  const line = points
    .map(
      ({ x, y }) =>
        `${(2 + x * (width - 4)).toFixed(1)},${(2 + (1 - y) * (height - 4)).toFixed(1)}`,
    )
    .join(' ');
  const [lastX = '0', lastY = '0'] = line.split(' ').at(-1)?.split(',') ?? [];
  return (
    <svg
      className={styles['spark']}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
    >
      <polyline points={line} />
      <circle cx={lastX} cy={lastY} r={2.5} />
    </svg>
  );
}
