/// <reference lib="dom" />
/** Tiptap as its documentation sets it up for writing together: one editor, StarterKit and Collaboration. */
import { Editor } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { StarterKit } from '@tiptap/starter-kit';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

const plan = new Y.Doc();
const server = new URLSearchParams(location.search).get('server') ?? '';
const provider = new WebsocketProvider(server, 'plan', plan, { disableBc: true });
const element = document.querySelector('main');
if (element === null) throw new Error('The page has no place for the editor.');
const editor = new Editor({
  element,
  extensions: [
    StarterKit.configure({ undoRedo: false }),
    Collaboration.configure({ document: plan }),
  ],
});
addEventListener('pagehide', () => {
  editor.destroy();
  provider.destroy();
});
