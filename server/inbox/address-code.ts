import { createHash, timingSafeEqual } from 'node:crypto';

import { type PersonId } from '@alliance/shared/identity/person';

import { type StoredNotifications } from '../storage/port.ts';

/** How long a code can be used, in milliseconds (IB12). */
export const codeMs = 15 * 60_000;
/** After so many wrong tries a code is worth nothing. */
const codeTriesMax = 5;
/** Codes that leave for one person in an hour. */
const codesPerHourMax = 3;
const hourMs = 60 * 60_000;

/** The row with a new address and the code that leaves for it; undefined when enough codes have left. Until the code comes back nothing else is sent there. */
export function withCode(
  row: StoredNotifications,
  sending: { readonly address: string; readonly code: string; readonly now: number },
): StoredNotifications | undefined {
  const { address, code, now } = sending;
  const sentAt = (row.confirmation?.sentAt ?? []).filter((at) => now - Date.parse(at) < hourMs);
  if (sentAt.length >= codesPerHourMax) return undefined;
  const { sentDigest: _forTheOldAddress, ...kept } = row;
  return {
    ...kept,
    address,
    isConfirmed: false,
    confirmation: {
      codeDigest: digestOf(code, row.personId),
      expiresAt: new Date(now + codeMs).toISOString(),
      attempts: 0,
      sentAt: [...sentAt, new Date(now).toISOString()],
    },
  };
}

/** The row after a code was typed: confirmed, or with one try less. A code that cannot be used leaves it as it is. */
export function withTriedCode(
  row: StoredNotifications,
  code: string,
  now: number,
): StoredNotifications {
  const { confirmation } = row;
  if (confirmation === undefined || !isUsable(row, now)) return row;
  if (!isSame(digestOf(code, row.personId), confirmation.codeDigest))
    return { ...row, confirmation: { ...confirmation, attempts: confirmation.attempts + 1 } };
  // What fell due before there was an address is not sent now. The spent code still counts for the limit on codes.
  return {
    ...row,
    isConfirmed: true,
    sentAt: new Date(now).toISOString(),
    confirmation: { ...confirmation, attempts: codeTriesMax },
  };
}

/** Whether the code that was sent can still confirm the address. */
export function isUsable({ isConfirmed, confirmation }: StoredNotifications, now: number): boolean {
  return (
    !isConfirmed &&
    confirmation !== undefined &&
    confirmation.attempts < codeTriesMax &&
    now < Date.parse(confirmation.expiresAt)
  );
}

function digestOf(code: string, personId: PersonId): string {
  return createHash('sha256').update(`${code} ${personId}`).digest('hex');
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
