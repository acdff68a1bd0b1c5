import './marks.css';
import { type Standing } from './standing-places.ts';

const all = 'merge-check';
const chosen = 'merge-check-open';

/** Marks the blocks of all checks, and more strongly those of the one whose card is open, by the browser's own highlights. */
export function paintMarks(standing: Standing, openedId: string | undefined): void {
  if (!('highlights' in CSS)) return;
  const quiet = [...standing].flatMap(([id, blocks]) => (id === openedId ? [] : blocks));
  paint(all, quiet);
  paint(chosen, (openedId === undefined ? undefined : standing.get(openedId)) ?? []);
}

/** Takes every mark away. */
export function clearMarks(): void {
  if (!('highlights' in CSS)) return;
  CSS.highlights.delete(all);
  CSS.highlights.delete(chosen);
}

function paint(name: string, blocks: readonly HTMLElement[]): void {
  if (blocks.length === 0) return void CSS.highlights.delete(name);
  CSS.highlights.set(name, new Highlight(...blocks.map(rangeOf)));
}

/** Around the block and not inside it: whatever is typed in the block stays marked. */
function rangeOf(block: HTMLElement): Range {
  const range = document.createRange();
  range.selectNode(block);
  return range;
}
