/**
 * Goal attainment scaling: how far a patient is on goals that are theirs alone. By the formula of the erratum, since the
 * first print of the article had it wrong:
 *
 *   T = 50 + 10 Σ(w·x) / √( (1 − ρ) Σ(w²) + ρ (Σ w)² ),  ρ = 0.3
 *
 * x is the score, −2 to +2; w the weight, importance times difficulty. 50 is "as expected".
 */
import { type Goal, type Progress } from './goal.ts';

/** How strongly the scores of one patient are thought to go together. */
const correlation = 0.3;

/** One goal on its scale. */
export interface ScoredGoal {
  readonly weight: number;
  /** -2 to +2. */
  readonly score: number;
}

/** The T score of some goals; undefined where none of them weighs anything. */
export function attainmentOf(goals: readonly ScoredGoal[]): number | undefined {
  const sum = (of: (goal: ScoredGoal) => number): number =>
    goals.reduce((total, goal) => total + of(goal), 0);
  const weights = sum(({ weight }) => weight);
  const squares = sum(({ weight }) => weight ** 2);
  const spread = Math.sqrt((1 - correlation) * squares + correlation * weights ** 2);
  if (spread === 0) return undefined;
  return 50 + (10 * sum(({ weight, score }) => weight * score)) / spread;
}

/** The T score of goals as they are now; those without a score are left out. */
export function attainmentNow(goals: readonly Goal[]): number | undefined {
  return attainmentBy(goals, scoreNow);
}

/** The T score with which the same goals began; those without a score now or then are left out. */
export function attainmentAtStart(goals: readonly Goal[]): number | undefined {
  const scored = goals.filter((goal) => scoreNow(goal) !== undefined);
  return attainmentBy(scored, ({ fields }) => fields.scaleBaseline.value ?? undefined);
}

/** Where a goal stands on its scale: by the last look that scored it, else where it began; undefined while nobody has said. */
export function scoreNow({ progress, fields }: Goal): number | undefined {
  const scored = progress.filter(({ score }) => score !== undefined);
  const last = scored.toSorted(byDay).at(-1);
  return last?.score ?? fields.scaleBaseline.value ?? undefined;
}

/** Importance times difficulty; who gives neither weighs it as one. */
export function weightOf({ fields: { importance, difficulty } }: Goal): number {
  return (importance.value ?? 1) * (difficulty.value ?? 1);
}

function attainmentBy(
  goals: readonly Goal[],
  scoreOf: (goal: Goal) => number | undefined,
): number | undefined {
  return attainmentOf(
    goals.flatMap((goal) => {
      const score = scoreOf(goal);
      return score === undefined ? [] : [{ weight: weightOf(goal), score }];
    }),
  );
}

/** By the day of what was seen; of one day in the order in which it was said. */
function byDay(one: Progress, other: Progress): number {
  return one.on.localeCompare(other.on);
}
