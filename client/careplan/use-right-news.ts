import { type SectionRight, sectionRights } from '@alliance/shared/access/section-right';
import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { useState } from 'react';

/** What was changed in my rights while the page was open. */
export interface RightNews {
  /** By section key: whether I may do more or less there than before. */
  readonly changed: ReadonlyMap<string, 'more' | 'less'>;
  /** Headings of sections that I may not see any more. */
  readonly gone: readonly string[];
  /** Headings of sections that were opened to me. */
  readonly come: readonly string[];
}

/** My rights as the page knew them last, and what became of them. */
interface Seen extends RightNews {
  readonly rights: ReadonlyMap<string, Known>;
}

interface Known {
  readonly right: SectionRight;
  readonly heading: string;
}

/** Tells what is changed in my rights while I look at the plan, until I have read it. */
export function useRightNews(plan: PlanView): RightNews & {
  readonly forgetSection: (sectionKey: string) => void;
  readonly forgetPlan: () => void;
} {
  const [seen, setSeen] = useState<Seen>(() => ({ ...nothing, rights: rightsOf(plan) }));
  const rights = rightsOf(plan);
  const next = isSame(seen.rights, rights) ? seen : after(seen, rights);
  // Derived from what the server says, once for each change of it.
  if (next !== seen) setSeen(next);
  return {
    changed: next.changed,
    gone: next.gone,
    come: next.come,
    forgetSection: (key) =>
      setSeen((present) => {
        const others = [...present.changed].filter(([each]) => each !== key);
        return { ...present, changed: new Map(others) };
      }),
    forgetPlan: () => setSeen((present) => ({ ...present, gone: [], come: [] })),
  };
}

const nothing: RightNews = { changed: new Map(), gone: [], come: [] };

function rightsOf({ sections }: PlanView): Seen['rights'] {
  return new Map(sections.map(({ key, access, heading }) => [key, { right: access, heading }]));
}

function isSame(one: Seen['rights'], other: Seen['rights']): boolean {
  return (
    one.size === other.size && [...one].every(([key, { right }]) => other.get(key)?.right === right)
  );
}

function after(seen: Seen, rights: Seen['rights']): Seen {
  const changed = new Map(seen.changed);
  for (const [key, { right }] of rights) {
    const before = seen.rights.get(key)?.right;
    if (before === undefined || before === right) continue;
    changed.set(
      key,
      sectionRights.indexOf(right) < sectionRights.indexOf(before) ? 'more' : 'less',
    );
  }
  const gone = [...seen.rights].filter(([key]) => !rights.has(key));
  const come = [...rights].filter(([key]) => !seen.rights.has(key));
  return {
    rights,
    changed,
    gone: [...without(seen.gone, come), ...headings(gone)],
    come: [...without(seen.come, gone), ...headings(come)],
  };
}

type Entries = readonly (readonly [string, Known])[];

function headings(entries: Entries): readonly string[] {
  return entries.map(([, { heading }]) => heading);
}

function without(list: readonly string[], entries: Entries): readonly string[] {
  const taken = headings(entries);
  return list.filter((heading) => !taken.includes(heading));
}
