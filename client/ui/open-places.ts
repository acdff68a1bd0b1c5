/** A stretch of a text, counted from its start. */
export interface OpenPlace {
  readonly from: number;
  readonly to: number;
}

/** What a template leaves for the team to write stands in braces. Longer ones are words that somebody put in braces. */
const inBraces = /\{[^{}\n]{1,60}\}/g;

/** The places of a text that still wait to be written. */
export function openPlaces(text: string): readonly OpenPlace[] {
  return text.includes('{')
    ? [...text.matchAll(inBraces)].map(({ index, 0: words }) => ({
        from: index,
        to: index + words.length,
      }))
    : [];
}

/** Selects the open place of a box in which the caret stands, so that the next key writes it. */
export function selectPlaceAtCaret(box: unknown): void {
  if (!isText(box)) return;
  const { selectionStart, selectionEnd, value } = box;
  if (selectionStart === null || selectionStart !== selectionEnd) return;
  const at = openPlaces(value).find(({ from, to }) => from < selectionStart && selectionStart < to);
  if (at !== undefined) box.setSelectionRange(at.from, at.to);
}

/** Goes to the next open place behind the caret in the boxes of a form; false when there is none. */
export function selectNextPlace(form: Element): boolean {
  const boxes = [...form.querySelectorAll('textarea, input')].filter(isText);
  const present = boxes.findIndex((box) => box === document.activeElement);
  for (const [index, box] of boxes.entries()) {
    if (index < present) continue;
    const { selectionStart, selectionEnd, value } = box;
    const from = index > present ? 0 : (selectionStart ?? 0);
    const isSelected = index === present && selectionStart !== selectionEnd;
    const next = openPlaces(value).find((place) => place.from >= from + (isSelected ? 1 : 0));
    if (next === undefined) continue;
    box.focus();
    box.setSelectionRange(next.from, next.to);
    return true;
  }
  return false;
}

function isText(box: unknown): box is HTMLTextAreaElement | HTMLInputElement {
  if (box instanceof HTMLTextAreaElement) return true;
  return box instanceof HTMLInputElement && box.type === 'text';
}
