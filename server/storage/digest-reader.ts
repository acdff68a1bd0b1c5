import { type StoredNotifications } from './port.ts';

/** Whether a person is told by e-mail at all: a confirmed address and a rhythm other than `never`. */
export function isDigestReader({ address, isConfirmed, rhythm }: StoredNotifications): boolean {
  return address !== undefined && isConfirmed && rhythm !== 'never';
}
