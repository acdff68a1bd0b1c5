/** Tells the words that were written here from those that stood around them, as long as nothing that stood there was taken away. */
import * as Y from 'yjs';

/** What one change wrote. */
export interface Stretch {
  /** From this clock of our client id on, up to before that one. */
  readonly from: number;
  readonly to: number;
  /** Nothing that others wrote, or that is on disk, was taken away. */
  readonly isOnlyNew: boolean;
}

/** What a transaction of this copy wrote. `first`: the first clock of ours that is not on disk, if there is one before it. */
export function stretchOf(transaction: Y.Transaction, first: number | undefined): Stretch {
  const { beforeState, afterState, deleteSet, doc } = transaction;
  const from = beforeState.get(doc.clientID) ?? 0;
  const to = afterState.get(doc.clientID) ?? from;
  const isOurs = ([client, deleted]: [number, readonly { readonly clock: number }[]]): boolean =>
    client === doc.clientID && deleted.every(({ clock }) => clock >= (first ?? from));
  return { from, to, isOnlyNew: [...deleteSet.clients].every(isOurs) };
}

/** Words that were written here. */
export interface NewWords {
  readonly text: string;
  /** See `KeptPiece.tail`. */
  readonly tail?: number;
}

/** The words of a block in which something of these stretches stands, whole words only, empty for space alone; undefined when they cannot be told apart. */
export function newWordsOf(
  block: Y.XmlElement,
  stretches: readonly Stretch[],
): NewWords | undefined {
  if (stretches.some(({ isOnlyNew }) => !isOnlyNew)) return undefined;
  const characters = block
    .toArray()
    .flatMap((child) => (child instanceof Y.XmlText ? charactersOf(child, stretches) : [gap]));
  const last = characters.findLastIndex(({ isNew }) => isNew);
  if (last === -1) return undefined;
  const runs: string[][] = [[]];
  for (const { text, isNew } of wordsIn(characters)) {
    if (isNew) runs.at(-1)?.push(text);
    else if (runs.at(-1)?.length !== 0) runs.push([]);
  }
  const written = runs.filter((run) => run.length > 0).map((run) => run.join(' '));
  const text = written.join(' … ');
  const after = characters.slice(last + 1);
  const end = after.findIndex((character) => isSpace(character));
  const isSpaceLast = characters.slice(last, last + 1).some(isSpace);
  // What its author goes on writing begins a word of its own.
  if (isSpaceLast)
    return { text: text === '' ? '' : `${text} `, ...(written.length < 2 && { tail: 0 }) };
  return { text, ...(written.length < 2 && { tail: end === -1 ? after.length : end }) };
}

function isSpace({ text }: Character): boolean {
  return text.trim() === '';
}

interface Character {
  readonly text: string;
  readonly isNew: boolean;
}

const gap: Character = { text: ' ', isNew: false };

function charactersOf(text: Y.XmlText, stretches: readonly Stretch[]): readonly Character[] {
  const client = text.doc?.clientID;
  const characters: Character[] = [];
  // oxlint-disable-next-line no-underscore-dangle -- Yjs tells nowhere else who wrote a character
  for (let item = text._start; item !== null; item = item.right) {
    const { deleted, content, id } = item;
    if (deleted || !(content instanceof Y.ContentString)) continue;
    for (const [index, character] of content.str.split('').entries()) {
      const clock = id.clock + index;
      const isNew =
        id.client === client && stretches.some(({ from, to }) => clock >= from && clock < to);
      characters.push({ text: character, isNew });
    }
  }
  return characters;
}

/** Words, each new when one of its characters is. */
function wordsIn(characters: readonly Character[]): readonly Character[] {
  const words: Character[] = [];
  let word: Character | undefined;
  for (const { text, isNew } of [...characters, gap]) {
    if (text.trim() !== '')
      word = { text: `${word?.text ?? ''}${text}`, isNew: isNew || word?.isNew === true };
    else if (word !== undefined) {
      words.push(word);
      word = undefined;
    }
  }
  return words;
}
