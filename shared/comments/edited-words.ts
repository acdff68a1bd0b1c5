/**
 * What words have left of what they were, when somebody wrote in them, cut from them or pasted into them. Only
 * characters are compared; where the words stand is for others to say.
 */

/**
 * Whether words are still half of what they were, or all of it with something written between: then they are the same
 * ones, edited.
 */
export function isMostlyKept(words: string, exact: string): boolean {
  return ownCharacters(words, exact) * 2 >= exact.length;
}

/** Whether half of edited words, or more, is what they were before: the rest was written or pasted between. */
export function isMostlyOwn(words: string, exact: string): boolean {
  return ownCharacters(words, exact) * 2 >= words.length;
}

/**
 * How many characters of edited words were theirs before. What stands in the middle counts only between ends that are
 * still there: alone it may have been pasted there before.
 */
function ownCharacters(words: string, exact: string): number {
  if (isWovenInto(words, exact)) return exact.length;
  const before = commonBeginning(words, exact);
  const after = commonEnd(words.slice(before), exact.slice(before));
  const inner = (text: string): string => text.slice(before, text.length - after);
  const hasEnds = Math.min(before, after) >= endCharactersMin;
  return before + after + (hasEnds ? wordsKept(inner(words), inner(exact)) : 0);
}

/** Fewer than this are the same by chance. */
const endCharactersMin = 3;

/** How many characters of the words of a text stand in another one, in their order. */
function wordsKept(words: string, exact: string): number {
  let at = 0;
  let kept = 0;
  for (const [word] of exact.matchAll(/\S{3,}/g)) {
    const found = words.indexOf(word, at);
    if (found === -1) continue;
    at = found + word.length;
    kept += word.length;
  }
  return kept;
}

/** Whether every character of the old words stands there in its order; in much longer ones that says nothing. */
function isWovenInto(words: string, exact: string): boolean {
  if (words.length > replacementLengthMax(exact)) return false;
  let at = 0;
  for (let index = 0; index < words.length && at < exact.length; index += 1)
    if (words.charCodeAt(index) === exact.charCodeAt(at)) at += 1;
  return at === exact.length;
}

/** Whether words are what is left of other ones after something in one place of them was taken away. */
export function isLeftOver(words: string, exact: string): boolean {
  return words.length < exact.length && keptCharacters(words, exact) === words.length;
}

/** How many characters at the beginning and the end of words are those of others. */
function keptCharacters(words: string, exact: string): number {
  const before = commonBeginning(words, exact);
  return before + commonEnd(words.slice(before), exact.slice(before));
}

/** How many characters two texts have in common at their beginnings. */
export function commonBeginning(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  let count = 0;
  while (count < length && one.charCodeAt(count) === other.charCodeAt(count)) count += 1;
  return count;
}

/** How many characters two texts have in common at their ends. */
export function commonEnd(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  let count = 0;
  while (count < length && one.at(-1 - count) === other.at(-1 - count)) count += 1;
  return count;
}

/** How long words can be that replace others, or into which others were woven. */
export function replacementLengthMax(exact: string): number {
  return Math.max(exact.length * 2, replacementCharactersMax);
}

/** So long may be what replaces the shortest words. */
const replacementCharactersMax = 24;
