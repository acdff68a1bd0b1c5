import { IconChevronDown } from '@tabler/icons-react';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { disciplineCode } from '../../ui/discipline-badge.tsx';
import { GoalDetails } from './goal-details.tsx';
import { GoalFacts } from './goal-facts.tsx';
import { GoalInterventions } from './goal-interventions.tsx';
import { GoalTeam } from './goal-team.tsx';
import { ItemTools } from './item-tools.tsx';
import { type ItemParts, type ItemViewOf, seatOf } from './items-context.ts';

import styles from './goal-card.module.css';

/** A goal: its words first, who leads it, how we know, who takes part, and what is done for it. */
export function GoalCard(parts: ItemParts<ItemViewOf<'goal'>>): JSX.Element {
  const { items, item } = parts;
  const t = useTranslations('items');
  const isOpen = items.opened.has(item.id);
  const { statement, lifecycle } = item.fields;
  return (
    <div
      className={styles['goal']}
      data-discipline={disciplineCode(item.fields.leadDiscipline.value ?? '')}
    >
      <div className={styles['head']}>
        <p className={styles['statement']} data-empty={statement.value === '' ? '' : undefined}>
          {statement.value === '' ? t('nameless.goal') : statement.value}
          <Whose {...parts} />
        </p>
        {lifecycle.value === 'active' ? null : (
          <span className={styles['lifecycle']} data-lifecycle={lifecycle.value}>
            {t(`lifecycle.${lifecycle.value}`)}
          </span>
        )}
        <ItemTools {...parts} />
      </div>
      <GoalFacts {...parts} />
      <GoalTeam {...parts} />
      <GoalInterventions {...parts} />
      {isOpen ? <GoalDetails {...parts} /> : null}
      <button
        type="button"
        className={styles['more']}
        aria-expanded={isOpen}
        aria-label={t(isOpen ? 'lessAbout' : 'moreAbout')}
        onClick={() => items.toggle(item.id)}
      >
        <IconChevronDown size={16} aria-hidden="true" />
        {t(isOpen ? 'less' : 'more')}
      </button>
    </div>
  );
}

/** Whose words these are, where somebody has said so. */
function Whose({ items, item }: ItemParts<ItemViewOf<'goal'>>): JSX.Element | null {
  const t = useTranslations('items');
  const { value } = item.fields.expressedBy;
  const seat = value === null ? undefined : seatOf(items, value);
  if (seat === undefined) return null;
  const who = seat.disciplineKey === 'patient' ? items.plan.patient.preferredName : seat.title;
  return <span className={styles['whose']}> {t('saidBy', { who })}</span>;
}
