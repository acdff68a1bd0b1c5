import { sectionKeys } from '@alliance/shared/careplan/section';
import { type AllianceItem } from '@alliance/shared/inbox/alliance-item';
import { z } from 'zod';

const inAlliance = {
  allianceId: z.string(),
  planId: z.string(),
  planTitle: z.string(),
  patientName: z.string(),
  at: z.iso.datetime(),
};

const inSeat = { ...inAlliance, seatId: z.string(), seatTitle: z.string() };

const named = z.object({ name: z.string(), seatTitle: z.string(), disciplineKey: z.string() });

/** A row about an alliance as it is answered. */
export const allianceItemSchema: z.ZodType<AllianceItem> = z.discriminatedUnion('reason', [
  z.object({
    reason: z.literal('emergency'),
    ...inAlliance,
    emergencyId: z.string(),
    section: z.object({ key: z.enum(sectionKeys), heading: z.string() }),
    by: named,
    excerpt: z.string(),
  }),
  z.object({
    reason: z.literal('hand-over'),
    ...inSeat,
    endsAt: z.iso.datetime(),
    until: z.iso.datetime(),
    nextName: z.string().exactOptional(),
  }),
  z.object({ reason: z.literal('note'), ...inSeat, by: named, excerpt: z.string() }),
  z.object({
    reason: z.literal('uncovered'),
    ...inSeat,
    until: z.iso.datetime().exactOptional(),
  }),
  z.object({
    reason: z.literal('invitation'),
    allianceId: z.string(),
    seatId: z.string(),
    seatTitle: z.string(),
    disciplineKey: z.string(),
    byName: z.string(),
    answerBy: z.iso.datetime(),
    at: z.iso.datetime(),
  }),
  z.object({
    reason: z.literal('sign'),
    ...inSeat,
    number: z.int().min(1),
    signed: z.int().min(0),
    toSign: z.int().min(0),
  }),
  z.object({
    reason: z.literal('unanswered'),
    ...inSeat,
    state: z.enum(['declined', 'expired']),
    name: z.string().exactOptional(),
    excerpt: z.string().exactOptional(),
  }),
]);
