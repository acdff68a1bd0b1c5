/**
 * Where a plan's sections are changed. A change is decided on the plan as it is kept, and kept only while it still is:
 *
 *   load ─▶ decide (shared/careplan) ─▶ write, if the version is still that ─▶ tell who may know
 *    ▲                                        │ overtaken
 *    └────────────────────────────────────────┘
 *
 * Of a section that is private still nobody hears but its author. Taking a section out of the plan takes a right away:
 * that happens while nothing of the plan is handed to the disk (SY30).
 */
import { peopleOf } from '@alliance/shared/alliance/people-of';
import { decidePlan } from '@alliance/shared/careplan/decide-plan';
import { type PlanCommand } from '@alliance/shared/careplan/plan-command';
import { type PlanDecision, type PlanContext } from '@alliance/shared/careplan/plan-decision';
import { type Person } from '@alliance/shared/identity/person';

import { type Problem, problems } from '../http/problem.ts';
import { triesMax } from '../http/write-key.ts';
import {
  type PlanRecord,
  type Storage,
  type WorldDocument,
  type WriteKey,
} from '../storage/port.ts';
import { type PlanWrite, type RecordWritten } from '../storage/port/plans.ts';
import { type Admission, type SyncServer } from '../sync/ports.ts';
import { planProblems, problemOfPlan } from './plan-problems.ts';

/** Somebody changes a plan. */
export interface PlanChange {
  readonly person: Person;
  readonly planId: string;
  /** Names the change, so that it is done once. */
  readonly key: WriteKey;
  readonly command: PlanCommand;
}

/** Changes plans, and tells who may know. */
export interface PlanDesk {
  /** Changes a plan; gives it as it is afterwards. */
  change(change: PlanChange): Promise<PlanRecord | Problem>;
}

/** What a desk works with. */
export interface PlanDeskSettings {
  readonly storage: Pick<Storage, 'writePlan' | 'changesSince'>;
  readonly admission: Pick<Admission, 'planFor'>;
  readonly sync: Pick<SyncServer, 'changeRights' | 'announce' | 'announceInbox'>;
  /** A fresh UUID. */
  readonly newId: () => string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

type Decided = Extract<PlanDecision, { readonly ok: true }>;

/** A desk over a storage and its live documents. */
export function createPlanDesk(settings: PlanDeskSettings): PlanDesk {
  return new StoredPlanDesk(settings);
}

class StoredPlanDesk implements PlanDesk {
  readonly #settings: PlanDeskSettings;

  constructor(settings: PlanDeskSettings) {
    this.#settings = settings;
  }

  async change(change: PlanChange): Promise<PlanRecord | Problem> {
    const { person, planId, command } = change;
    for (let tries = 0; tries < triesMax; tries++) {
      // Each try is decided on what the one before lost against.
      // oxlint-disable no-await-in-loop
      const record = await this.#settings.admission.planFor(person, planId);
      if (record === undefined) return problems.notFound;
      const decision = decidePlan(record.plan, command, person, await this.#around(record, change));
      if (!decision.ok) return this.#refuse(change, record, problemOfPlan(decision.refusal));
      const result = await this.#write(change, decision);
      // oxlint-enable no-await-in-loop
      if (result === 'kept') return this.#kept(change, record, decision);
      if (result !== 'stale') return this.#answerAgain(change, result);
    }
    return planProblems.busy;
  }

  async #around(
    { alliance, plan }: PlanRecord,
    { person, command }: PlanChange,
  ): Promise<PlanContext> {
    const at = new Date(this.#settings.now()).toISOString();
    const section = plan.sections.find(({ key }) => key === command.key);
    if (command.type !== 'review-section' || section === undefined)
      return { alliance, at, head: 0 };
    const documentIds = [section.documentId];
    const [known] = await this.#settings.storage.changesSince({ personId: person.id, documentIds });
    return { alliance, at, head: known?.head ?? 0 };
  }

  #write(change: PlanChange, { plan, section }: Decided): Promise<RecordWritten> {
    const { command, key } = change;
    const { storage, sync } = this.#settings;
    const documents = command.type === 'add-section' ? [this.#emptyDocument(section)] : [];
    const write = { ...this.#writeOf(change, plan, command.type), documents, key };
    if (command.type !== 'retire-section') return storage.writePlan(write);
    return sync.changeRights({ planId: plan.id }, () => storage.writePlan(write));
  }

  #emptyDocument({ documentId }: Decided['section']): WorldDocument {
    return { documentId, incarnation: this.#settings.newId(), rows: [], clients: [] };
  }

  #writeOf(
    { person }: PlanChange,
    plan: PlanWrite['plan'],
    action: PlanCommand['type'] | 'repeat',
  ): Omit<PlanWrite, 'key'> {
    const at = new Date(this.#settings.now()).toISOString();
    const audit = { at, personId: person.id, action: `plan.${action}`, subjectId: plan.id };
    return { plan, expectedVersion: plan.version - 1, documents: [], audit };
  }

  #kept({ person }: PlanChange, { alliance }: PlanRecord, { plan, section }: Decided): PlanRecord {
    const { sync } = this.#settings;
    if (section.private !== undefined) sync.announce(plan.id, person.id);
    else {
      sync.announce(plan.id);
      // What is said about a section needs nobody, or somebody again, with what becomes of it.
      sync.announceInbox(peopleOf(alliance));
    }
    return { alliance, plan };
  }

  /** A change that was made before is answered as it was then, also where what it did stands in its own way now. */
  async #refuse(
    change: PlanChange,
    { plan }: PlanRecord,
    problem: Problem,
  ): Promise<PlanRecord | Problem> {
    // The present version is never the one that a further write is based on: nothing is kept, but a known key says so.
    const write = { ...this.#writeOf(change, plan, 'repeat'), key: change.key };
    const result = await this.#settings.storage.writePlan(write);
    return result === 'repeated' || result === 'misused'
      ? this.#answerAgain(change, result)
      : problem;
  }

  async #answerAgain(
    { person, planId }: PlanChange,
    result: Exclude<RecordWritten, 'kept' | 'stale'>,
  ): Promise<PlanRecord | Problem> {
    if (result === 'misused') return planProblems.keyUsed;
    if (result === 'taken') return problemOfPlan({ rule: 'CP9', reason: 'id-taken' });
    return (await this.#settings.admission.planFor(person, planId)) ?? problems.notFound;
  }
}
