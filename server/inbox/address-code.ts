import { createHash, timingSafeEqual } from 'node:crypto';

import { type PersonId } from '@alliance/shared/identity/person';

import { type AddressConfirmation, type StoredNotifications } from '../storage/port.ts';

/** How long a code can be used, in milliseconds (IB12). */
const codeMs = 15 * 60_000;
/** After so many wrong tries a code is worth nothing. */
const codeTriesMax = 5;
/** Codes that leave for one person in an hour. */
const codesPerHourMax = 3;
const hourMs = 60 * 60_000;

/**
 * The row with a code that leaves for an address; undefined when enough codes have left. Until the code comes back
 * nothing else is sent there, and an address that is confirmed stays (IB18).
 */
export function withCode(
  row: StoredNotifications,
  sending: { readonly address: string; readonly code: string; readonly now: number },
): StoredNotifications | undefined {
  const { address, code, now } = sending;
  const sentAt = (row.confirmation?.sentAt ?? []).filter((at) => now - Date.parse(at) < hourMs);
  if (sentAt.length >= codesPerHourMax) return undefined;
  const confirmation = {
    codeDigest: digestOf(code, row.personId),
    expiresAt: new Date(now + codeMs).toISOString(),
    attempts: 0,
    sentAt: [...sentAt, new Date(now).toISOString()],
  };
  return row.isConfirmed
    ? { ...row, confirmation: { ...confirmation, address } }
    : { ...row, address, confirmation };
}

/** What became of a code that was typed. `spent`: it can be used no more. */
export type CodeResult = 'confirmed' | 'wrong' | 'spent';

/** The row after a code was typed: confirmed, or with one try less. A code that cannot be used leaves it as it is. */
export function withTriedCode(
  row: StoredNotifications,
  code: string,
  now: number,
): { readonly row: StoredNotifications; readonly result: CodeResult } {
  const { confirmation } = row;
  if (confirmation === undefined) return { row, result: 'spent' };
  const isRight = isSame(digestOf(code, row.personId), confirmation.codeDigest);
  if (!isUsable(row, now)) {
    const wasUsed = isRight && row.isConfirmed && confirmation.address === undefined;
    return { row, result: wasUsed ? 'confirmed' : 'spent' };
  }
  if (isRight) return { row: confirmed(row, confirmation, now), result: 'confirmed' };
  const tried = { ...row, confirmation: { ...confirmation, attempts: confirmation.attempts + 1 } };
  return { row: tried, result: isUsable(tried, now) ? 'wrong' : 'spent' };
}

/** What fell due before there was an address is not sent now. The spent code still counts for the limit on codes. */
function confirmed(
  row: StoredNotifications,
  confirmation: AddressConfirmation,
  now: number,
): StoredNotifications {
  const { sentDigest: _forTheOldAddress, ...kept } = row;
  const { address = row.address, ...code } = confirmation;
  return {
    ...kept,
    ...(address !== undefined && { address }),
    isConfirmed: true,
    sentAt: new Date(now).toISOString(),
    confirmation: { ...code, attempts: codeTriesMax },
  };
}

/** The address that waits for its code beside the confirmed one; undefined when none does. */
export function newAddressIn(row: StoredNotifications, now: number): string | undefined {
  return isUsable(row, now) ? row.confirmation?.address : undefined;
}

function isUsable({ confirmation }: StoredNotifications, now: number): boolean {
  return (
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
