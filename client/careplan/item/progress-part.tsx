import { type JSX, useState } from 'react';
import { useTranslations } from 'use-intl';

import { withUnit } from './goal-facts.tsx';
import { signed, useDayWords, useItemName } from './item-words.ts';
import { type ItemParts, type ItemViewOf } from './items-context.ts';
import { inOrder, isMeasured, numberIn, pointsOf } from './progress-points.ts';

import styles from './goal-details.module.css';

const width = 320;
const height = 96;
const edge = { left: 30, right: 8, top: 8, bottom: 18 } as const;

/** Every look at how far a goal is, as a small chart, and as the table that says the same. */
export function ProgressPart(parts: ItemParts<ItemViewOf<'goal'>>): JSX.Element {
  const { items, item } = parts;
  const t = useTranslations('items');
  const [isTable, setIsTable] = useState(false);
  const canDraw = pointsOf(item).length >= 2;
  return (
    <section aria-label={t('progress.list')}>
      <p className={styles['title']}>{t('progress.list')}</p>
      {item.progress.length === 0 ? <p className={styles['quiet']}>{t('progress.none')}</p> : null}
      {canDraw && !isTable ? <Chart {...parts} /> : null}
      {item.progress.length > 0 && (isTable || !canDraw) ? <Table {...parts} /> : null}
      <div className={styles['ways']}>
        {item.can.includes('progress') ? (
          <button type="button" onClick={() => items.open({ about: 'progress', itemId: item.id })}>
            {t('doing.progress')}
          </button>
        ) : null}
        {canDraw ? (
          <button type="button" onClick={() => setIsTable(!isTable)}>
            {t(isTable ? 'progress.asChart' : 'progress.asTable')}
          </button>
        ) : null}
      </div>
    </section>
  );
}

function Chart({ item }: ItemParts<ItemViewOf<'goal'>>): JSX.Element {
  const t = useTranslations('items.progress');
  const name = useItemName()(item);
  const day = useDayWords();
  const points = pointsOf(item).map(({ x, y, seen }) => ({
    seen,
    x: edge.left + x * (width - edge.left - edge.right),
    y: edge.top + (1 - y) * (height - edge.top - edge.bottom),
  }));
  const [first, last] = [points[0], points.at(-1)];
  const ends = endsOf(item);
  const label = t('chart', {
    name,
    count: points.length,
    first: first === undefined ? '' : day(first.seen.on),
    last: last === undefined ? '' : day(last.seen.on),
  });
  return (
    <svg
      className={styles['chart']}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
    >
      {ends.map(({ words, y }) => (
        <g key={words}>
          <line x1={edge.left} x2={width - edge.right} y1={y} y2={y} />
          <text x={edge.left - 4} y={y + 4} textAnchor="end">
            {words}
          </text>
        </g>
      ))}
      <polyline points={points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')} />
      {points.map(({ x, y, seen }) => (
        <circle key={seen.id} cx={x} cy={y} r={3.5}>
          <title>{`${day(seen.on)}: ${seen.value || signed(seen.score ?? 0)}`}</title>
        </circle>
      ))}
      {first === undefined || last === undefined ? null : (
        <>
          <text x={edge.left} y={height - 4}>
            {day(first.seen.on)}
          </text>
          <text x={width - edge.right} y={height - 4} textAnchor="end">
            {day(last.seen.on)}
          </text>
        </>
      )}
    </svg>
  );
}

/** The lines at the top and at the bottom: the ends of the scale, or the least and the most that is measured or wanted. */
function endsOf(
  item: ItemViewOf<'goal'>,
): readonly { readonly words: string; readonly y: number }[] {
  const top = edge.top;
  const bottom = height - edge.bottom;
  if (!isMeasured(item))
    return [
      { words: '+2', y: top },
      { words: '0', y: (top + bottom) / 2 },
      { words: '−2', y: bottom },
    ];
  const { baseline, target } = item.fields;
  const numbers = [
    ...item.progress.map(({ value }) => value),
    baseline.value,
    target.value,
  ].flatMap((text) => numberIn(text) ?? []);
  return [
    { words: String(Math.max(...numbers)), y: top },
    { words: String(Math.min(...numbers)), y: bottom },
  ];
}

function Table({ item }: ItemParts<ItemViewOf<'goal'>>): JSX.Element {
  const t = useTranslations('items.progress');
  const day = useDayWords();
  return (
    <div className={styles['scroll']}>
      <table className={styles['table']}>
        <thead>
          <tr>
            {(['on', 'score', 'value', 'note', 'by'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {inOrder(item.progress)
            .toReversed()
            .map(({ id, on, score, value, note, by }) => (
              <tr key={id}>
                <td>{day(on)}</td>
                <td>{score === undefined ? '' : signed(score)}</td>
                <td>{withUnit(value, item.fields.unit.value)}</td>
                <td>{note}</td>
                <td>{by.name}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}
