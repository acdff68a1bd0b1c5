/** What is typed behind the last @ before the caret, if a mention is being typed there: at most 30 characters in one line. */
export function mentionAt(
  text: string,
  caret: number,
): { from: number; typed: string } | undefined {
  const found = /(^|[\s(])@([^@\n]{0,30})$/u.exec(text.slice(0, caret));
  const typed = found?.[2];
  return typed === undefined ? undefined : { from: caret - typed.length - 1, typed };
}
