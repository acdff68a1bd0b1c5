import { toSeatId } from '@alliance/shared/alliance/alliance';
import { isDisciplineKey, isPatientSide } from '@alliance/shared/alliance/discipline';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { TickField } from '../../../ui/fields.tsx';
import { useStore } from '../../../ui/use-store.ts';
import { useItemName } from '../item-words.ts';
import { type ItemParts, type ItemViewOf } from '../items-context.ts';

import styles from './form-dialog.module.css';

/** Who helps with an item, and for which goals it is done: each tick is done at once. */
export function Helpers({ items, item }: ItemParts): JSX.Element | null {
  if (item.kind === 'goal' && item.can.includes('support'))
    return <Supporting items={items} item={item} />;
  if (item.kind === 'intervention' && item.can.includes('serve'))
    return <Serving items={items} item={item} />;
  return null;
}

function Supporting({ items, item }: ItemParts<ItemViewOf<'goal'>>): JSX.Element {
  const t = useTranslations();
  const lead = item.fields.leadDiscipline.value;
  const keys = [
    ...new Set([
      ...items.plan.alliance.seats.map(({ disciplineKey }) => disciplineKey),
      ...item.supporting,
    ]),
  ].filter(isDisciplineKey);
  return (
    <fieldset className={styles['group']}>
      <legend>{t('items.form.supportGroup')}</legend>
      <div className={styles['ticks']}>
        {keys
          .filter((key) => key !== lead && !isPatientSide(key))
          .map((disciplineKey) => (
            <TickField
              key={disciplineKey}
              label={t(`discipline.${disciplineKey}`)}
              isTicked={item.supporting.includes(disciplineKey)}
              onChange={(isSupporting) =>
                void items.desk.change(item.id, { type: 'support', disciplineKey, isSupporting })
              }
            />
          ))}
      </div>
    </fieldset>
  );
}

function Serving({ items, item }: ItemParts<ItemViewOf<'intervention'>>): JSX.Element {
  const t = useTranslations('items.form');
  const name = useItemName();
  const all = useStore(items.desk.items, undefined) ?? [];
  const goals = all.filter((each) => each.kind === 'goal' && each.struck === undefined);
  const seats = items.plan.alliance.seats.filter(
    ({ id, isSimulated, disciplineKey }) =>
      isSimulated !== true &&
      id !== item.fields.responsible.value &&
      !(isDisciplineKey(disciplineKey) && isPatientSide(disciplineKey)),
  );
  return (
    <>
      {goals.length === 0 ? null : (
        <fieldset className={styles['group']}>
          <legend>{t('forGoals')}</legend>
          <div>
            {goals.map((goal) => (
              <TickField
                key={goal.id}
                label={name(goal)}
                isTicked={item.goalIds.includes(goal.id)}
                onChange={(isServing) =>
                  void items.desk.change(item.id, { type: 'serve', goalId: goal.id, isServing })
                }
              />
            ))}
          </div>
        </fieldset>
      )}
      <fieldset className={styles['group']}>
        <legend>{t('assisting')}</legend>
        <div className={styles['ticks']}>
          {seats.map(({ id, title }) => (
            <TickField
              key={id}
              label={title}
              isTicked={item.assisting.some((seatId) => seatId === id)}
              onChange={(isAssisting) =>
                void items.desk.change(item.id, {
                  type: 'assist',
                  seatId: toSeatId(id),
                  isAssisting,
                })
              }
            />
          ))}
        </div>
      </fieldset>
    </>
  );
}
