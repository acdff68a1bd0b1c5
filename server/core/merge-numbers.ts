/** Numbers that nobody wrote, because two people changed the same one (MC3). */
/* oxlint-disable no-underscore-dangle -- Yjs gives its lists only under such names */
import * as Y from 'yjs';

import { findingOf, type MergeFinding } from './merge-finding.ts';
import { type Change, type MergeHistory } from './merge-history.ts';
import {
  asItStands,
  asLaterHadIt,
  asOthersHadIt,
  blockOf,
  childrenOf,
  type Pair,
  type Stands,
} from './merge-view.ts';
import { type UnitId } from './update-scan.ts';

/** Whether a change writes or takes away a digit. */
export function touchesNumbers(history: MergeHistory, { written, gone }: Change): boolean {
  return /\p{N}/u.test(history.lettersIn(written) + history.lettersIn(gone));
}

/** The findings about numbers that a pair of changes has made into what neither wrote. */
export function foundNumbers(history: MergeHistory, pair: Pair): readonly MergeFinding[] {
  const shared = textsOf(history, pair.earlier).intersection(textsOf(history, pair.later));
  const views = [asItStands(history), asOthersHadIt(history, pair), asLaterHadIt(history, pair)];
  const blocks = [...shared]
    .filter((text) => isBlended(history, text, pair, views))
    .flatMap((text) => blockOf(text) ?? []);
  return [...new Set(blocks)].map((block) => findingOf(history, 'numbers', pair, new Set([block])));
}

/** The texts in which a change has touched digits. */
function textsOf(history: MergeHistory, { written, gone }: Change): Set<Y.Item> {
  const texts = new Set<Y.Item>();
  for (const { content, parent } of history.itemsIn([...written, ...gone])) {
    const text = parent instanceof Y.AbstractType ? itemOf(parent) : null;
    if (text !== null && content instanceof Y.ContentString && /\p{N}/u.test(content.str))
      texts.add(text);
  }
  return texts;
}

function isBlended(
  history: MergeHistory,
  text: Y.Item,
  { earlier, later, seen }: Pair,
  views: readonly Stands[],
): boolean {
  const isOf = ({ personId }: Change, seq: number | undefined): boolean =>
    seq !== undefined && seq > seen && history.changeAt(seq)?.personId === personId;
  return numbersIn(text, views).some(({ units, words: [now, others, own] }) => {
    if (now === undefined || !/\p{N}/u.test(now) || now === others || now === own) return false;
    return [earlier, later].every((change) =>
      units.some(
        (unit) => isOf(change, history.writerOf(unit)) || isOf(change, history.goneWith(unit)),
      ),
    );
  });
}

/** A word with digits, in whichever view, with every unit that stands or stood in it. */
interface NumberWord {
  readonly units: UnitId[];
  /** How it reads in each view. */
  readonly words: string[];
}

/** Cuts a text at the spaces that stand now, in the first view: what lies between is one word. */
function numbersIn(text: Y.Item, views: readonly Stands[]): readonly NumberWord[] {
  let word: NumberWord = { units: [], words: views.map(() => '') };
  const words = [word];
  for (const { id, content } of childrenOf(text)) {
    const letters =
      content instanceof Y.ContentString ? content.str : ' '.repeat(content.getLength());
    for (let index = 0; index < letters.length; index++) {
      const unit = { client: id.client, clock: id.clock + index };
      const letter = letters.charAt(index);
      const stands = views.map((view) => view(unit));
      if (/\s/u.test(letter) && stands[0] === true) {
        word = { units: [], words: views.map(() => '') };
        words.push(word);
        continue;
      }
      word.units.push(unit);
      for (const [at, isThere] of stands.entries()) if (isThere) word.words[at] += letter;
    }
  }
  return words.filter((each) => each.words.some((one) => /\p{N}/u.test(one)));
}

function itemOf(type: Y.AbstractType<unknown>): Y.Item | null {
  return type._item;
}
