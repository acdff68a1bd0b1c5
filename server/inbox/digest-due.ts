import { createHash } from 'node:crypto';

import { type InboxItem, inboxKeyOf } from '@alliance/shared/inbox/inbox';

import { type StoredNotifications } from '../storage/port.ts';

/** Shortest time between two hourly e-mails, in milliseconds. */
const hourMs = 60 * 60_000;

/** How many things an e-mail remembers; beyond that nothing counts as new. */
const rememberedMax = 500;

/** Whether an e-mail may leave now, by the clock alone (IB10). */
export function isTime(row: StoredNotifications, now: number): boolean {
  const sentAt = row.sentAt === undefined ? undefined : Date.parse(row.sentAt);
  if (row.rhythm === 'never') return false;
  if (sentAt === undefined) return true;
  if (row.rhythm === 'hourly') return now - sentAt >= hourMs;
  return dayOf(row, now) > dayOf(row, sentAt);
}

/** What needs somebody, as an e-mail remembers it: which things and why, and nothing that can be read. */
export function rememberedOf(items: readonly InboxItem[]): string {
  return items.slice(0, rememberedMax).map(markOf).toSorted().join(' ');
}

/** Whether there is something that the last e-mail did not know. */
export function hasNews(items: readonly InboxItem[], remembered: string | undefined): boolean {
  const known = new Set((remembered ?? '').split(' '));
  return items.slice(0, rememberedMax).some((item) => !known.has(markOf(item)));
}

function markOf(item: InboxItem): string {
  const text = `${inboxKeyOf(item)} ${item.reason} ${item.at}`;
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** The day, ISO 8601, whose e-mail is the newest that fell due at an instant: that of the day before until the hour has come. */
function dayOf({ hour, timeZone }: StoredNotifications, instant: number): string {
  const parts = new Map(
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      hourCycle: 'h23',
    })
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
  const day = part('day') - (part('hour') >= hour ? 0 : 1);
  return new Date(Date.UTC(part('year'), part('month') - 1, day)).toISOString();
}
