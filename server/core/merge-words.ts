/** Words that two texts have in common. */

/** What two texts have in common: all of the shorter one where the other holds it, else the longest run of words; empty when it is too little to say. */
export function commonText(one: string, other: string): string {
  const [short, long] = [plain(one), plain(other)].toSorted(
    (some, others) => some.length - others.length,
  );
  if (short === undefined || long === undefined) return '';
  const common = long.includes(short) ? short : commonRun(short, long);
  return common.length >= lettersMin && hasWords(common) ? common : '';
}

/** Fewer characters in common happen by chance. */
const lettersMin = 3;

/** The longest run of words that stand in both, each with what separates it from the next one told as one space; empty when there is none. */
function commonRun(one: string, other: string): string {
  const [first, second] = [wordsOf(one), wordsOf(other)];
  let best = { length: 0, end: 0 };
  let before: number[] = [];
  for (const [at, word] of first.entries()) {
    const lengths = second.map((each, index) =>
      each === word ? (index === 0 ? 0 : (before[index - 1] ?? 0)) + 1 : 0,
    );
    for (const length of lengths) if (length > best.length) best = { length, end: at + 1 };
    before = lengths;
  }
  return first.slice(best.end - best.length, best.end).join(' ');
}

/** A text with what separates its words told as one space. */
export function plain(text: string): string {
  return text.split(/\s+/u).filter(Boolean).join(' ');
}

/** Whether there is anything to lose: a letter or a digit. */
export function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** Beyond this the rest of a text is not compared. */
const wordsMax = 600;

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/u).filter(Boolean).slice(0, wordsMax);
}
