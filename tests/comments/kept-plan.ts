import { type SectionSync } from '@alliance/client/sync/section-sync';
import { readConfig } from '@alliance/server/config';
/** A whole server with the demo's stroke plan, people who type in it, and threads that a test puts at words of it. */
import { start } from '@alliance/server/main';
import { type Storage } from '@alliance/server/storage/port';
import { openSqliteStorage } from '@alliance/server/storage/sqlite/open-sqlite-storage';
import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { type DocumentId, type SectionKey } from '@alliance/shared/careplan/section';
import { type Anchor, makeAnchor } from '@alliance/shared/comments/anchor';
import { prepareText } from '@alliance/shared/comments/prepared-text';
import { quotedText } from '@alliance/shared/comments/quoted-text';
import { resolveAnchor } from '@alliance/shared/comments/resolve-anchor';
import { rangeAt } from '@alliance/shared/comments/running-text';
import { type TextSubject, type Thread, toThreadId } from '@alliance/shared/comments/thread';
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { type RecordEvent } from '@alliance/shared/sync/channel';
import { onTestFinished } from 'vitest';
import * as Y from 'yjs';

import { type PersonaKey, signIn } from '../support/people.ts';
import { docOf, liveSection, tabFor } from '../sync/client-tab.ts';

/** A running server over a folder that outlives it. */
export interface KeptPlan {
  readonly url: string;
  readonly storage: Storage;
  readonly plan: PlanView;
  documentOf(key: SectionKey): DocumentId;
  /** Opens a section as a persona. */
  open(persona: PersonaKey, key: SectionKey): Promise<SectionSync>;
  /** The same; gives the document that they type in. */
  edit(persona: PersonaKey, key: SectionKey): Promise<Y.Doc>;
  /** Puts a thread at words of the committed text; its author is the demo's. */
  threadAt(key: SectionKey, words: string, change?: Partial<TextSubject>): Promise<Thread>;
  /** Resolves with the thread as soon as it passes; looked at whenever an event says that a thread changed. */
  thread(thread: Pick<Thread, 'id'>, passes: (thread: Thread) => boolean): Promise<Thread>;
  /** What a tab on the plan has heard of threads, in order. */
  readonly heard: readonly RecordEvent[];
  /** Reads the plan's threads as its lead, over HTTP. */
  readThreads(): Promise<void>;
  /** What is on disk. */
  committed(key: SectionKey): Promise<Y.Doc>;
  close(): Promise<void>;
}

/** Starts a server over a data folder; `around` may put something between the server and its storage. */
export async function startKeptPlan(
  folder: string,
  around: (storage: Storage) => Storage = (storage) => storage,
): Promise<KeptPlan> {
  const storage = await openSqliteStorage({ folder, now: Date.now });
  const config = readConfig({ PORT: '0', ALLIANCE_DATA: folder });
  const running = await start(config, { log: silent, storage: around(storage) });
  let isClosed = false;
  const close = async (): Promise<void> => {
    if (!isClosed) await running.close();
    isClosed = true;
  };
  onTestFinished(close);
  const watcher = await signIn(running.url, 'priya');
  const plan = await watcher.plan();
  const tab = tabFor(running.url, 'priya', watcher.cookie);
  tab.watchPlan(plan.id);
  const heard: RecordEvent[] = [];
  tab.onEvent((event) => event.kind === 'thread' && heard.push(event));
  await new Promise<void>((resolve) => {
    const check = (): void => {
      if (tab.people.get().length > 0) resolve();
    };
    tab.people.subscribe(check);
    check();
  });

  const documentOf = (key: SectionKey): DocumentId => {
    const section = plan.sections.find((each) => each.key === key);
    if (section === undefined) throw new Error('There is no such section.');
    return section.documentId as DocumentId;
  };
  const committed = async (key: SectionKey): Promise<Y.Doc> => {
    const stored = await storage.loadDocument(documentOf(key));
    const doc = createSectionDocument();
    if (stored?.snapshot !== undefined) Y.applyUpdate(doc, stored.snapshot.state);
    for (const { payload } of stored?.tail ?? []) Y.applyUpdate(doc, payload);
    return doc;
  };

  const open = async (persona: PersonaKey, key: SectionKey): Promise<SectionSync> => {
    const { cookie } = await signIn(running.url, persona);
    return await liveSection(tabFor(running.url, persona, cookie), documentOf(key));
  };

  return {
    url: running.url,
    storage,
    plan,
    documentOf,
    committed,
    heard,
    close,

    async readThreads() {
      const answer = await watcher.fetch(`/api/plans/${plan.id}/threads`);
      if (!answer.ok) throw new Error(`Threads were answered with ${answer.status}.`);
    },

    open,
    edit: async (persona, key) => docOf(await open(persona, key)),

    async threadAt(sectionKey, words, change = {}) {
      const { threads } = await storage.threadsOf({ planId: plan.id });
      const [model] = threads;
      if (model === undefined) throw new Error('The demo has no thread.');
      const anchor = anchorAtWords(await committed(sectionKey), words);
      const subject = {
        on: 'text',
        sectionKey,
        anchor,
        quote: words,
        isQuoteVerified: true,
        ...change,
      } as const;
      const thread = { ...model, id: toThreadId(crypto.randomUUID()), subject, version: 1 };
      const audit = { at: new Date().toISOString(), action: 'thread.start', subjectId: thread.id };
      await storage.writeThread({ thread, expectedVersion: 0, audit });
      return thread;
    },

    thread: ({ id }, passes) =>
      new Promise((resolve, reject) => {
        const look = async (): Promise<void> => {
          const present = await storage.thread(id);
          if (present === undefined || !passes(present)) return;
          stop();
          resolve(present);
        };
        const stop = tab.onEvent(() => void look().catch(reject));
        void look().catch(reject);
      }),
  };
}

/** The anchor of words that stand in a text. */
export function anchorAtWords(doc: Y.Doc, words: string): Anchor {
  const text = prepareText(doc);
  const at = text.text.indexOf(words);
  const range = rangeAt(text, { start: at, end: at + words.length });
  const anchor = at < 0 ? undefined : makeAnchor(text, range);
  if (anchor === undefined) throw new Error('These words are not there.');
  return anchor;
}

/** The subject of a thread about words. */
export function subjectOf({ subject }: Thread): TextSubject {
  if (subject.on !== 'text') throw new Error('The thread is not about words.');
  return subject;
}

/** Where a thread stands in a text, and how it was found. */
export function placeIn(
  doc: Y.Doc,
  thread: Thread,
): { readonly words: string; readonly how: string } | undefined {
  const resolved = resolveAnchor(doc, subjectOf(thread).anchor);
  return resolved && { words: quotedText(doc, resolved.range), how: resolved.how };
}

/** The text of the block in which some words stand, with its place in the body. */
export function blockWith(
  doc: Y.Doc,
  words: string,
): { readonly index: number; readonly text: Y.XmlText; readonly at: number } {
  for (const [index, node] of bodyOf(doc).toArray().entries()) {
    const text = node instanceof Y.XmlElement ? node.toArray()[0] : undefined;
    if (!(text instanceof Y.XmlText)) continue;
    const plain = plainOf(text);
    if (plain.includes(words)) return { index, text, at: plain.indexOf(words) };
  }
  throw new Error('No block has these words.');
}

/** Splits the block behind some words, as an editor does: the rest goes into a new block. */
export function splitAfter(doc: Y.Doc, words: string): void {
  const { index, text, at } = blockWith(doc, words);
  const cut = at + words.length;
  const rest = plainOf(text).slice(cut);
  doc.transact(() => {
    text.delete(cut, text.length - cut);
    const block = new Y.XmlElement('block');
    block.setAttribute('blockId', crypto.randomUUID());
    block.insert(0, [new Y.XmlText(rest)]);
    bodyOf(doc).insert(index + 1, [block]);
  });
}

/** Joins the block in which some words stand with the one behind it. */
export function joinWithNext(doc: Y.Doc, words: string): void {
  const { index, text } = blockWith(doc, words);
  const next = bodyOf(doc).get(index + 1);
  const rest = next instanceof Y.XmlElement ? next.toArray()[0] : undefined;
  if (!(rest instanceof Y.XmlText)) throw new Error('There is nothing to join.');
  const plain = plainOf(rest);
  doc.transact(() => {
    bodyOf(doc).delete(index + 1, 1);
    text.insert(text.length, plain);
  });
}

/** Deletes words. */
export function deleteWords(doc: Y.Doc, words: string, origin?: unknown): void {
  const { text, at } = blockWith(doc, words);
  doc.transact(() => text.delete(at, words.length), origin);
}

function plainOf(text: Y.XmlText): string {
  const delta: readonly { readonly insert: unknown }[] = text.toDelta();
  return delta.map(({ insert }) => (typeof insert === 'string' ? insert : '\uFFFC')).join('');
}

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
