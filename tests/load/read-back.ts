import { setTimeout as delay } from 'node:timers/promises';

import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import * as Y from 'yjs';

import { type RunningContender } from './contenders/running.ts';

/** Client index of a reader: behind every typing client. */
const readerIndex = 900_000;
const secondsMax = 15;

/** Opens a document with a real `Y.Doc` and gives it when `isComplete` says so, or after some seconds as it is then. */
export async function readBack(
  running: RunningContender,
  document: number,
  isComplete: (doc: Y.Doc) => boolean,
): Promise<Y.Doc> {
  const doc = createSectionDocument();
  const apply = (bytes: Uint8Array, from: number, end: number): void => {
    Y.applyUpdate(doc, Uint8Array.from(bytes.subarray(from, end)));
  };
  const client = running.client(document, readerIndex, {
    onUpdate: apply,
    onMissingUpdates: apply,
  });
  await client.synced;
  const end = performance.now() + secondsMax * 1000;
  while (!isComplete(doc) && performance.now() < end) await delay(5);
  client.cut();
  return doc;
}

/** The length of the text in a benchmark document, in UTF-16 units. */
export function textLength(doc: Y.Doc): number {
  const block = bodyOf(doc).get(0);
  const text = block instanceof Y.XmlElement ? block.get(0) : undefined;
  return text instanceof Y.XmlText ? text.length : 0;
}
