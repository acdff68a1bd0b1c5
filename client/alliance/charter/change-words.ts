import { type AllianceSection } from '@alliance/shared/alliance/alliance-view';
import { attendances, decisionRules } from '@alliance/shared/alliance/charter';
import { type CharterChange, type CharterText } from '@alliance/shared/alliance/charter-change';
import { type WordPiece } from '@alliance/shared/alliance/word-difference';
import { useTranslations } from 'use-intl';

import { useDay, useDisciplineName } from '../words.ts';

/** A change as people read it: where, and what is gone and new. */
export interface ChangeWords {
  readonly where: string;
  readonly pieces: readonly WordPiece[];
}

/** Makes words out of the changes of a charter. */
export function useChangeWords(
  sections: readonly AllianceSection[],
): (change: CharterChange) => ChangeWords {
  const t = useTranslations('alliance');
  const place = useTranslations('alliance.charter.place');
  const discipline = useDisciplineName();
  const valueOf = useValueWords();
  return (change) => {
    switch (change.what) {
      case 'text': {
        const { text, before, after } = change;
        const isKey = keyed.has(text);
        const pieces = isKey ? turn(valueOf(text, before), valueOf(text, after)) : change.words;
        return { where: place(text), pieces };
      }
      case 'named-seat': {
        const { as, before = t('charter.optionNone'), after = t('charter.optionNone') } = change;
        return { where: place(as), pieces: turn(before, after) };
      }
      case 'escalation-path':
        return {
          where: place('escalation-path'),
          pieces: turn(change.before.join(' → '), change.after.join(' → ')),
        };
      case 'agreement-added':
        return { where: place('agreement'), pieces: [{ kind: 'added', text: change.text }] };
      case 'agreement-removed':
        return { where: place('agreement'), pieces: [{ kind: 'removed', text: change.text }] };
      case 'agreement-changed':
        return { where: place('agreement'), pieces: change.words };
      case 'seat-added':
        return { where: place('seats'), pieces: [{ kind: 'added', text: change.title }] };
      case 'seat-removed':
        return { where: place('seats'), pieces: [{ kind: 'removed', text: change.title }] };
      case 'seat-title':
        return { where: place('seat-title'), pieces: turn(change.before, change.after) };
      case 'seat-discipline':
        return {
          where: place('seat-discipline'),
          pieces: turn(discipline(change.before), discipline(change.after)),
        };
      case 'seat-mark': {
        const { title, mark, isNow } = change;
        const text = place(`mark.${mark}`);
        return { where: title, pieces: [{ kind: isNow ? 'added' : 'removed', text }] };
      }
      case 'seat-lines': {
        const { title, list, added, removed } = change;
        const label = t(list === 'needs' ? 'needsFrom' : list);
        return {
          where: `${title} · ${label}`,
          pieces: [
            ...removed.map((text) => ({ kind: 'removed' as const, text: `${text}\n` })),
            ...added.map((text) => ({ kind: 'added' as const, text: `${text}\n` })),
          ],
        };
      }
      case 'scope': {
        const { title, sectionKey, before, after } = change;
        const heading = sections.find(({ key }) => key === sectionKey)?.heading ?? sectionKey;
        const right = (each: typeof before): string =>
          each === undefined ? place('usual') : t(`right.${each}`);
        return { where: `${title} · ${heading}`, pieces: turn(right(before), right(after)) };
      }
      case 'prose':
        return { where: place('prose'), pieces: change.block.words };
    }
  };
}

/** Texts whose value is a key or a date, not words. */
const keyed: ReadonlySet<CharterText> = new Set(['decision-rule', 'attends', 'review-by']);

function useValueWords(): (text: CharterText, value: string) => string {
  const t = useTranslations('alliance.charter');
  const day = useDay();
  return (text, value) => {
    if (text === 'review-by') return day(value);
    const rule = decisionRules.find((each) => each === value);
    if (rule !== undefined) return t(`decisionRule.${rule}`);
    const attends = attendances.find((each) => each === value);
    return attends === undefined ? value : t(`attends.${attends}`);
  };
}

/** One value in the place of another. */
function turn(before: string, after: string): readonly WordPiece[] {
  return [
    ...(before === '' ? [] : [{ kind: 'removed' as const, text: before }]),
    { kind: 'same', text: ' ' },
    ...(after === '' ? [] : [{ kind: 'added' as const, text: after }]),
  ];
}
