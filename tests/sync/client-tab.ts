import { type SectionSync, type SectionState } from '@alliance/client/sync/section-sync';
import { type Store } from '@alliance/client/sync/store';
/** Tabs of the real client in Node: the product's own modules, with the cookie that a browser would send. */
import { type Tab, openTab } from '@alliance/client/sync/tab';
import { textOf } from '@alliance/shared/editor/block-text';
import { schemaVersion } from '@alliance/shared/editor/schema';
import { bodyOf } from '@alliance/shared/editor/section-document';
import { readSection } from '@alliance/shared/editor/section-json';
import { onTestFinished, vi } from 'vitest';
import * as Y from 'yjs';

const cookies = new Map<string, string>();

/** Sends the cookie of the person that the tab names, as the browser of that person would. */
class BrowserSocket extends WebSocket {
  constructor(url: string | URL) {
    const persona = new URL(url).searchParams.get('as') ?? '';
    super(url, { headers: { cookie: cookies.get(persona) ?? '' } } as unknown as string[]);
  }
}

/** Opens a tab; it is closed at the end of the test. */
export function tabFor(url: string, persona: string, cookie: string): Tab {
  vi.stubGlobal('WebSocket', BrowserSocket);
  cookies.set(persona, cookie);
  const tab = openTab({ url: `${url.replace(/^http/, 'ws')}/sync`, persona });
  onTestFinished(() => tab.close());
  return tab;
}

/** Opens a section and waits until it is live. */
export async function liveSection(
  tab: Tab,
  documentId: string,
  canEdit = true,
): Promise<SectionSync> {
  const section = tab.openSection(documentId, { schema: schemaVersion, canEdit });
  await whenState(section, ({ phase }) => phase === 'live');
  return section;
}

/** Resolves when a store's value passes; rejects with the last value a little before a test would end, however busy the machine is. */
export function when<T>(store: Store<T>, passes: (value: T) => boolean): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`It stayed ${JSON.stringify(store.get())?.slice(0, 300)}`)),
      25_000,
    );
    const check = (): void => {
      if (!passes(store.get())) return;
      clearTimeout(timer);
      stop();
      resolve(store.get());
    };
    const stop = store.subscribe(check);
    check();
  });
}

/** The same for a section's state. */
export function whenState(
  section: SectionSync,
  passes: (state: SectionState) => boolean,
): Promise<unknown> {
  // The document itself is not for error messages.
  const store = {
    get: () => section.state.get(),
    subscribe: section.state.subscribe,
  };
  return when(
    { get: () => ({ ...store.get(), toJSON: () => store.get().save }), subscribe: store.subscribe },
    passes,
  );
}

/** Waits until everything is on disk. */
export function whenSaved(section: SectionSync): Promise<unknown> {
  return whenState(section, ({ save }) => save.kind === 'saved');
}

/** Types at the end of the last block, as one change. */
export function type(section: SectionSync, words: string): void {
  const doc = docOf(section);
  const block = bodyOf(doc).toArray().at(-1);
  const inline = block instanceof Y.XmlElement ? block.toArray().at(-1) : undefined;
  if (!(inline instanceof Y.XmlText)) throw new TypeError('The last block ends with text');
  inline.insert(inline.length, words);
}

/** The text of a section as this tab has it, its blocks one after the other. */
export function textIn(section: SectionSync): string {
  return readSection(docOf(section)).blocks.map(textOf).join('');
}

/** The live document. */
export function docOf(section: SectionSync): Y.Doc {
  const { live } = section.state.get();
  if (live === undefined) throw new Error('The section is not live');
  return live.doc;
}
