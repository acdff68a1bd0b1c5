import { type PlanCommand } from '@alliance/shared/careplan/plan-command';
import {
  type DocumentId,
  type SectionId,
  isDocumentId,
  isSectionId,
  sectionKeys,
} from '@alliance/shared/careplan/section';
import { z } from 'zod';

/** A UUID of version 7, as a client makes them. */
const freshId = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
const sectionId: z.ZodType<SectionId> = freshId.refine(isSectionId);
const documentId: z.ZodType<DocumentId> = freshId.refine(isDocumentId);
const key = z.enum(sectionKeys);
const after = key.nullable();

/** `PlanCommand` as it may come in: only its shape. How long words may be is said by whoever decides. */
export const planCommandSchema: z.ZodType<PlanCommand> = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('add-section'),
    sectionId,
    documentId,
    key,
    heading: z.string(),
    after,
    isPrivate: z.boolean(),
  }),
  z.strictObject({
    type: z.literal('rename-section'),
    key,
    heading: z.string(),
    inPlaceOf: z.string(),
  }),
  z.strictObject({ type: z.literal('move-section'), key, after }),
  z.strictObject({ type: z.literal('retire-section'), key, reason: z.string() }),
  z.strictObject({ type: z.literal('restore-section'), key }),
  z.strictObject({ type: z.literal('share-section'), key }),
  z.strictObject({ type: z.literal('review-section'), key, head: z.int().min(0) }),
  z.strictObject({ type: z.literal('stale-after'), key, days: z.int() }),
]);
