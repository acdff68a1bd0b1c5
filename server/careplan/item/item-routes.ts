import { type ItemId, type PlanItem, toItemId } from '@alliance/shared/careplan/item/item';
import { refusedItem } from '@alliance/shared/careplan/item/item-decision';
import { type ItemView } from '@alliance/shared/careplan/item/item-view';
import { identifierPattern } from '@alliance/shared/identity/identifier';

import { Allowances } from '../../core/allowances.ts';
import { limits } from '../../core/limits.ts';
import { type Problem, problems } from '../../http/problem.ts';
import { type Ask, type Reply, type Route, memberRoute, nothing } from '../../http/route.ts';
import { digestOf, keyCharactersMax } from '../../http/write-key.ts';
import { type PlanRecord } from '../../storage/port.ts';
import { type Admission, type Visitor } from '../../sync/ports.ts';
import { type ItemDesk, type ItemWriting } from './item-desk.ts';
import { itemProblems, problemOfItem } from './item-problems.ts';
import { type ItemReading } from './item-reader.ts';
import { itemCommandSchema, startItemSchema } from './item-schema.ts';
import { itemVersionsSchema, itemViewSchema, itemsViewSchema } from './item-view-schema.ts';
import { itemWritesMax, itemWritesMs, writersMax } from './limits.ts';

/** What the routes of items need. */
export interface ItemRouteSettings {
  readonly desk: ItemDesk;
  readonly reading: ItemReading;
  readonly admission: Pick<Admission, 'planFor'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** The goals, interventions and rows of a plan. One that the asker may not see and one that does not exist are answered alike (IT2). */
export function itemRoutes(settings: ItemRouteSettings): readonly Route[] {
  const rate = { max: itemWritesMax, stretchMs: itemWritesMs, keysMax: writersMax };
  const writes = new Allowances(rate);
  const { readsMax: max, readsMs: stretchMs, readersMax: keysMax } = limits;
  const reads = new Allowances({ max, stretchMs, keysMax });
  return [
    listItems({ ...settings, allowance: reads }),
    startItem({ ...settings, allowance: writes }),
    changeItem({ ...settings, allowance: writes }),
    listVersions({ ...settings, allowance: reads }),
  ];
}

interface Limited extends ItemRouteSettings {
  readonly allowance: Allowances;
}

type Asked<Body> = Ask<Body> & { readonly visitor: Visitor };

function listItems(settings: Limited): Route {
  return memberRoute({
    method: 'get',
    path: '/api/plans/{planId}/items',
    summary:
      'The goals, interventions and contingency rows of a plan that I may see: all, or those that changed after a cursor',
    queryNames: ['after'],
    body: nothing,
    answer: itemsViewSchema,
    async handle(ask) {
      const { person } = ask.visitor;
      if (!settings.allowance.take(person.id, settings.now())) return problems.askedTooOften;
      const record = await planIn(settings, ask);
      if (record === undefined) return problems.notFound;
      return { answer: await settings.reading.list(person, record, ask.query['after']) };
    },
  });
}

function startItem(settings: Limited): Route {
  return memberRoute({
    method: 'post',
    path: '/api/plans/{planId}/items',
    summary: 'Make a goal, an intervention or a contingency row',
    needsKey: true,
    body: startItemSchema,
    answer: itemViewSchema,
    async handle(ask) {
      const writing = await writingOf(settings, ask);
      if ('status' in writing) return writing;
      return answerOf(settings, writing, await settings.desk.start(writing, ask.body));
    },
  });
}

function changeItem(settings: Limited): Route {
  return memberRoute({
    method: 'post',
    path: '/api/plans/{planId}/items/{itemId}',
    summary: 'Write, answer, ask, record, strike or share a goal, an intervention or a row',
    needsKey: true,
    body: itemCommandSchema,
    answer: itemViewSchema,
    async handle(ask) {
      const writing = await writingOf(settings, ask);
      if ('status' in writing) return writing;
      const itemId = itemIdIn(ask);
      if (itemId === undefined) return problems.notFound;
      return answerOf(settings, writing, await settings.desk.change(writing, itemId, ask.body));
    },
  });
}

function listVersions(settings: Limited): Route {
  return memberRoute({
    method: 'get',
    path: '/api/plans/{planId}/items/{itemId}/versions',
    summary: 'What a goal, an intervention or a row said before, oldest first',
    body: nothing,
    answer: itemVersionsSchema,
    async handle(ask) {
      const { person } = ask.visitor;
      if (!settings.allowance.take(person.id, settings.now())) return problems.askedTooOften;
      const record = await planIn(settings, ask);
      const itemId = itemIdIn(ask);
      if (record === undefined || itemId === undefined) return problems.notFound;
      const versions = await settings.reading.versions(person, record, itemId);
      return versions === undefined ? problems.notFound : { answer: versions };
    },
  });
}

/** Who writes in which plan under which name, or why the write is not even looked at. */
async function writingOf(settings: Limited, ask: Asked<unknown>): Promise<ItemWriting | Problem> {
  const { visitor, idempotencyKey: key = '', body } = ask;
  const { person } = visitor;
  if (key === '' || key.length > keyCharactersMax) return itemProblems.keyMissing;
  if (!settings.allowance.take(person.id, settings.now())) return tooFast;
  const record = await planIn(settings, ask);
  if (record === undefined) return problems.notFound;
  const digest = digestOf(['item', record.plan.id, itemIdIn(ask) ?? '', body]);
  return { person, record, key: { personId: person.id, key, digest } };
}

const tooFast = problemOfItem(refusedItem('too-fast').refusal);

async function answerOf(
  { reading }: ItemRouteSettings,
  { person, record }: ItemWriting,
  item: PlanItem | Problem,
): Promise<Reply<ItemView>> {
  return 'text' in item ? item : { answer: await reading.view(person, record, item) };
}

function planIn(
  { admission }: ItemRouteSettings,
  { visitor, params }: Asked<unknown>,
): Promise<PlanRecord | undefined> {
  return admission.planFor(visitor.person, params['planId'] ?? '');
}

function itemIdIn({ params }: Asked<unknown>): ItemId | undefined {
  const text = params['itemId'] ?? '';
  return identifierPattern.test(text) ? toItemId(text) : undefined;
}
