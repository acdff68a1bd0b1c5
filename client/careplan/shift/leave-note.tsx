import { toSeatId } from '@alliance/shared/alliance/alliance';
import { type CoverView, type SeatView } from '@alliance/shared/alliance/alliance-view';
import { handoverGraceMs } from '@alliance/shared/alliance/coverage';
import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { Button } from '@mantine/core';
import { type JSX, type SubmitEvent, useState } from 'react';
import { useNow, useTranslations } from 'use-intl';

import { TextAreaField } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RefusalWords } from '../../ui/refusal-words.tsx';
import { useMoment } from '../../ui/use-moment.ts';
import { useAllianceCommand } from '../use-alliance-command.ts';

import styles from './shift.module.css';

/** My shift ends or has just ended: until when I can finish, and a note to whoever comes. */
export function LeaveNote({
  plan,
  seat,
  row,
  next,
}: {
  readonly plan: PlanView;
  readonly seat: SeatView;
  /** My stretch. */
  readonly row: CoverView & { readonly to: string };
  readonly next: CoverView | undefined;
}): JSX.Element {
  const t = useTranslations('shift');
  const moment = useMoment();
  const now = useNow({ updateInterval: 30_000 }).getTime();
  const [isOpen, setIsOpen] = useState(false);
  const end = Date.parse(row.to);
  const times = {
    end: moment(row.to),
    until: moment(new Date(end + handoverGraceMs).toISOString()),
  };
  const to = next === undefined ? t('whoever') : next.name;
  const isLeft = row.handover !== undefined;
  return (
    <section className={styles['note']} aria-label={t('label', { seat: seat.title })}>
      <Notice
        tone={end <= now ? 'warn' : 'info'}
        actions={
          isOpen ? undefined : (
            <Button size="compact-sm" onClick={() => setIsOpen(true)}>
              {t(isLeft ? 'change' : 'write')}
            </Button>
          )
        }
      >
        {t(end <= now ? 'ended' : 'ends', times)}{' '}
        {isLeft ? t('isLeft', { to }) : t('leave', { to })}
      </Notice>
      {isOpen ? (
        <NoteForm
          plan={plan}
          seat={seat}
          text={row.handover?.text ?? ''}
          to={to}
          onDone={() => setIsOpen(false)}
        />
      ) : null}
    </section>
  );
}

function NoteForm({
  plan,
  seat,
  text: before,
  to,
  onDone,
}: {
  readonly plan: PlanView;
  readonly seat: SeatView;
  /** What was left already. */
  readonly text: string;
  readonly to: string;
  readonly onDone: () => void;
}): JSX.Element {
  const t = useTranslations('shift');
  const [text, setText] = useState(before);
  const { send, isSending, error } = useAllianceCommand(plan);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const command = { type: 'hand-over', seatId: toSeatId(seat.id), text: text.trim() } as const;
    void send(command).then((isDone) => isDone && onDone());
  };
  return (
    <form className={styles['form']} onSubmit={submit}>
      <TextAreaField
        label={t('noteTo', { to })}
        help={t('help')}
        rows={4}
        value={text}
        onChange={setText}
      />
      <RefusalWords error={error} />
      <div className={styles['ways']}>
        <Button type="submit" loading={isSending} disabled={text.trim() === ''}>
          {t('save')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
