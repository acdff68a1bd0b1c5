/** Charters as they are answered. */
import { sectionRights } from '@alliance/shared/access/section-right';
import { type SeatId, isSeatId } from '@alliance/shared/alliance/alliance';
import { type CharterView } from '@alliance/shared/alliance/alliance-view';
import {
  type CharterContent,
  type CharterVersion,
  attendances,
  decisionRules,
} from '@alliance/shared/alliance/charter';
import { type DisciplineKey, isDisciplineKey } from '@alliance/shared/alliance/discipline';
import { type SectionJson } from '@alliance/shared/editor/section-json';
import { z } from 'zod';

import { scopeSchema, sealedParts, signatureSchema } from './alliance-schema.ts';

const seatId: z.ZodType<SeatId> = z.string().refine(isSeatId);
const disciplineKey: z.ZodType<DisciplineKey> = z.string().refine(isDisciplineKey);
const lines = z.array(z.string());
const attributes = z.record(z.string(), z.unknown());

const prose: z.ZodType<SectionJson> = z.object({
  blocks: z.array(
    z.object({
      name: z.string(),
      attributes,
      inline: z.array(
        z.union([
          z.object({ text: z.string(), marks: attributes }),
          z.object({ name: z.string(), attributes }),
        ]),
      ),
    }),
  ),
});

const content: z.ZodType<CharterContent> = z.object({
  name: z.string(),
  purpose: z.string(),
  agreements: z.object({
    working: z.array(z.object({ id: z.string(), text: z.string() })),
    decisionRule: z.enum(decisionRules),
    tieBreakSeatId: seatId.exactOptional(),
    responses: z.object({ routine: z.string(), urgent: z.string(), critical: z.string() }),
    meetingNorms: z.string(),
    escalationPath: z.array(seatId),
    partnership: z.object({
      attends: z.enum(attendances),
      representativeSeatId: seatId.exactOptional(),
    }),
    conflictSteps: z.string(),
    reviewBy: z.string(),
  }),
  seats: z.array(
    z.object({
      seatId,
      title: z.string(),
      disciplineKey,
      isRequired: z.boolean(),
      isLead: z.boolean(),
      isSteward: z.boolean(),
      responsibilities: lines,
      offers: lines,
      needs: lines,
      scope: scopeSchema,
    }),
  ),
  prose,
});

/** `CharterVersion` as it is answered. */
export const charterVersionSchema: z.ZodType<CharterVersion> = z.object({
  ...sealedParts,
  content,
});

/** `CharterView` as it is answered. */
export const charterSchema: z.ZodType<CharterView> = z.object({
  schema: z.int(),
  documentId: z.string(),
  access: z.enum(sectionRights),
  revision: z.int().min(1),
  rendered: z.object({ head: z.int().min(0), html: z.string() }),
  content,
  isChanged: z.boolean(),
  sealed: charterVersionSchema.exactOptional(),
  signedBefore: charterVersionSchema.exactOptional(),
  signatures: z.array(signatureSchema.extend({ seatId: z.string() })),
});
