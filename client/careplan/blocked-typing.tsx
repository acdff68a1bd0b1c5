import { type PlanView, type SectionView } from '@alliance/shared/careplan/plan-view';
import { Button } from '@mantine/core';
import { type JSX } from 'react';
import { useFormatter, useTranslations } from 'use-intl';

import { Notice } from '../ui/notice.tsx';
import { shownAccess } from './access-chip.tsx';

/** Someone typed where they may not: says calmly who can write here and how to reach them (PG3). */
export function BlockedTyping({
  plan,
  section,
  onDismiss,
}: {
  readonly plan: PlanView;
  readonly section: SectionView;
  readonly onDismiss: () => void;
}): JSX.Element {
  const t = useTranslations('blocked');
  const format = useFormatter();
  const people = section.owners.map(({ seatId, title }) => {
    const seat = plan.alliance.seats.find(({ id }) => id === seatId);
    const name = seat?.now[0]?.name;
    if (seat === undefined) return title;
    return name === undefined
      ? t('seat', { title, contact: seat.contact })
      : t('person', { name, title, contact: seat.contact });
  });
  return (
    <Notice
      tone="warn"
      isAnnounced={false}
      actions={
        <Button size="compact-sm" variant="default" onClick={onDismiss}>
          {t('dismiss')}
        </Button>
      }
    >
      {shownAccess(section) === 'read' || shownAccess(section) === 'edit'
        ? null
        : `${t('comment')} `}
      {people.length === 0 ? t('nobody') : t('who', { people: format.list(people) })}
    </Notice>
  );
}
