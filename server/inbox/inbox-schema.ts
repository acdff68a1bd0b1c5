import { sectionKeys } from '@alliance/shared/careplan/section';
import { identifierPattern } from '@alliance/shared/identity/identifier';
import { digestRhythms, threadReasons } from '@alliance/shared/inbox/inbox';
import { z } from 'zod';

import { authorSchema } from '../comments/thread-schema.ts';
import { allianceItemSchema } from './alliance-item-schema.ts';

const identifier = z.string().regex(identifierPattern);

const threadItem = z.object({
  reason: z.enum(threadReasons),
  threadId: identifier,
  planId: identifier,
  planTitle: z.string(),
  patientName: z.string(),
  section: z.object({ key: z.enum(sectionKeys), heading: z.string() }).exactOptional(),
  from: authorSchema,
  excerpt: z.string(),
  at: z.iso.datetime(),
  dueOn: z.iso.date().exactOptional(),
  readsTo: z.int().min(1).exactOptional(),
  call: z
    .array(z.object({ title: z.string(), contact: z.string() }))
    .readonly()
    .exactOptional(),
});

/** `InboxView` as it is answered. */
export const inboxSchema = z.object({ items: z.array(z.union([threadItem, allianceItemSchema])) });

const hour = z.int().min(0).max(23);
const timeZone = z.string().max(64).refine(isTimeZone);
const rhythm = z.enum(digestRhythms);

/** `NotificationSettings` as they are answered. */
export const notificationSettingsSchema = z.object({
  rhythm,
  hour,
  timeZone,
  address: z.string().exactOptional(),
  isConfirmed: z.boolean(),
  newAddress: z.string().exactOptional(),
  canSend: z.boolean(),
});

/** Body of `POST /api/me/notifications`. */
export const notificationWishSchema = z.object({ rhythm, hour, timeZone });

/** Body of `POST /api/me/notifications/address`. */
export const addressSchema = z.object({ address: z.email().max(254) });

/** Body of `POST /api/me/notifications/confirm`. */
export const codeSchema = z.object({ code: z.string().regex(/^\d{6}$/) });

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
