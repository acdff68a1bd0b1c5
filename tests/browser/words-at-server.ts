import { prepareText } from '@alliance/shared/comments/prepared-text';
import { resolveAnchor } from '@alliance/shared/comments/resolve-anchor';
import { offsetsOf } from '@alliance/shared/comments/running-text';
import { type ThreadView } from '@alliance/shared/comments/thread-view';
import { schemaVersion } from '@alliance/shared/editor/schema';
import { createSectionDocument } from '@alliance/shared/editor/section-document';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import type * as Y from 'yjs';

import { signIn } from '../support/people.ts';

/** The words that a thread's anchor, as the server keeps it, holds in the document that the server keeps. */
export async function wordsAtServer(
  url: string,
  { subject }: Pick<ThreadView, 'subject'>,
): Promise<string | undefined> {
  if (subject.on !== 'text') return undefined;
  const marcus = await signIn(url, 'marcus');
  const { documentId } = await marcus.section(subject.sectionKey);
  const text = prepareText(await committedDocument(url, marcus.cookie, documentId));
  const range = resolveAnchor(text, subject.anchor)?.range;
  const offsets = range && offsetsOf(text, range);
  return offsets && text.text.slice(offsets.start, offsets.end);
}

/** A document as a stock client gets it. */
async function committedDocument(url: string, cookie: string, documentId: string): Promise<Y.Doc> {
  const Cookied = class extends WebSocket {
    constructor(address: string | URL) {
      super(address, { headers: { cookie } });
    }
  };
  const doc = createSectionDocument();
  const provider = new WebsocketProvider(`${url.replace('http', 'ws')}/sync`, documentId, doc, {
    params: { schema: String(schemaVersion) },
    disableBc: true,
    WebSocketPolyfill: Cookied as unknown as typeof globalThis.WebSocket,
  });
  onTestFinished(() => provider.destroy());
  await new Promise<void>((resolve) => {
    provider.on('sync', (isSynced) => {
      if (isSynced) resolve();
    });
  });
  return doc;
}
