/** A stretch of a text, counted from its start. */
export interface OpenPlace {
  readonly from: number;
  readonly to: number;
}

/** What a template leaves for the team to write stands in braces. Longer ones are words that somebody put in braces. */
const place = /\{[^{}\n]{1,60}\}/g;

/** The places of a text that still wait to be written. */
export function openPlaces(text: string): readonly OpenPlace[] {
  return text.includes('{')
    ? [...text.matchAll(place)].map(({ index, 0: words }) => ({
        from: index,
        to: index + words.length,
      }))
    : [];
}

/** Selects the open place of a box in which the caret stands, so that the next key writes it. */
export function selectPlaceAtCaret(box: unknown): void {
  if (!(box instanceof HTMLTextAreaElement) && !isLine(box)) return;
  const { selectionStart, selectionEnd, value } = box;
  if (selectionStart === null || selectionStart !== selectionEnd) return;
  const at = openPlaces(value).find(({ from, to }) => from < selectionStart && selectionStart < to);
  if (at !== undefined) box.setSelectionRange(at.from, at.to);
}

function isLine(box: unknown): box is HTMLInputElement {
  return box instanceof HTMLInputElement && box.type === 'text';
}
