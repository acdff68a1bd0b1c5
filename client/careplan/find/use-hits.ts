import { useCallback, useEffect, useRef, useState } from 'react';

import { setFoundCounts } from './find-state.ts';
import { KeptInSight } from './kept-in-sight.ts';
import { type Hit, findHits } from './page-hits.ts';
import { paintHits, unpaintHits } from './paint-hits.ts';
import { firstInWindow, selectHit } from './show-hit.ts';

/** What stands on the page, and which place of it is the present one. */
export interface Hits {
  readonly hits: readonly Hit[];
  readonly present: number;
  readonly step: (by: 1 | -1) => void;
  /** Puts the caret at the present place. */
  readonly select: () => void;
}

interface Found {
  readonly hits: readonly Hit[];
  readonly present: number;
}

const nothing: Found = { hits: [], present: 0 };

/** Finds words in the plan as it stands, and again whenever it changes, without leaving the present place (PG67). */
export function useHits(query: string): Hits {
  const [found, setFound] = useState<Found>(nothing);
  const latest = useRef(nothing);
  const [sight] = useState(() => new KeptInSight());
  const look = useCallback(
    (isNew: boolean) => {
      const hits = hitsOnPage(query);
      const present = isNew ? firstInWindow(hits) : placeOfBefore(hits, latest.current);
      latest.current = { hits, present };
      setFound(latest.current);
      setFoundCounts(countsOf(hits));
      paintHits(hits, hits[present]);
    },
    [query],
  );
  useEffect(() => {
    look(true);
    sight.show(latest.current.hits[latest.current.present]);
    return watchPlan(() => {
      look(false);
      sight.keep(latest.current.hits[latest.current.present]);
    });
  }, [look, sight]);
  useEffect(() => sight.watch(), [sight]);
  useEffect(
    () => () => {
      unpaintHits();
      setFoundCounts(new Map());
    },
    [],
  );
  const step = useCallback(
    (by: 1 | -1) => {
      const { hits, present } = latest.current;
      if (hits.length === 0) return;
      latest.current = { hits, present: (present + by + hits.length) % hits.length };
      setFound(latest.current);
      const hit = hits[latest.current.present];
      paintHits(hits, hit);
      sight.show(hit);
    },
    [sight],
  );
  const select = useCallback(() => {
    const hit = latest.current.hits[latest.current.present];
    if (hit !== undefined) selectHit(hit);
  }, []);
  return { ...found, step, select };
}

function hitsOnPage(query: string): readonly Hit[] {
  const plan = document.getElementById('plan');
  return plan === null || query.trim() === '' ? [] : findHits(plan, query);
}

/** The place that was the present one, or the next behind where it stood. */
function placeOfBefore(hits: readonly Hit[], { hits: before, present }: Found): number {
  const held = before[present]?.range;
  if (held === undefined || !held.startContainer.isConnected)
    return Math.min(present, Math.max(hits.length - 1, 0));
  const next = hits.findIndex(
    ({ range }) => range.compareBoundaryPoints(Range.START_TO_START, held) >= 0,
  );
  return next === -1 ? Math.max(hits.length - 1, 0) : next;
}

function countsOf(hits: readonly Hit[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { sectionKey } of hits) counts.set(sectionKey, (counts.get(sectionKey) ?? 0) + 1);
  return counts;
}

/** Hears at most once per frame that something in the plan has changed or grown, until the returned function is called. */
function watchPlan(onChange: () => void): () => void {
  let frame = 0;
  const soon = (): void => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(onChange);
  };
  const changes = new MutationObserver(soon);
  const sizes = new ResizeObserver(soon);
  const plan = document.getElementById('plan');
  if (plan !== null) {
    changes.observe(plan, { subtree: true, childList: true, characterData: true });
    sizes.observe(plan);
  }
  return () => {
    changes.disconnect();
    sizes.disconnect();
    cancelAnimationFrame(frame);
  };
}
