/** Words as somebody looks for them: without accents, in small letters. Each letter knows where it comes from. */
export interface Folded {
  readonly text: string;
  /** For each character of `text`, the offset in the original where its letter begins; one more for the end. */
  readonly origins: readonly number[];
}

const accents = /\p{Mn}/gu;

/** Folds a text letter by letter, so that a place in it leads back to the original: "Señora" is found by "senora". */
export function fold(original: string): Folded {
  const letters: string[] = [];
  const origins: number[] = [];
  let at = 0;
  for (const letter of original) {
    const folded = foldLetter(letter);
    letters.push(folded);
    for (let index = 0; index < folded.length; index += 1) origins.push(at);
    at += letter.length;
  }
  origins.push(original.length);
  return { text: letters.join(''), origins };
}

/** A text in the form in which it is compared. */
export function foldedText(original: string): string {
  return fold(original).text;
}

function foldLetter(letter: string): string {
  // What people type and what stands in texts differ in these, and nobody sees it.
  if (letter === '\u00A0' || letter === '\u202F' || letter === '\n') return ' ';
  if (letter === '’' || letter === '‘') return "'";
  if (letter === '“' || letter === '”') return '"';
  return letter.normalize('NFKD').replaceAll(accents, '').toLowerCase();
}
