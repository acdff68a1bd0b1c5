import { type useTranslations } from 'use-intl';

import { type EditorServices } from '../editor-services.ts';
import { type MentionWords, mentionOptions } from './mention-options.ts';
import { type MenuOption, type TextMenuKind } from './menu-option.ts';
import { type SlashWords, slashOptions } from './slash-options.ts';

/** The words of the menus in the text. */
export interface MenuWords {
  readonly slash: SlashWords;
  readonly mention: MentionWords;
}

/** Everything that a menu can offer. */
export function optionsIn(
  kind: TextMenuKind,
  services: EditorServices,
  words: MenuWords,
): readonly MenuOption[] {
  return kind === 'mention'
    ? mentionOptions(services.seats, words.mention)
    : slashOptions(services, words.slash);
}

/** The words out of the message catalogue. */
export function menuWords(t: ReturnType<typeof useTranslations<'editor'>>): MenuWords {
  return {
    slash: {
      name: (name) => t(`slash.name.${name}`),
      keywords: (name) => t(`slash.keywords.${name}`),
      group: (group) => t(`slash.group.${group}`),
      moveTo: (heading) => t('slash.moveTo', { heading }),
    },
    mention: {
      nobody: t('mention.nobody'),
      notTaken: t('mention.notTaken'),
      cannotRead: t('mention.cannotRead'),
    },
  };
}
