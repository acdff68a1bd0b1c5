import { waitsForReadBack } from '@alliance/shared/comments/critical';
import { type ThreadView } from '@alliance/shared/comments/thread-view';

import './highlights.css';
import { type Desk } from '../desk/desk.ts';
import { type PageText } from './page-text.ts';
import { draftId } from './places.ts';

/** The names under which the page's style knows commented words (`highlights.css`), later ones drawn over earlier ones. */
const kinds = ['thread', 'critical', 'chosen'] as const;
type Kind = (typeof kinds)[number];

/**
 * Marks the commented words on the page by the browser's own highlights: nothing in the text changes for it, and static
 * text is marked like an editor (RL3). A browser without them shows the markers in the margin only.
 */
export function paintHighlights(desk: Desk, text: PageText): () => void {
  if (!('highlights' in CSS)) return ignore;
  const painted = kinds.map((kind, priority) => {
    const highlight = new Highlight();
    highlight.priority = priority;
    CSS.highlights.set(`comment-${kind}`, highlight);
    return [kind, highlight] as const;
  });
  const paint = (): void => {
    const threads = new Map((desk.threads.get() ?? []).map((each) => [String(each.id), each]));
    const ranges = {
      thread: new Set<Range>(),
      critical: new Set<Range>(),
      chosen: new Set<Range>(),
    };
    for (const [id, range] of text.ranges.get())
      for (const kind of kindsOf(id, threads.get(id), desk.active.get())) ranges[kind].add(range);
    for (const [kind, highlight] of painted) change(highlight, ranges[kind]);
  };
  const ends = [text.ranges, desk.threads, desk.active].map((store) => store.subscribe(paint));
  paint();
  return () => {
    for (const end of ends) end();
    for (const kind of kinds) CSS.highlights.delete(`comment-${kind}`);
  };
}

/** Only what changed: with each range that comes or goes the browser draws text again. */
function change(highlight: Highlight, wanted: ReadonlySet<Range>): void {
  for (const range of highlight)
    if (!(range instanceof Range) || !wanted.has(range)) highlight.delete(range);
  for (const range of wanted) highlight.add(range);
}

function kindsOf(
  id: string,
  thread: ThreadView | undefined,
  active: string | undefined,
): readonly Kind[] {
  if (id === active || id === draftId) return ['chosen'];
  if (thread === undefined || thread.status === 'resolved') return [];
  return [waitsForReadBack(thread) ? 'critical' : 'thread'];
}

function ignore(): void {
  // Nothing was painted.
}
