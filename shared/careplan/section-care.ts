import { type Section } from './care-plan.ts';

/** What counts as care for a section: that somebody wrote in it, or said that it is as it should be. */
export interface Care {
  /** When somebody wrote in it last; absent when nobody has. */
  readonly editedAt?: string | undefined;
  /** From when on a section that nobody has ever cared for waits. */
  readonly since?: string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Whether a section has had no care for longer than it may (CP13). One that is private still, or out of the plan, waits for nobody. */
export function isStale(section: Section, { editedAt, since, now }: Care): boolean {
  const { reviewed, added, staleAfterDays } = section;
  if (section.private !== undefined || section.retired !== undefined) return false;
  const cared = [editedAt, reviewed?.at, added?.at].filter((at) => at !== undefined);
  const last = Math.max(...(cared.length > 0 ? cared : [since ?? '']).map((at) => Date.parse(at)));
  return last < now - staleAfterDays * dayMs;
}

const dayMs = 24 * 60 * 60_000;
