import { allianceStatuses } from '@alliance/shared/alliance/alliance';
import { carePlanStatuses } from '@alliance/shared/careplan/care-plan';
import { type Looked, type PlanSummary, type PlanView } from '@alliance/shared/careplan/plan-view';
import { sectionKeys } from '@alliance/shared/careplan/section';
import { z } from 'zod';

import { allianceSchema } from '../alliance/alliance-schema.ts';

const patient = z.object({
  name: z.string(),
  preferredName: z.string(),
  bornOn: z.iso.date(),
  identifier: z.string(),
  language: z.string().exactOptional(),
  needsInterpreter: z.boolean(),
  allergies: z.array(z.string()),
});

const nowRows = z.object({
  precautions: z.array(z.object({ text: z.string(), blockId: z.string().exactOptional() })),
  calls: z.array(
    z.object({
      when: z.string(),
      act: z.string().exactOptional(),
      call: z.string().exactOptional(),
      blockId: z.string().exactOptional(),
    }),
  ),
});

const section = z.object({
  id: z.string(),
  key: z.enum(sectionKeys),
  heading: z.string(),
  documentId: z.string(),
  access: z.enum(['edit', 'suggest', 'comment', 'read']),
  owners: z.array(z.object({ seatId: z.string(), title: z.string(), disciplineKey: z.string() })),
  rendered: z.object({ head: z.int().min(0), html: z.string() }),
  now: nowRows,
  quotes: z.array(z.string()),
  isDamaged: z.literal(true).exactOptional(),
  takesColleague: z.literal(true).exactOptional(),
  changed: z
    .object({
      at: z.iso.datetime(),
      by: z.array(z.object({ personId: z.string(), name: z.string(), disciplineKey: z.string() })),
    })
    .exactOptional(),
});

/** `PlanView` as it is answered. */
export const planSchema: z.ZodType<PlanView> = z.object({
  id: z.string(),
  title: z.string(),
  status: z.enum(carePlanStatuses),
  schema: z.int(),
  patient,
  alliance: allianceSchema,
  mySeatIds: z.array(z.string()),
  sections: z.array(section),
  lookedAt: z.iso.datetime().exactOptional(),
});

/** The rows of `GET /api/plans`. */
export const planSummariesSchema: z.ZodType<readonly PlanSummary[]> = z.array(
  z.object({
    id: z.string(),
    title: z.string(),
    status: z.enum(carePlanStatuses),
    alliance: z.object({ id: z.string(), name: z.string(), status: z.enum(allianceStatuses) }),
    patientName: z.string(),
    mySeatTitle: z.string(),
    unseenSections: z.int().min(0),
    gaps: z.array(z.string()),
    present: z.array(
      z.object({
        personId: z.string(),
        name: z.string(),
        disciplineKey: z.string(),
        isSimulated: z.boolean(),
      }),
    ),
  }),
);

/** Body of `POST /api/plans/{planId}/looked`: at most one head for each section a plan can have. */
export const lookedSchema: z.ZodType<Looked> = z.object({
  heads: z
    .array(z.object({ documentId: z.string().max(64), head: z.int().min(0) }))
    .max(sectionKeys.length),
});
