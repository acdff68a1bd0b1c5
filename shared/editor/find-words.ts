import { type Folded, foldedText } from './folded.ts';

/** Where words stand in a text, as offsets in UTF-16 units: `to` is behind the last letter. */
export interface FoundWords {
  readonly from: number;
  readonly to: number;
}

/** Every place where the words stand in a text, from its beginning, none over another, at most `limit`; small and large letters, and accents, are the same. */
export function findWords(
  { text, origins }: Folded,
  words: string,
  limit: number,
): readonly FoundWords[] {
  const wanted = foldedText(words.trim());
  if (wanted === '') return [];
  const found: FoundWords[] = [];
  let at = text.indexOf(wanted);
  while (at !== -1 && found.length < limit) {
    const end = at + wanted.length;
    found.push({ from: origins[at] ?? 0, to: endOf(origins, end) });
    at = text.indexOf(wanted, end);
  }
  return found;
}

/** Behind the last letter found; one that folds to several, as ß to ss, is found whole. */
function endOf(origins: readonly number[], end: number): number {
  const last = origins[end - 1] ?? 0;
  let next = end;
  while (next < origins.length - 1 && origins[next] === last) next += 1;
  return origins[next] ?? last;
}
