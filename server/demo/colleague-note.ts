/** What the simulated colleague types. It says that it is simulated, and nothing in it could be taken for care. */
export const colleagueNote =
  'Simulated note: this is what it looks like when a colleague types beside you. ' +
  'Put your caret into this paragraph and type as well, in the middle of a word if you like. ' +
  'Both texts stay, and each of us can undo only our own. ' +
  'This note says nothing about Elena. I stop by myself now.';

/** How long the typist waits before the next character, in milliseconds: quick inside a word, slower at its end, and a breath after a sentence. */
export function pauseAfter(character: string, index: number): number {
  const rhythm = 45 + ((index * 37) % 60);
  if (/[.:]/.test(character)) return rhythm + 500;
  if (character === ',') return rhythm + 220;
  return character === ' ' ? rhythm + 35 : rhythm;
}
