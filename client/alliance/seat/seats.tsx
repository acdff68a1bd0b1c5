import { type AllianceView } from '@alliance/shared/alliance/alliance-view';
import { type Person } from '@alliance/shared/identity/person';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type JSX, useState } from 'react';
import { useTranslations } from 'use-intl';

import { AddSeatDialog } from './add-seat-dialog.tsx';
import { SeatCard } from './seat-card.tsx';
import { SeatDialog, type SeatAction } from './seat-dialog.tsx';

import styles from './seat-card.module.css';

/** Every seat as a role card: who sits there now and next, what they stand for, and what can be done about it. */
export function Seats({
  alliance,
  person,
}: {
  readonly alliance: AllianceView;
  /** Me. */
  readonly person: Person;
}): JSX.Element {
  const t = useTranslations('alliance');
  const [isAdding, setIsAdding] = useState(false);
  const [open, setOpen] = useState<{ readonly seatId: string; readonly action: SeatAction }>();
  const seat = alliance.seats.find(({ id }) => id === open?.seatId);
  return (
    <section aria-labelledby="seats-heading">
      <div className={styles['top']}>
        <h2 id="seats-heading">{t('seats')}</h2>
        {alliance.abilities.includes('manage') && alliance.status !== 'closed' ? (
          <Button
            size="compact-md"
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden="true" />}
            onClick={() => setIsAdding(true)}
          >
            {t('do.add')}
          </Button>
        ) : null}
      </div>
      <ul className={styles['seats']}>
        {alliance.seats.map((each) => (
          <SeatCard
            key={each.id}
            alliance={alliance}
            seat={each}
            onAction={(action) => setOpen({ seatId: each.id, action })}
          />
        ))}
      </ul>
      {isAdding ? <AddSeatDialog alliance={alliance} onClose={() => setIsAdding(false)} /> : null}
      {open === undefined || seat === undefined ? null : (
        <SeatDialog
          key={`${open.seatId} ${open.action}`}
          alliance={alliance}
          seat={seat}
          person={person}
          action={open.action}
          onClose={() => setOpen(undefined)}
        />
      )}
    </section>
  );
}
