import { toSeatId } from '@alliance/shared/alliance/alliance';
import { type CoverView, type SeatView } from '@alliance/shared/alliance/alliance-view';
import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { toPersonId } from '@alliance/shared/identity/person';
import { Button } from '@mantine/core';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { Notice } from '../../ui/notice.tsx';
import { RefusalWords } from '../../ui/refusal-words.tsx';
import { useMoment } from '../../ui/use-moment.ts';
import { useAllianceCommand } from '../use-alliance-command.ts';
import { type Note } from './shift-notes.tsx';

import styles from './shift.module.css';

/** What the one before me has left in my seat, until I have said that I read it. */
export function NoteBefore({
  plan,
  seat,
  row,
  note,
}: {
  readonly plan: PlanView;
  readonly seat: SeatView;
  /** Their stretch. */
  readonly row: CoverView;
  readonly note: Note;
}): JSX.Element {
  const t = useTranslations('shift');
  const moment = useMoment();
  const { send, isSending, error } = useAllianceCommand(plan);
  const { personId, from } = row;
  const command = {
    type: 'see-handover',
    seatId: toSeatId(seat.id),
    personId: toPersonId(personId),
    from,
    at: note.at,
  } as const;
  return (
    <section className={styles['note']} aria-label={t('before', { name: row.name })}>
      <Notice
        tone="info"
        actions={
          <Button size="compact-sm" loading={isSending} onClick={() => void send(command)}>
            {t('read')}
          </Button>
        }
      >
        {t('from', { name: row.name, when: moment(note.at) })}
        <blockquote className={styles['words']} dir="auto">
          {note.text}
        </blockquote>
      </Notice>
      <RefusalWords error={error} />
    </section>
  );
}
