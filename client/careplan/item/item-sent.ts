import { type ItemId } from '@alliance/shared/careplan/item/item';
import { type ItemCommand, type StartItem } from '@alliance/shared/careplan/item/item-command';

/** What was sent about an item, as it was sent. */
export type ItemSent =
  | { readonly action: 'start'; readonly start: StartItem }
  | { readonly action: 'change'; readonly itemId: ItemId; readonly command: ItemCommand };

/** The item to which something sent belongs. */
export function itemIdOf(sent: ItemSent): ItemId {
  return sent.action === 'start' ? sent.start.itemId : sent.itemId;
}

/** Everything that somebody wrote in it, for Copy. */
export function wordsOf(sent: ItemSent): string {
  return sent.action === 'start' ? wordsIn(sent.start.values) : wordsInCommand(sent.command);
}

/** Everything that stands in the boxes of a form, for Copy. */
export function wordsOfDraft(draft: Readonly<Record<string, string>>): string {
  return Object.entries(draft)
    .filter(([name]) => !noWords.has(name))
    .map(([name, text]) => (name === 'frequency' ? timingWords(text) : text))
    .filter((text) => text.trim() !== '')
    .join('\n');
}

/** Kept with the words of a form, and none of them. */
const noWords: ReadonlySet<string> = new Set(['private', 'inPlaceOf']);

/** Boxes for "how often" are kept as one text that only the form reads. */
function timingWords(text: string): string {
  const boxes: unknown = text === '' ? {} : JSON.parse(text);
  return typeof boxes === 'object' && boxes !== null
    ? Object.values(boxes)
        .filter((each) => typeof each === 'string' && each !== '')
        .join(' ')
    : '';
}

function wordsInCommand(command: ItemCommand): string {
  switch (command.type) {
    case 'write-goal':
    case 'write-intervention':
    case 'write-contingency':
      return wordsIn(
        Object.fromEntries(
          Object.entries(command.fields).map(([name, write]) => [name, write.value]),
        ),
      );
    case 'contribute':
      return command.text;
    case 'answer':
    case 'done':
    case 'tag':
      return command.note;
    case 'progress':
      return [command.progress.value, command.progress.note].filter(Boolean).join('\n');
    case 'strike':
      return command.reason;
    case 'support':
    case 'ask':
    case 'serve':
    case 'assist':
    case 'untag':
    case 'restore':
    case 'share':
      return '';
  }
}

function wordsIn(values: object): string {
  return Object.values(values)
    .filter((value): value is string => typeof value === 'string' && value !== '')
    .join('\n');
}
