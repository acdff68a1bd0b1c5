/**
 * What may come in about items, and what goes out. Strict: a field that is not known is refused, not passed over. How
 * long texts may be, and what goes together, is decided with them (`shared/careplan/item`), so that their author is told
 * in plain words.
 */
import { type SeatId, isSeatId } from '@alliance/shared/alliance/alliance';
import { type DisciplineKey, isDisciplineKey } from '@alliance/shared/alliance/discipline';
import { type ContingencyValues } from '@alliance/shared/careplan/item/contingency';
import {
  type GoalValues,
  agreementAnswers,
  goalAchievements,
  goalComponents,
  goalLifecycles,
  goalPriorities,
} from '@alliance/shared/careplan/item/goal';
import {
  type InterventionValues,
  type Timing,
  interventionStatuses,
  timingUnits,
} from '@alliance/shared/careplan/item/intervention';
import { type ItemId, tagNames } from '@alliance/shared/careplan/item/item';
import { type ItemCommand, type StartItem } from '@alliance/shared/careplan/item/item-command';
import { sectionKeys } from '@alliance/shared/careplan/section';
import { identifierPattern } from '@alliance/shared/identity/identifier';
import { itemEntriesMax } from '@alliance/shared/limits';
import { z } from 'zod';

/** A UUID of version 7, as a client makes them. */
const freshId = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
const knownId = z.string().regex(identifierPattern);
const isItemId = (text: string): text is ItemId => identifierPattern.test(text);

const seatId: z.ZodType<SeatId> = knownId.refine(isSeatId);
const itemId: z.ZodType<ItemId> = knownId.refine(isItemId);
const disciplineKey: z.ZodType<DisciplineKey> = z.string().refine(isDisciplineKey);
const text = z.string();
const date = z.iso.date().nullable();
const step = z.int().min(0).max(3).nullable();
const score = z.int().min(-2).max(2);
/** More times, or a longer stretch, is no rhythm that anybody could keep. */
const rhythmMax = 99;

const timing: z.ZodType<Timing> = z.strictObject({
  count: z.int().min(1).max(rhythmMax),
  period: z.int().min(1).max(rhythmMax),
  unit: z.enum(timingUnits),
  timesOfDay: z.array(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)).max(rhythmMax),
  isAsNeeded: z.boolean(),
});

type Shapes<Values> = { readonly [Name in keyof Values]: z.ZodType<Values[Name]> };

/** The values of each kind, one shape per field: everything about fields below is made of these. */
export const itemShapes = {
  goal: {
    statement: text,
    expressedBy: seatId.nullable(),
    leadDiscipline: disciplineKey.nullable(),
    measure: text,
    unit: text,
    baseline: text,
    target: text,
    startOn: date,
    dueOn: date,
    priority: z.enum(goalPriorities).nullable(),
    achievable: text,
    relevance: text,
    component: z.enum(goalComponents).nullable(),
    lifecycle: z.enum(goalLifecycles),
    achievement: z.enum(goalAchievements).nullable(),
    stepMuchLess: text,
    stepLess: text,
    stepExpected: text,
    stepMore: text,
    stepMuchMore: text,
    importance: step,
    difficulty: step,
    scaleBaseline: score.max(-1).nullable(),
  } satisfies Shapes<GoalValues>,
  intervention: {
    text,
    responsible: seatId.nullable(),
    frequency: timing.nullable(),
    startOn: date,
    endOn: date,
    location: text,
    patientPart: text,
    precautions: text,
    stopRule: text,
    status: z.enum(interventionStatuses),
  } satisfies Shapes<InterventionValues>,
  contingency: { condition: text, action: text, call: text } satisfies Shapes<ContingencyValues>,
};

const started = {
  itemId: freshId.refine(isItemId),
  sectionKey: z.enum(sectionKeys),
  isPrivate: z.boolean(),
};

/** `StartItem` as it may come in. */
export const startItemSchema: z.ZodType<StartItem> = z.discriminatedUnion('kind', [
  z.strictObject({
    ...started,
    kind: z.literal('goal'),
    values: z.strictObject(itemShapes.goal).exactPartial(),
  }),
  z.strictObject({
    ...started,
    kind: z.literal('intervention'),
    values: z.strictObject(itemShapes.intervention).exactPartial(),
    goalIds: z.array(itemId).max(itemEntriesMax),
  }),
  z.strictObject({
    ...started,
    kind: z.literal('contingency'),
    values: z.strictObject(itemShapes.contingency).exactPartial(),
  }),
]);

const baseVersion = z.int().min(1);

/** What a client sends to change one field, and with it the shape of every write. */
function writeOf<Value extends z.ZodType>(value: Value) {
  return z.strictObject({ value, baseVersion });
}

type WriteShapes<Shape extends Readonly<Record<string, z.ZodType>>> = {
  readonly [Name in keyof Shape]: ReturnType<typeof writeOf<Shape[Name]>>;
};

function writesOf<const Shape extends Readonly<Record<string, z.ZodType>>>(shape: Shape) {
  const writes = Object.fromEntries(
    Object.entries(shape).map(([name, value]) => [name, writeOf(value)]),
  );
  // Name by name the same: only the types of a loop forget that.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
  return z.strictObject(writes as WriteShapes<Shape>).exactPartial();
}

const command = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('write-goal'), fields: writesOf(itemShapes.goal) }),
  z.strictObject({
    type: z.literal('write-intervention'),
    fields: writesOf(itemShapes.intervention),
  }),
  z.strictObject({
    type: z.literal('write-contingency'),
    fields: writesOf(itemShapes.contingency),
  }),
  z.strictObject({ type: z.literal('support'), disciplineKey, isSupporting: z.boolean() }),
  z.strictObject({ type: z.literal('ask'), seatId }),
  z.strictObject({
    type: z.literal('contribute'),
    seatId,
    text,
    inPlaceOf: z.iso.datetime().exactOptional(),
  }),
  z.strictObject({
    type: z.literal('answer'),
    seatId,
    answer: z.enum(agreementAnswers),
    note: text,
  }),
  z.strictObject({
    type: z.literal('progress'),
    progress: z.strictObject({
      id: freshId,
      on: z.iso.date(),
      score: score.exactOptional(),
      value: text,
      note: text,
    }),
  }),
  z.strictObject({ type: z.literal('serve'), goalId: itemId, isServing: z.boolean() }),
  z.strictObject({ type: z.literal('assist'), seatId, isAssisting: z.boolean() }),
  z.strictObject({ type: z.literal('done'), note: text }),
  z.strictObject({ type: z.literal('tag'), name: z.enum(tagNames), note: text }),
  z.strictObject({ type: z.literal('untag'), name: z.enum(tagNames) }),
  z.strictObject({ type: z.literal('strike'), reason: text }),
  z.strictObject({ type: z.literal('restore') }),
  z.strictObject({ type: z.literal('share') }),
]);

/** `ItemCommand` as it may come in. */
export const itemCommandSchema: z.ZodType<ItemCommand> = command;
