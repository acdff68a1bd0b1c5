/** What goes out about items. */
import { type SeatId, isSeatId } from '@alliance/shared/alliance/alliance';
import { type DisciplineKey, isDisciplineKey } from '@alliance/shared/alliance/discipline';
import { type PlanId } from '@alliance/shared/careplan/care-plan';
import { agreementAnswers } from '@alliance/shared/careplan/item/goal';
import { type ItemId, type PlanItem, tagNames } from '@alliance/shared/careplan/item/item';
import { itemAbilities } from '@alliance/shared/careplan/item/item-command';
import {
  type ItemVersionsView,
  type ItemView,
  type ItemsView,
} from '@alliance/shared/careplan/item/item-view';
import { sectionKeys } from '@alliance/shared/careplan/section';
import { identifierPattern } from '@alliance/shared/identity/identifier';
import { type PersonId, isPersonId } from '@alliance/shared/identity/person';
import { z } from 'zod';

import { authorSchema } from '../../comments/thread-schema.ts';
import { itemShapes } from './item-schema.ts';

const knownId = z.string().regex(identifierPattern);
const itemId: z.ZodType<ItemId> = knownId.refine((text): text is ItemId => text !== '');
const planId: z.ZodType<PlanId> = knownId.refine((text): text is PlanId => text !== '');
const personId: z.ZodType<PersonId> = knownId.refine(isPersonId);
const seatId: z.ZodType<SeatId> = knownId.refine(isSeatId);
const disciplineKey: z.ZodType<DisciplineKey> = z.string().refine(isDisciplineKey);
const instant = z.iso.datetime();
const said = { by: authorSchema, at: instant };

/** A field as it is answered. */
function fieldOf<Value extends z.ZodType>(value: Value) {
  const written = { value, by: personId, at: instant };
  return z.object({
    ...written,
    version: z.int(),
    candidates: z.array(z.object(written)).exactOptional(),
  });
}

type FieldShapes<Shape extends Readonly<Record<string, z.ZodType>>> = {
  readonly [Name in keyof Shape]: ReturnType<typeof fieldOf<Shape[Name]>>;
};

function fieldsOf<const Shape extends Readonly<Record<string, z.ZodType>>>(shape: Shape) {
  const fields = Object.fromEntries(
    Object.entries(shape).map(([name, value]) => [name, fieldOf(value)]),
  );
  // Name by name the same: only the types of a loop forget that.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
  return z.object(fields as FieldShapes<Shape>);
}

const base = {
  id: itemId,
  planId,
  sectionKey: z.enum(sectionKeys),
  author: authorSchema,
  madeAt: instant,
  isPrivate: z.literal(true).exactOptional(),
  struck: z.object({ ...said, reason: z.string() }).exactOptional(),
  tags: z.array(z.object({ name: z.enum(tagNames), ...said, note: z.string() })),
  version: z.int(),
};

const part = z.object({
  seatId,
  asked: z.object(said).exactOptional(),
  contributed: z.object({ ...said, text: z.string() }).exactOptional(),
});

const goal = {
  ...base,
  kind: z.literal('goal'),
  fields: fieldsOf(itemShapes.goal),
  supporting: z.array(disciplineKey),
  parts: z.array(part),
  agreements: z.array(
    z.object({ seatId, ...said, answer: z.enum(agreementAnswers), note: z.string() }),
  ),
  progress: z.array(
    z.object({
      id: knownId,
      ...said,
      on: z.iso.date(),
      score: z.int().exactOptional(),
      value: z.string(),
      note: z.string(),
    }),
  ),
};

const intervention = {
  ...base,
  kind: z.literal('intervention'),
  fields: fieldsOf(itemShapes.intervention),
  goalIds: z.array(itemId),
  assisting: z.array(seatId),
  done: z.array(z.object({ ...said, note: z.string() })),
};

const contingency = {
  ...base,
  kind: z.literal('contingency'),
  fields: fieldsOf(itemShapes.contingency),
};

const planItem: z.ZodType<PlanItem> = z.discriminatedUnion('kind', [
  z.object(goal),
  z.object(intervention),
  z.object(contingency),
]);

const can = z.array(z.enum(itemAbilities));

/** `ItemView` as it is answered. */
export const itemViewSchema: z.ZodType<ItemView> = z.discriminatedUnion('kind', [
  z.object({ ...goal, can }),
  z.object({ ...intervention, can }),
  z.object({ ...contingency, can }),
]);

/** `ItemsView` as it is answered. */
export const itemsViewSchema: z.ZodType<ItemsView> = z.object({
  cursor: z.string(),
  isWhole: z.boolean(),
  items: z.array(itemViewSchema),
  canStartIn: z.array(z.object({ sectionKey: z.enum(sectionKeys), isProposal: z.boolean() })),
});

/** `ItemVersionsView` as it is answered. */
export const itemVersionsSchema: z.ZodType<ItemVersionsView> = z.array(planItem);
