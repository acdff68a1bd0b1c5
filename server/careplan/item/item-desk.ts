/**
 * Where items are written. A write is decided on the item as it is kept, and kept only while it still is:
 *
 *   load ─▶ decide (shared/careplan/item) ─▶ write, if the version is still that ─▶ tell who may see it
 *    ▲                                            │ overtaken
 *    └────────────────────────────────────────────┘
 */
import { seesItem } from '@alliance/shared/access/item-relations';
import { itemStandingAt } from '@alliance/shared/access/item-standing';
import { peopleOf } from '@alliance/shared/alliance/people-of';
import { decideItem } from '@alliance/shared/careplan/item/decide-item';
import { type ItemId, type PlanItem } from '@alliance/shared/careplan/item/item';
import { type ItemCommand, type StartItem } from '@alliance/shared/careplan/item/item-command';
import {
  type ItemContext,
  type ItemDecision,
  refusedItem,
} from '@alliance/shared/careplan/item/item-decision';
import { startItem } from '@alliance/shared/careplan/item/start-item';
import { type Person, type PersonId } from '@alliance/shared/identity/person';
import { awaitsPart } from '@alliance/shared/inbox/part-needs';
import { itemsPerPlanMax } from '@alliance/shared/limits';

import { type Problem } from '../../http/problem.ts';
import { triesMax } from '../../http/write-key.ts';
import { type PlanRecord, type Storage, type WriteKey } from '../../storage/port.ts';
import { type RecordWritten } from '../../storage/port/plans.ts';
import { type SyncServer } from '../../sync/ports.ts';
import { RecordCounts } from '../record-counts.ts';
import { itemProblems, problemOfItem } from './item-problems.ts';

/** Somebody writes in a plan. */
export interface ItemWriting {
  readonly person: Person;
  readonly record: PlanRecord;
  /** Names the write, so that it is done once (IT21). */
  readonly key: WriteKey;
}

/** Writes items, and tells who may see them. */
export interface ItemDesk {
  /** Makes an item. */
  start(writing: ItemWriting, asked: StartItem): Promise<PlanItem | Problem>;
  /** Changes an item of the plan. */
  change(writing: ItemWriting, itemId: ItemId, command: ItemCommand): Promise<PlanItem | Problem>;
}

/** What a desk works with. */
export interface ItemDeskSettings {
  readonly storage: Pick<Storage, 'item' | 'writeItem' | 'itemsOf'>;
  readonly sync: Pick<SyncServer, 'announceItem' | 'announceInbox'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** A desk over a storage. */
export function createItemDesk(settings: ItemDeskSettings): ItemDesk {
  return new StoredItemDesk(settings);
}

class StoredItemDesk implements ItemDesk {
  readonly #settings: ItemDeskSettings;
  readonly #counts: RecordCounts;

  constructor(settings: ItemDeskSettings) {
    this.#settings = settings;
    this.#counts = new RecordCounts(async (planId) => {
      const { items } = await settings.storage.itemsOf({ planId });
      return items.length;
    });
  }

  async start(writing: ItemWriting, asked: StartItem): Promise<PlanItem | Problem> {
    const { person, record } = writing;
    const { plan } = record;
    const named = asked.kind === 'intervention' ? asked.goalIds : [];
    const decision = startItem(plan.id, asked, person, await this.#contextOf(writing, named));
    if (!decision.ok) return this.#refuse(writing, asked.itemId, decision);
    if (!(await this.#counts.hasRoom(plan.id, itemsPerPlanMax)))
      return this.#refuse(writing, asked.itemId, refusedItem('items-full'));
    const result = await this.#write(writing, decision.item, 'start');
    if (result !== 'kept') return this.#answerAgain(writing, asked.itemId, result);
    this.#counts.add(plan.id);
    this.#tell(record, decision.item, 'start');
    return decision.item;
  }

  async change(
    writing: ItemWriting,
    itemId: ItemId,
    command: ItemCommand,
  ): Promise<PlanItem | Problem> {
    const { person, record } = writing;
    for (let tries = 0; tries < triesMax; tries++) {
      // Each try is decided on what the one before lost against.
      // oxlint-disable no-await-in-loop
      const item = await this.#itemOf(record, itemId);
      if (item === undefined) return problemOfItem(refusedItem('not-there').refusal);
      const named = command.type === 'serve' ? [command.goalId] : [];
      const context = await this.#contextOf(writing, named);
      const decision = decideItem(item, command, person, context);
      if (!decision.ok) return this.#refuse(writing, itemId, decision);
      const result = await this.#write(writing, decision.item, command.type);
      // oxlint-enable no-await-in-loop
      if (result === 'kept') {
        this.#tell(record, decision.item, command.type, item);
        return decision.item;
      }
      if (result !== 'stale') return this.#answerAgain(writing, itemId, result);
    }
    return itemProblems.busy;
  }

  async #contextOf(
    { person, record: { alliance, plan } }: ItemWriting,
    named: readonly ItemId[],
  ): Promise<ItemContext> {
    const items = await Promise.all(named.map((id) => this.#settings.storage.item(id)));
    const others = items.flatMap((item) => (item === undefined ? [] : [[item.id, item] as const]));
    const now = this.#settings.now();
    return {
      standing: itemStandingAt({ alliance, plan, personId: person.id, now }),
      at: new Date(now).toISOString(),
      others: new Map(others),
    };
  }

  async #itemOf({ plan }: PlanRecord, itemId: ItemId): Promise<PlanItem | undefined> {
    const item = await this.#settings.storage.item(itemId);
    return item?.planId === plan.id ? item : undefined;
  }

  #write({ person, key }: ItemWriting, item: PlanItem, action: ItemAction): Promise<RecordWritten> {
    const at = new Date(this.#settings.now()).toISOString();
    const audit = { at, personId: person.id, action: `item.${action}`, subjectId: item.id };
    return this.#settings.storage.writeItem({
      item,
      expectedVersion: item.version - 1,
      key,
      audit,
    });
  }

  /** A write that was done before is answered as it was then, also where what it did stands in its own way now (IT21). */
  async #refuse(
    writing: ItemWriting,
    itemId: ItemId,
    { refusal }: Extract<ItemDecision, { ok: false }>,
  ): Promise<PlanItem | Problem> {
    const item = await this.#itemOf(writing.record, itemId);
    if (item === undefined || refusal.reason === 'not-there') return problemOfItem(refusal);
    // The present version is never the one that a further write is based on: nothing is kept, but a known key says so.
    const result = await this.#write(writing, item, 'restore');
    return result === 'repeated' || result === 'misused'
      ? this.#answerAgain(writing, itemId, result)
      : problemOfItem(refusal);
  }

  async #answerAgain(
    { record, person }: ItemWriting,
    itemId: ItemId,
    result: Exclude<RecordWritten, 'kept'>,
  ): Promise<PlanItem | Problem> {
    if (result === 'misused') return problemOfItem(refusedItem('key-used').refusal);
    if (result !== 'repeated') return problemOfItem(refusedItem('item-there').refusal);
    const item = await this.#itemOf(record, itemId);
    const isSeen = item !== undefined && this.#sees(record, person.id, item);
    return isSeen ? item : problemOfItem(refusedItem('not-there').refusal);
  }

  #sees({ alliance, plan }: PlanRecord, personId: PersonId, item: PlanItem): boolean {
    const now = this.#settings.now();
    return seesItem(itemStandingAt({ alliance, plan, personId, now }), item);
  }

  #tell(record: PlanRecord, item: PlanItem, action: ItemAction, before?: PlanItem): void {
    const { sync } = this.#settings;
    const { id: itemId, planId, version } = item;
    const everybody = [...peopleOf(record.alliance)];
    const seeing = new Set(everybody.filter((personId) => this.#sees(record, personId, item)));
    sync.announceItem({ planId, itemId, version, isFor: (personId) => seeing.has(personId) });
    const isAwaited = isAwaiting(item);
    if (inboxActions.has(action) || isAwaited !== (before !== undefined && isAwaiting(before)))
      sync.announceInbox(seeing);
  }
}

/** What was done to an item. */
type ItemAction = 'start' | ItemCommand['type'];

/** Whether it stands in anybody's list: a goal that is over asks nobody any more. */
function isAwaiting(item: PlanItem): boolean {
  return item.kind === 'goal' && awaitsPart(item);
}

/** What can change what somebody is asked for (IB40), beside that nobody is any more: whoever types in a field makes nobody read their inbox again. */
const inboxActions: ReadonlySet<ItemAction> = new Set(['ask', 'contribute', 'strike', 'restore']);
