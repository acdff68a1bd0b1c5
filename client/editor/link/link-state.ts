import { type Editor, Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';

import { type EditorServices } from '../editor-services.ts';
import { linkAt } from './link-commands.ts';

const askingKey = new PluginKey<boolean>('askForLink');

/** Whether the address of a link is being asked for. */
export function isAskedForLink(editor: Editor): boolean {
  return askingKey.getState(editor.state) === true;
}

/** Asks for the address of a link: for the selected words, the link with the caret, or to be written here. */
export function askForLink({ view, isEditable }: Editor): void {
  if (isEditable && view.state.selection.$from.depth === 1)
    view.dispatch(view.state.tr.setMeta(askingKey, true));
}

/** Asks no longer. */
export function endAskForLink({ view }: Editor): void {
  view.dispatch(view.state.tr.setMeta(askingKey, false));
}

/** What links need from around. */
export interface LinkOptions {
  readonly services: () => EditorServices;
}

/** Follows a link: by the page itself where the address is its own, else beside it. */
export function openLink({ openLink: openHere }: EditorServices, href: string): void {
  if (openHere?.(href) !== true) window.open(href, '_blank', 'noopener,noreferrer');
}

/**
 * Ctrl+K asks for a link where words are selected or the caret stands in one; elsewhere the key is the page's. Alt+Enter follows the one with the caret, Ctrl with a click the one clicked.
 */
export const Links = Extension.create<LinkOptions>({
  name: 'links',
  priority: 1003,
  addOptions: () => ({ services: () => ({ seats: [] }) }),
  addKeyboardShortcuts() {
    return {
      'Alt-Enter': () => {
        const link = linkAt(this.editor.state);
        if (link !== undefined) openLink(this.options.services(), link.href);
        return link !== undefined;
      },
    };
  },
  addProseMirrorPlugins() {
    const { services } = this.options;
    const { editor } = this;
    return [
      new Plugin<boolean>({
        key: askingKey,
        state: {
          init: () => false,
          apply: (transaction, isAsked) => transaction.getMeta(askingKey) ?? isAsked,
        },
        props: {
          handleKeyDown: ({ state }, event) => {
            if (event.key === 'Escape' && isAskedForLink(editor)) endAskForLink(editor);
            if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return false;
            if (event.shiftKey || event.altKey) return false;
            if (state.selection.empty && linkAt(state) === undefined) return false;
            event.stopPropagation();
            askForLink(editor);
            return true;
          },
          handleClick: (_view, _position, event) => {
            const { target, ctrlKey, metaKey } = event;
            const link = target instanceof Element ? target.closest('a[href]') : null;
            const href = link?.getAttribute('href');
            if (!href || !(ctrlKey || metaKey)) return false;
            openLink(services(), href);
            return true;
          },
        },
      }),
    ];
  },
});
