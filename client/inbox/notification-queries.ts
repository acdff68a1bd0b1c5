import { type DigestRhythm, type NotificationSettings } from '@alliance/shared/inbox/inbox';
import { queryOptions } from '@tanstack/react-query';

import { askServer } from '../ui/ask-server.ts';

const address = '/api/me/notifications';

/** How I want to be told by e-mail. */
export const notificationsQuery = queryOptions({
  queryKey: ['notifications'],
  queryFn: () => askServer<NotificationSettings>(address),
});

/** How often, and for the daily e-mail at which hour. */
export interface RhythmWish {
  readonly rhythm: DigestRhythm;
  readonly hour: number;
}

/** Wishes an e-mail this often, by the clock of this browser. */
export function wishRhythm({ rhythm, hour }: RhythmWish): Promise<NotificationSettings> {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return askServer(address, { method: 'POST', body: { rhythm, hour, timeZone } });
}

/** Has a code sent to an e-mail address. */
export function sendCode(to: string): Promise<NotificationSettings> {
  return askServer(`${address}/address`, { method: 'POST', body: { address: to } });
}

/** Confirms the address with the code that came there. */
export function confirmCode(code: string): Promise<NotificationSettings> {
  return askServer(`${address}/confirm`, { method: 'POST', body: { code } });
}
