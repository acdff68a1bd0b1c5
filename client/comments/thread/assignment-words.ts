import { type Assignment } from '@alliance/shared/comments/thread';
import { useFormatter, useNow, useTranslations } from 'use-intl';

import { type DeskPage } from '../desk/desk.ts';

/** Says who owes the answer and until when; a day that is over, as over. */
export function useAssignmentWords({ plan }: DeskPage): (assignment: Assignment | null) => string {
  const t = useTranslations('comments');
  const format = useFormatter();
  const now = useNow({ updateInterval: 60_000 });
  return (assignment) => {
    if (assignment === null) return t('do.nobody');
    const { seatId, dueOn } = assignment;
    const seat = plan.alliance.seats.find(({ id }) => id === seatId)?.title ?? t('card.someone');
    if (dueOn === undefined) return t('card.assigned', { seat });
    const date = format.dateTime(midnightOf(dueOn), 'dayAndMonth');
    return t(isOver(dueOn, now) ? 'card.overdue' : 'card.assignedUntil', { seat, date });
  };
}

/** Whether a day of the plan's calendar is over where the reader is. */
export function isOver(dueOn: string, now: Date): boolean {
  const end = midnightOf(dueOn);
  end.setDate(end.getDate() + 1);
  return end <= now;
}

/** The day itself, wherever the reader is: not shifted by a time zone. */
function midnightOf(dueOn: string): Date {
  return new Date(`${dueOn}T00:00:00`);
}
