import { scoreNow } from '@alliance/shared/careplan/item/attainment';
import { smartOf } from '@alliance/shared/careplan/item/smart';
import {
  IconArrowDownRight,
  IconArrowRight,
  IconArrowUpRight,
  IconCircleCheck,
  IconCircleX,
} from '@tabler/icons-react';
import { type JSX, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';

import { DisciplineBadge } from '../../ui/discipline-badge.tsx';
import { WordsWithPlaces } from '../../ui/words-with-places.tsx';
import { signed, useDayWords, useDaysLeft } from './item-words.ts';
import { type ItemParts, type ItemViewOf } from './items-context.ts';
import { Spark } from './spark.tsx';

import styles from './goal-card.module.css';

type GoalParts = ItemParts<ItemViewOf<'goal'>>;

/** Who leads, and in one line how we know: measure, from where to where, by when, how it goes; then what is missing. */
export function GoalFacts(parts: GoalParts): JSX.Element {
  const { item } = parts;
  return (
    <div className={styles['facts']}>
      <Lead {...parts} />
      <Measure {...parts} />
      <Due {...parts} />
      <Going {...parts} />
      <Spark goal={item} />
      <Missing {...parts} />
    </div>
  );
}

function Lead({ item }: GoalParts): JSX.Element {
  const t = useTranslations('items');
  const lead = item.fields.leadDiscipline.value;
  return (
    <span className={styles['lead']}>
      {lead === null ? (
        <span className={styles['quiet']}>{t('noLead')}</span>
      ) : (
        <>
          <DisciplineBadge discipline={lead} />
          <span className={styles['quiet']}>{t('leads')}</span>
        </>
      )}
      {item.supporting.length === 0 ? null : (
        <>
          <span className={styles['quiet']}>{t('supports')}</span>
          {item.supporting.map((discipline) => (
            <DisciplineBadge key={discipline} discipline={discipline} />
          ))}
        </>
      )}
    </span>
  );
}

function Measure({ item }: GoalParts): JSX.Element | null {
  const { measure, baseline, target, unit } = item.fields;
  const last = item.progress.findLast(({ value }) => value !== '');
  const t = useTranslations('items');
  if ([measure, baseline, target].every(({ value }) => value === '') && last === undefined)
    return null;
  return (
    <span>
      {measure.value === '' ? null : <>{measure.value}: </>}
      {baseline.value === '' ? null : <>{baseline.value} </>}
      {target.value === '' ? null : (
        <>
          →{' '}
          <b>
            <WordsWithPlaces words={withUnit(target.value, unit.value)} />
          </b>
        </>
      )}
      {last === undefined ? null : (
        <span className={styles['quiet']}>
          {', '}
          {t('now', { value: withUnit(last.value, unit.value) })}
        </span>
      )}
    </span>
  );
}

/** A measured value with its unit, where it does not say that itself. */
export function withUnit(value: string, unit: string): string {
  const isSaid = unit === '' || value === '' || value.includes(unit);
  return isSaid ? value : `${value} ${unit}`;
}

function Due({ item }: GoalParts): ReactNode {
  const t = useTranslations('items');
  const day = useDayWords();
  const daysLeft = useDaysLeft();
  const due = item.fields.dueOn.value;
  if (due === null) return null;
  const days = daysLeft(due);
  const isOver = days < 0 && isRunning(item);
  if (isOver)
    return (
      <span className={styles['due']} data-late="">
        {t('overdue', { date: day(due) })}
      </span>
    );
  const left = isRunning(item) && days <= 14 ? ` (${t('inDays', { days })})` : '';
  return (
    <span className={styles['due']}>
      {days === 0 ? t('dueToday') : t('by', { date: day(due) }) + left}
    </span>
  );
}

/** Whether a goal is still to be reached. */
export function isRunning({ fields }: Pick<ItemViewOf<'goal'>, 'fields'>): boolean {
  const isOver = ['completed', 'cancelled', 'entered-in-error', 'rejected'].includes(
    fields.lifecycle.value,
  );
  return !isOver && fields.achievement.value !== 'achieved';
}

const achievementIcons = {
  'in-progress': IconArrowRight,
  improving: IconArrowUpRight,
  worsening: IconArrowDownRight,
  'no-change': IconArrowRight,
  achieved: IconCircleCheck,
  sustaining: IconCircleCheck,
  'not-achieved': IconCircleX,
  'no-progress': IconArrowRight,
  'not-attainable': IconCircleX,
} as const;

function Going({ item }: GoalParts): ReactNode {
  const t = useTranslations('items');
  const achievement = item.fields.achievement.value;
  const score = scoreNow(item);
  const Icon = achievement === null ? undefined : achievementIcons[achievement];
  return (
    <>
      {achievement === null || Icon === undefined ? null : (
        <span className={styles['going']} data-achievement={achievement}>
          <Icon size={16} aria-hidden="true" />
          {t(`achievement.${achievement}`)}
        </span>
      )}
      {score === undefined ? null : (
        <span className={styles['scale']} title={scaleWords(score, t)}>
          {t('scale.label', { score: signed(score) })}
          <span className={styles['spoken']}>{scaleWords(score, t)}</span>
        </span>
      )}
    </>
  );
}

/** What a step of the scale means. */
export function scaleWords(score: number, t: ReturnType<typeof useTranslations<'items'>>): string {
  const step = (['-2', '-1', '0', '1', '2'] as const).find((each) => Number(each) === score);
  return step === undefined ? '' : t(`scale.words.${step}`);
}

/** "missing: measure, date": each leads to its field, for whoever may write. */
function Missing({ items, item }: GoalParts): JSX.Element | null {
  const t = useTranslations('items');
  const { missing } = smartOf(item);
  if (missing.length === 0 || !isRunning(item) || item.struck !== undefined) return null;
  return (
    <span className={styles['missing']}>
      <span>{t('missing')}</span>
      {missing.map((gap) =>
        item.can.includes('write') ? (
          <button
            key={gap}
            type="button"
            aria-label={t('missingAdd', { what: t(`gap.${gap}`) })}
            onClick={() =>
              items.open({ about: 'edit', itemId: item.id, field: gap === 'date' ? 'dueOn' : gap })
            }
          >
            {t(`gap.${gap}`)}
          </button>
        ) : (
          <span key={gap} className={styles['gap']}>
            {t(`gap.${gap}`)}
          </span>
        ),
      )}
    </span>
  );
}
