import { type SectionJson, readSection } from '@alliance/shared/editor/section-json';
import type * as Y from 'yjs';

import { type Store, createSource } from './store.ts';

/** Reads a document's text at most once per frame, however fast it changes. */
export class ContentBatch {
  readonly #content = createSource<SectionJson | undefined>(undefined);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #doc: Y.Doc | undefined;

  get content(): Store<SectionJson | undefined> {
    return this.#content;
  }

  changed(doc: Y.Doc): void {
    this.#doc = doc;
    // Not an animation frame: those stand still in a hidden tab, and the text would be old when it is shown again.
    this.#timer ??= setTimeout(() => this.#read(), 16);
  }

  clear(): void {
    this.stop();
    this.#content.set(undefined);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #read(): void {
    this.#timer = undefined;
    if (this.#doc !== undefined) this.#content.set(readSection(this.#doc));
  }
}
