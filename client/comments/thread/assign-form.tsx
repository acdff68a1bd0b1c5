import { toSeatId } from '@alliance/shared/alliance/alliance';
import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { type Assignment } from '@alliance/shared/comments/thread';
import { type Audience } from '@alliance/shared/comments/thread';
import { type JSX, useId } from 'react';
import { useTranslations } from 'use-intl';

import { seatsFor } from './mentionables.ts';

import styles from './assign-form.module.css';

/** Who owes an answer, and until when: a seat out of those that may read the thread, and a day. */
export function AssignFields({
  plan,
  audience,
  assignment,
  onChange,
}: {
  readonly plan: PlanView;
  readonly audience: Audience;
  readonly assignment: Assignment | undefined;
  readonly onChange: (assignment: Assignment | undefined) => void;
}): JSX.Element {
  const t = useTranslations('comments');
  const id = useId();
  const { seatId, dueOn = '' } = assignment ?? {};
  return (
    <div className={styles['fields']}>
      <label htmlFor={`${id}-seat`}>
        {t('do.assignTo')}
        <select
          id={`${id}-seat`}
          value={seatId ?? ''}
          onChange={({ target: { value } }) =>
            onChange(value === '' ? undefined : { ...assignment, seatId: toSeatId(value) })
          }
        >
          <option value="">{t('do.nobody')}</option>
          {seatsFor(plan, audience).map(({ id: value, title, now }) => (
            <option key={value} value={value}>
              {`${title} – ${now.map(({ name }) => name).join(', ') || t('mention.nobody')}`}
            </option>
          ))}
        </select>
      </label>
      <label htmlFor={`${id}-due`}>
        {t('do.dueOn')}
        <input
          id={`${id}-due`}
          type="date"
          value={dueOn}
          disabled={seatId === undefined}
          onChange={({ target: { value } }) => {
            if (seatId === undefined) return;
            onChange(value === '' ? { seatId } : { seatId, dueOn: value });
          }}
        />
      </label>
    </div>
  );
}
