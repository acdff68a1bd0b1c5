import { isDisciplineKey } from '@alliance/shared/alliance/discipline';
import { attainmentAtStart, attainmentNow } from '@alliance/shared/careplan/item/attainment';
import { Modal } from '@mantine/core';
import { type JSX, useState } from 'react';
import { useFormatter, useNow, useTranslations } from 'use-intl';

import { ChoiceField, SelectField, TickField } from '../../../ui/fields.tsx';
import { useStore } from '../../../ui/use-store.ts';
import { isRunning } from '../goal-facts.tsx';
import { type Items, type ItemViewOf } from '../items-context.ts';
import { type BoardLook, groupsOf } from './board-groups.ts';
import { BoardRow } from './board-row.tsx';

import styles from './goals-board.module.css';

const firstLook: BoardLook = {
  by: 'status',
  discipline: '',
  isOnlyMissing: false,
  isOnlyDue: false,
  withStruck: false,
};

/** All goals of the plan in one place: by state or by who leads, with what is due, missing or undecided, and how far they are together. */
export function GoalsBoard({
  items,
  onClose,
}: {
  readonly items: Items;
  readonly onClose: () => void;
}): JSX.Element {
  const t = useTranslations('items.board');
  const state = useTranslations('items');
  const known = useStore(items.desk.items, undefined);
  const loading = useStore(items.desk.loading, 'loading');
  const all = known ?? [];
  const goals = all.filter((item): item is ItemViewOf<'goal'> => item.kind === 'goal');
  const [look, setLook] = useState(firstLook);
  const groups = groupsOf(goals, look, useNow());
  const heading = useGroupHeading(look);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('title')}
      fullScreen
      closeButtonProps={{ 'aria-label': t('close') }}
      attributes={{ header: { role: 'presentation' } }}
    >
      <div className={styles['board']}>
        <Looking items={items} look={look} onLook={setLook} />
        <Attainment goals={goals} />
        {known === undefined ? (
          <p role="status">{state(loading === 'failed' ? 'failed' : 'loading')}</p>
        ) : groups.length === 0 ? (
          <p>{t(goals.length === 0 ? 'none' : 'noneShown')}</p>
        ) : null}
        <div className={styles['groups']}>
          {groups.map((group) => (
            <section key={group.key} aria-label={heading(group.key)}>
              <h3>
                {heading(group.key)} <span>{group.goals.length}</span>
              </h3>
              <ul>
                {group.goals.map((goal) => (
                  <li key={goal.id}>
                    <BoardRow items={items} item={goal} onGone={onClose} />
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      </div>
    </Modal>
  );
}

function useGroupHeading({ by }: BoardLook): (key: string) => string {
  const t = useTranslations();
  return (key) => {
    if (by === 'discipline')
      return isDisciplineKey(key) ? t(`discipline.${key}`) : t('items.board.noLead');
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the groups are the lifecycles
    return t(`items.lifecycle.${key as 'active'}`);
  };
}

function Looking({
  items,
  look,
  onLook,
}: {
  readonly items: Items;
  readonly look: BoardLook;
  readonly onLook: (look: BoardLook) => void;
}): JSX.Element {
  const t = useTranslations('items.board');
  const discipline = useTranslations('discipline');
  const keys = [...new Set(items.plan.alliance.seats.map(({ disciplineKey }) => disciplineKey))]
    .filter(isDisciplineKey)
    .filter((key) => key !== 'patient' && key !== 'caregiver');
  const change = (part: Partial<BoardLook>): void => onLook({ ...look, ...part });
  return (
    <div className={styles['looking']}>
      <ChoiceField
        label={t('by')}
        value={look.by}
        options={[
          ['status', t('byStatus')],
          ['discipline', t('byDiscipline')],
        ]}
        onChange={(by) => change({ by })}
      />
      <SelectField
        label={t('filter')}
        value={look.discipline}
        options={[['', t('all')], ...keys.map((key) => [key, discipline(key)] as const)]}
        onChange={(chosen) => change({ discipline: chosen })}
      />
      <div>
        <TickField
          label={t('onlyMissing')}
          isTicked={look.isOnlyMissing}
          onChange={(isOnlyMissing) => change({ isOnlyMissing })}
        />
        <TickField
          label={t('onlyDue')}
          isTicked={look.isOnlyDue}
          onChange={(isOnlyDue) => change({ isOnlyDue })}
        />
        <TickField
          label={t('withStruck')}
          isTicked={look.withStruck}
          onChange={(withStruck) => change({ withStruck })}
        />
      </div>
    </div>
  );
}

/** How far the running goals are together, by goal attainment scaling. */
function Attainment({
  goals,
}: {
  readonly goals: readonly ItemViewOf<'goal'>[];
}): JSX.Element | null {
  const t = useTranslations('items.scale');
  const format = useFormatter();
  const counted = goals.filter(
    (goal) =>
      goal.struck === undefined && (isRunning(goal) || goal.fields.lifecycle.value === 'completed'),
  );
  const score = attainmentNow(counted);
  const start = attainmentAtStart(counted);
  if (score === undefined) return null;
  const words = (value: number): string => format.number(value, { maximumFractionDigits: 1 });
  return (
    <p className={styles['attainment']}>
      {t('tWords', { score: words(score) })}
      {start === undefined ? null : <> ({t('tStart', { score: words(start) })})</>}
    </p>
  );
}
