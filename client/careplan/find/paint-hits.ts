import './hits.css';
import { type Hit } from './page-hits.ts';

/** Marks what was found, and the present place of it, by the browser's own highlights: nothing in the text changes for it. */
export function paintHits(hits: readonly Hit[], present: Hit | undefined): void {
  if (!('highlights' in CSS)) return;
  paint('found', 10, hits);
  paint('found-present', 11, present === undefined ? [] : [present]);
}

/** Takes the marks away. */
export function unpaintHits(): void {
  if (!('highlights' in CSS)) return;
  CSS.highlights.delete('found');
  CSS.highlights.delete('found-present');
}

function paint(name: string, priority: number, hits: readonly Hit[]): void {
  const highlight = new Highlight(...hits.map(({ range }) => range));
  highlight.priority = priority;
  CSS.highlights.set(name, highlight);
}
