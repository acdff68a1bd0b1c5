import { type Goal, type Progress } from '@alliance/shared/careplan/item/goal';

/** One look at a goal as a point: `x` by its day, `y` by how far it is; both from 0 to 1. */
export interface ProgressPoint {
  readonly x: number;
  readonly y: number;
  readonly seen: Progress;
}

/** By the day of what was seen; of one day in the order in which it was said. */
export function inOrder(progress: readonly Progress[]): readonly Progress[] {
  return progress.toSorted((one, other) => one.on.localeCompare(other.on));
}

/** The looks that can be drawn: by what was measured where two or more are numbers, else by the scale. */
export function pointsOf(goal: Pick<Goal, 'progress' | 'fields'>): readonly ProgressPoint[] {
  const seen = inOrder(goal.progress);
  const measured = seen.flatMap((each) => withHeight(each, numberIn(each.value)));
  if (measured.length >= 2) return spread(measured, rangeOf(measured, goal));
  const scored = seen.flatMap((each) => withHeight(each, each.score));
  return spread(scored, [-2, 2]);
}

/** Whether what is drawn is what was measured, and not the scale. */
export function isMeasured({ progress }: Pick<Goal, 'progress'>): boolean {
  return progress.filter(({ value }) => numberIn(value) !== undefined).length >= 2;
}

/** The first number of a text: "40 m" is 40. */
export function numberIn(text: string): number | undefined {
  const found = /-?\d+(?:[.,]\d+)?/.exec(text.replace('−', '-'))?.[0];
  return found === undefined ? undefined : Number(found.replace(',', '.'));
}

interface Drawn {
  readonly seen: Progress;
  readonly height: number;
}

function withHeight(seen: Progress, height: number | undefined): readonly Drawn[] {
  return height === undefined ? [] : [{ seen, height }];
}

/** Baseline and target are in it, so that the line says how far there is to go. */
function rangeOf(
  drawn: readonly Drawn[],
  { fields }: Pick<Goal, 'fields'>,
): readonly [number, number] {
  const ends = [fields.baseline.value, fields.target.value].flatMap((text) => numberIn(text) ?? []);
  const all = [...drawn.map(({ height }) => height), ...ends];
  return [Math.min(...all), Math.max(...all)];
}

function spread(
  drawn: readonly Drawn[],
  [low, high]: readonly [number, number],
): readonly ProgressPoint[] {
  const days = drawn.map(({ seen }) => Date.parse(seen.on));
  const first = Math.min(...days);
  const span = Math.max(...days) - first;
  return drawn.map(({ seen, height }, index) => ({
    seen,
    x: span === 0 ? index / Math.max(drawn.length - 1, 1) : (Date.parse(seen.on) - first) / span,
    y: high === low ? 0.5 : (height - low) / (high - low),
  }));
}
