import { itemKinds, type ItemKind } from '@alliance/shared/careplan/item/item';
import { type Editor } from '@tiptap/core';

import { type BlockForm, setForm } from '../block-commands.ts';
import { insertDivider } from '../blocks/divider.ts';
import { moveBlocks } from '../blocks/move-blocks.ts';
import { moveToSection } from '../blocks/move-to-section.ts';
import { removeBlocks } from '../blocks/remove-blocks.ts';
import { blockIdAtCaret } from '../blocks/selected-blocks.ts';
import { startCard } from '../blocks/start-card.ts';
import { type EditorServices } from '../editor-services.ts';
import { askForLink } from '../link/link-state.ts';
import { nextPlace } from '../open-places.ts';
import { type MenuOption, type TextMenuKind } from './menu-option.ts';
import { openMenu } from './text-menu.ts';

/** The forms that the menu gives a block. */
export const slashForms = [
  'paragraph',
  'heading1',
  'heading2',
  'heading3',
  'bullet',
  'number',
  'check',
  'quote',
  'callout',
] as const;

/** Everything that the menu names by itself. */
export type SlashName =
  | (typeof slashForms)[number]
  | ItemKind
  | 'divider'
  | 'mention'
  | 'link'
  | 'nextPlace'
  | 'moveUp'
  | 'moveDown'
  | 'remove';

/** The groups of the menu, in the order shown. */
export type SlashGroup = 'records' | 'forms' | 'insert' | 'page' | 'line' | 'move';

/** The words of the menu. */
export interface SlashWords {
  readonly name: (name: SlashName) => string;
  /** Further words by which it is found, with spaces between them. */
  readonly keywords: (name: SlashName) => string;
  readonly group: (group: SlashGroup) => string;
  readonly moveTo: (heading: string) => string;
}

const forms: Readonly<Record<(typeof slashForms)[number], BlockForm>> = {
  paragraph: { kind: 'paragraph' },
  heading1: { kind: 'heading', level: 1 },
  heading2: { kind: 'heading', level: 2 },
  heading3: { kind: 'heading', level: 3 },
  bullet: { kind: 'bullet' },
  number: { kind: 'number' },
  check: { kind: 'check' },
  quote: { kind: 'quote' },
  callout: { kind: 'callout' },
};

const shownKeys: Readonly<Partial<Record<SlashName, string>>> = {
  paragraph: 'Mod+Alt+0',
  heading1: 'Mod+Alt+1',
  heading2: 'Mod+Alt+2',
  heading3: 'Mod+Alt+3',
  bullet: '- ',
  number: '1. ',
  check: '[] ',
  quote: '> ',
  callout: '! ',
  divider: '---',
  mention: '@',
  link: 'Mod+K',
  nextPlace: 'F8',
  moveUp: 'Alt+Shift+↑',
  moveDown: 'Alt+Shift+↓',
};

/** What can be put at the caret, and done from there. What the page does not offer is not there. */
export function slashOptions(services: EditorServices, words: SlashWords): readonly MenuOption[] {
  const option = (name: SlashName, group: SlashGroup, run: MenuOption['run']): MenuOption => {
    const keys = shownKeys[name];
    return {
      key: name,
      label: words.name(name),
      group: words.group(group),
      keywords: [words.keywords(name)],
      ...(keys === undefined ? {} : { keys }),
      run,
    };
  };
  const { startItem, seats } = services;
  return [
    ...(startItem === undefined
      ? []
      : itemKinds.map((kind) =>
          option(kind, 'records', (editor) => void startCard(editor, kind, startItem)),
        )),
    ...slashForms.map((name) => option(name, 'forms', (editor) => give(editor, forms[name]))),
    option('divider', 'insert', ({ state, view }) => void insertDivider(state, view.dispatch)),
    ...(seats.length === 0
      ? []
      : [option('mention', 'insert', ({ view }) => openMenu(view, mention))]),
    option('link', 'insert', (editor) => askForLink(editor)),
    option('nextPlace', 'insert', (editor) => void nextPlace(editor, services)),
    option('moveUp', 'line', (editor) => void moveBlocks(editor, -1)),
    option('moveDown', 'line', (editor) => void moveBlocks(editor, 1)),
    option('remove', 'line', ({ state, view }) => void removeBlocks(state, view.dispatch)),
    ...pageOptions(services, words),
    ...moveOptions(services, words),
  ];
}

const mention: TextMenuKind = 'mention';

function give({ state, view }: Editor, form: BlockForm): void {
  setForm(form)(state, view.dispatch);
}

function pageOptions({ commands = [] }: EditorServices, words: SlashWords): readonly MenuOption[] {
  return commands.map(({ name, label, keywords = [], run }) => ({
    key: `page ${name}`,
    label,
    group: words.group('page'),
    keywords,
    run: ({ state }) => run({ blockId: blockIdAtCaret(state) }),
  }));
}

function moveOptions({ moveTo }: EditorServices, words: SlashWords): readonly MenuOption[] {
  if (moveTo === undefined) return [];
  return moveTo.targets.map((target) => ({
    key: `move ${target.sectionKey}`,
    label: words.moveTo(target.heading),
    group: words.group('move'),
    keywords: [target.heading],
    run: (editor) => void moveToSection(editor, moveTo, target),
  }));
}
