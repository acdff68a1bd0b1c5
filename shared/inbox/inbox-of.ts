import { type Alliance } from '../alliance/alliance.ts';
import { type CarePlan } from '../careplan/care-plan.ts';
import { type Thread, type ThreadId } from '../comments/thread.ts';
import { type PersonId } from '../identity/person.ts';
import { allianceNeedsOf } from './alliance-needs.ts';
import { dutyAt } from './duty.ts';
import { excerptOf } from './excerpt.ts';
import { type InboxItem, type ThreadItem, inboxReasons } from './inbox.ts';
import { type Asked, dueOf, needOf } from './needs.ts';

/** A plan with everything that is said about it. */
export interface PlanThreads {
  readonly alliance: Alliance;
  readonly plan: CarePlan;
  readonly threads: readonly Thread[];
}

/** What an inbox is derived from. */
export interface InboxSources {
  readonly plans: readonly PlanThreads[];
  /** How many comments of a thread the person has read; absent for none. */
  readonly reads: ReadonlyMap<ThreadId, number>;
  /** The names of the people of the alliances. */
  readonly names: ReadonlyMap<PersonId, string>;
  readonly personId: PersonId;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The date of `now` in the plans' calendar, ISO 8601. */
  readonly today: string;
}

/**
 * What needs a person now, threads and alliances in one list, most urgent first, then oldest first: each thread once
 * (IB1, IB2). It is what the seats owe that they cover at this moment: when their shift is over, it stands in the next
 * one's inbox (IB3).
 */
export function inboxOf(sources: InboxSources): readonly InboxItem[] {
  return sources.plans
    .flatMap((plan) => [
      ...allianceNeedsOf({ ...plan, ...sources }),
      ...threadItemsOf(plan, sources),
    ])
    .toSorted(
      (one, other) =>
        inboxReasons.indexOf(one.reason) - inboxReasons.indexOf(other.reason) ||
        Date.parse(one.at) - Date.parse(other.at),
    );
}

function threadItemsOf(
  { alliance, plan, threads }: PlanThreads,
  { reads, personId, now, today }: InboxSources,
): readonly ThreadItem[] {
  const sectionKeys = plan.sections.map(({ key }) => key);
  const duty = dutyAt({ alliance, sectionKeys, now });
  return threads.flatMap((thread) => {
    const readCount = reads.get(thread.id) ?? 0;
    return itemOf(plan, { thread, duty, personId, readCount, now, today }) ?? [];
  });
}

function itemOf(plan: CarePlan, asked: Asked): ThreadItem | undefined {
  const need = needOf(asked);
  if (need === undefined) return undefined;
  const { reason, comment, readsTo, call } = need;
  const section = sectionOf(plan, asked.thread);
  const dueOn = dueOf(asked);
  return {
    reason,
    threadId: asked.thread.id,
    planId: plan.id,
    planTitle: plan.title,
    patientName: plan.patient.name,
    ...(section !== undefined && { section }),
    from: comment.author,
    excerpt: excerptOf(comment.words),
    at: comment.at,
    ...(dueOn !== undefined && { dueOn }),
    ...(readsTo !== undefined && { readsTo }),
    ...(call !== undefined && { call }),
  };
}

function sectionOf(plan: CarePlan, { subject }: Thread): ThreadItem['section'] {
  if (subject.on === 'plan') return undefined;
  const section = plan.sections.find(({ key }) => key === subject.sectionKey);
  return section && { key: section.key, heading: section.heading };
}
