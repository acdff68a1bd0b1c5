/** What may come in about merge checks, and what goes out. */
import { isDocumentId } from '@alliance/shared/careplan/section';
import { identifierPattern } from '@alliance/shared/identity/identifier';
import { isPersonId } from '@alliance/shared/identity/person';
import {
  type DecideMergeCheck,
  type MergeChecksView,
  type MergeCheckView,
  mergeCheckKinds,
  mergeOutcomes,
  mergeTextMax,
} from '@alliance/shared/merge-checks/merge-check';
import { z } from 'zod';

const knownId = z.string().regex(identifierPattern);
const personId = knownId.refine(isPersonId);
const instant = z.iso.datetime();

/** Body of a decision. Strict: a field that is not known is refused. */
export const decideMergeCheckSchema: z.ZodType<DecideMergeCheck> = z.strictObject({
  outcome: z.enum(mergeOutcomes),
  version: z.int().min(1),
});

/** `MergeCheckView` as it is answered. */
export const mergeCheckSchema: z.ZodType<MergeCheckView> = z.object({
  id: knownId,
  documentId: knownId.refine(isDocumentId),
  kind: z.enum(mergeCheckKinds),
  blockIds: z.array(z.string()),
  versions: z.array(
    z.object({
      personId,
      seq: z.int().min(1),
      committedAt: instant,
      text: z.string().max(mergeTextMax),
      name: z.string(),
      disciplineKey: z.string(),
    }),
  ),
  at: instant,
  version: z.int().min(1),
  decision: z.object({ personId, at: instant, outcome: z.enum(mergeOutcomes) }).exactOptional(),
  decidedBy: z.object({ name: z.string(), disciplineKey: z.string() }).exactOptional(),
  canDecide: z.boolean(),
});

/** `MergeChecksView` as it is answered. */
export const mergeChecksSchema: z.ZodType<MergeChecksView> = z.object({
  checks: z.array(mergeCheckSchema),
});
