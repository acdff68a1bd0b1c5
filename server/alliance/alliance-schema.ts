import { allianceStatuses } from '@alliance/shared/alliance/alliance';
import { type AllianceView } from '@alliance/shared/careplan/plan-view';
import { z } from 'zod';

const cover = z.object({
  personId: z.string(),
  name: z.string(),
  kind: z.enum(['primary', 'cover', 'trainee']),
  from: z.iso.datetime(),
  to: z.iso.datetime().exactOptional(),
});

const seat = z.object({
  id: z.string(),
  title: z.string(),
  disciplineKey: z.string(),
  isLead: z.boolean(),
  isSteward: z.boolean(),
  isRequired: z.boolean(),
  invitation: z.string(),
  contact: z.string(),
  responsibilities: z.array(z.string()),
  offers: z.array(z.string()),
  needs: z.array(z.string()),
  now: z.array(cover),
  next: cover.exactOptional(),
  isSimulated: z.literal(true).exactOptional(),
});

/** `AllianceView` as it is answered. */
export const allianceSchema: z.ZodType<AllianceView> = z.object({
  id: z.string(),
  name: z.string(),
  purpose: z.string(),
  status: z.enum(allianceStatuses),
  activeSince: z.iso.datetime().exactOptional(),
  seats: z.array(seat),
  gaps: z.array(z.string()),
});
