import { isWritten } from './check-values.ts';
import { type Goal } from './goal.ts';

/** What makes a goal SMART. Only whether something is there is looked at, never how it is said. */
export const smartCriteria = [
  'specific',
  'measurable',
  'achievable',
  'relevant',
  'time-bound',
] as const;

/** One of {@link smartCriteria}. */
export type SmartCriterion = (typeof smartCriteria)[number];

/** What a goal can lack for that, in the order in which it is asked for. */
export const smartGaps = [
  'statement',
  'measure',
  'target',
  'achievable',
  'relevance',
  'date',
] as const;

/** One of {@link smartGaps}. */
export type SmartGap = (typeof smartGaps)[number];

/** Which criteria a goal meets, and what is missing for the others: "missing: measure, date". */
export interface SmartLook {
  readonly met: readonly SmartCriterion[];
  readonly missing: readonly SmartGap[];
}

/** Looks at a goal. */
export function smartOf({ fields }: Pick<Goal, 'fields'>): SmartLook {
  const isThere: Readonly<Record<SmartGap, boolean>> = {
    statement: isWritten(fields.statement.value),
    measure: isWritten(fields.measure.value),
    target: isWritten(fields.target.value) || isWritten(fields.unit.value),
    achievable: isWritten(fields.achievable.value),
    relevance: isWritten(fields.relevance.value),
    date: fields.dueOn.value !== null,
  };
  return {
    met: smartCriteria.filter((criterion) => needs[criterion].every((each) => isThere[each])),
    missing: smartGaps.filter((gap) => !isThere[gap]),
  };
}

const needs: Readonly<Record<SmartCriterion, readonly SmartGap[]>> = {
  specific: ['statement', 'measure'],
  measurable: ['measure', 'target'],
  achievable: ['achievable'],
  relevant: ['relevance'],
  'time-bound': ['date'],
};
