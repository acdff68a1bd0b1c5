import { foldedText } from '@alliance/shared/editor/folded';

import { type Command, type CommandGroup, commandGroups } from './command.ts';

/** More are not shown: whoever looks for one types another letter. */
export const shownCommandsMax = 60;

/** One group of the palette. */
export interface RankedGroup {
  readonly group: CommandGroup;
  readonly commands: readonly Command[];
}

/** What fits the words, the best of each group first and the group with the best fit on top; everything while nothing is typed. */
export function rankCommands(commands: readonly Command[], query: string): readonly RankedGroup[] {
  const words = foldedText(query).split(/\s+/).filter(Boolean);
  const scored = commands
    .filter(({ labelFor }) => labelFor === undefined)
    .map((command) => ({ command, score: scoreOf(command, words) }))
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score)
    .slice(0, shownCommandsMax);
  const groups = commandGroups.flatMap((group) => {
    const members = scored.filter(({ command }) => command.group === group);
    const [best] = members;
    if (best === undefined) return [];
    return [{ group, score: best.score, commands: members.map(({ command }) => command) }];
  });
  return groups.toSorted((one, other) => other.score - one.score);
}

/** How well a command fits: each word must be in it, best at the beginning of its label. 0: not at all. */
function scoreOf({ label, detail = '', keywords = '' }: Command, words: readonly string[]): number {
  const name = foldedText(label);
  const others = foldedText(`${detail} ${keywords}`);
  let sum = 1;
  for (const word of words) {
    const score = scoreIn(name, word) * 2 || scoreIn(others, word);
    if (score === 0) return 0;
    sum += score;
  }
  return name === words.join(' ') ? sum + 10 : sum;
}

function scoreIn(text: string, word: string): number {
  if (text.startsWith(word)) return 4;
  if (text.includes(` ${word}`)) return 3;
  return text.includes(word) ? 1 : 0;
}
