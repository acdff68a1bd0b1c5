import { scoreNow } from '@alliance/shared/careplan/item/attainment';
import { type JSX, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';

import { DisciplineBadge } from '../../ui/discipline-badge.tsx';
import { isRunning } from './goal-facts.tsx';
import { seatsBefore } from './goal-seats.ts';
import { signed, useFieldName, useValueWords } from './item-words.ts';
import { type ItemParts, type ItemViewOf } from './items-context.ts';
import { ProgressPart } from './progress-part.tsx';

import styles from './goal-details.module.css';

type GoalParts = ItemParts<ItemViewOf<'goal'>>;

/** Everything that a goal says beside its first lines. */
export function GoalDetails(parts: GoalParts): JSX.Element {
  return (
    <div className={styles['details']}>
      <TeamParts {...parts} />
      <Fields {...parts} />
      <Scale {...parts} />
      <ProgressPart {...parts} />
    </div>
  );
}

/** What each seat does for the goal, and what it says to it. */
function TeamParts({ items, item }: GoalParts): JSX.Element | null {
  const t = useTranslations('items');
  const said = seatsBefore(items, item).filter(
    ({ part, agreement }) => part?.contributed !== undefined || hasWord(agreement),
  );
  if (said.length === 0) return null;
  return (
    <section aria-label={t('team')}>
      <p className={styles['title']}>{t('team')}</p>
      <ul className={styles['parts']}>
        {said.map(({ seat, part, agreement }) => (
          <li key={seat.id}>
            <DisciplineBadge discipline={seat.disciplineKey} />
            <span>
              {part?.contributed?.text}{' '}
              {agreement !== undefined && hasWord(agreement) ? (
                <em data-answer={agreement.answer}>
                  {agreement.answer === 'agree'
                    ? t('agreesWith', { name: agreement.by.name })
                    : t('disagreesWith', { name: agreement.by.name, note: agreement.note })}
                </em>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function hasWord(agreement: { readonly answer: string } | undefined): boolean {
  return agreement !== undefined && agreement.answer !== 'pending';
}

const shownFields = [
  'relevance',
  'achievable',
  'priority',
  'component',
  'startOn',
  'importance',
  'difficulty',
] as const;

function Fields({ items, item }: GoalParts): JSX.Element | null {
  const name = useFieldName();
  const words = useValueWords(items);
  const rows = shownFields.flatMap((key) => {
    const value = words(key, item.fields[key].value);
    return value === '' ? [] : [[key, value] as const];
  });
  if (rows.length === 0) return null;
  return (
    <dl className={styles['fields']}>
      {rows.map(([key, value]) => (
        <div key={key}>
          <dt>{name(key)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The steps of the goal attainment scale, the present one marked. */
function Scale({ item }: GoalParts): ReactNode {
  const t = useTranslations('items');
  const { fields } = item;
  const steps = [
    [2, fields.stepMuchMore.value],
    [1, fields.stepMore.value],
    [0, fields.stepExpected.value],
    [-1, fields.stepLess.value],
    [-2, fields.stepMuchLess.value],
  ] as const;
  if (steps.every(([, words]) => words === '')) return null;
  const now = isRunning(item) || item.progress.length > 0 ? scoreNow(item) : undefined;
  return (
    <section aria-label={t('scale.steps')}>
      <p className={styles['title']}>{t('scale.steps')}</p>
      <ol className={styles['steps']}>
        {steps.map(([score, words]) => (
          <li key={score} aria-current={score === now ? 'step' : undefined}>
            <b>{signed(score)}</b> <span>{words}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
