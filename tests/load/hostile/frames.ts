/** Bytes that no client sends. */
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

import { diceOf, editHonestly } from '../../sync/honest-editing.ts';

/** Numbers as lib0 writes them. */
export function numbers(...values: readonly number[]): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const value of values) encoding.writeVarUint(encoder, value);
  return encoding.toUint8Array(encoder);
}

/** The bytes of an honest edit of a section of its own, so many edits long. */
export function honestUpdate(edits: number): Uint8Array {
  const doc = createSectionDocument(0x50000000);
  const dice = diceOf(9);
  for (let count = 0; count < edits; count++) editHonestly(doc, dice);
  return Y.encodeStateAsUpdate(doc);
}

/** Honest in form: a text that was typed backwards, each letter a struct of its own. */
export function manyStructs(structs: number): Uint8Array {
  const doc = createSectionDocument(100);
  const block = new Y.XmlElement('block');
  const text = new Y.XmlText();
  block.insert(0, [text]);
  doc.transact(() => {
    bodyOf(doc).insert(0, [block]);
    for (let count = 0; count < structs; count++) text.insert(0, 'x');
  });
  return Y.encodeStateAsUpdate(doc);
}

/** Twenty megabytes of updates that leave nothing behind: a page is written and deleted, again and again. */
export function pagesInAndOut(pages: number): readonly Uint8Array[] {
  const doc = createSectionDocument(101);
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const text = new Y.XmlText();
  const block = new Y.XmlElement('block');
  block.insert(0, [text]);
  bodyOf(doc).insert(0, [block]);
  for (let count = 0; count < pages; count++) {
    text.insert(0, 'q'.repeat(100_000));
    text.delete(0, 100_000);
  }
  return updates;
}

/** A WebSocket frame as a client sends it, masked with zeros. `opcode`: 1 text, 2 binary. */
export function clientFrame(payload: Uint8Array, opcode = 2): Buffer {
  return Buffer.concat([frameHead(payload.byteLength, opcode), payload]);
}

/** The head of a frame that promises so many bytes. */
export function frameHead(length: number, opcode = 2): Buffer {
  const size = length < 126 ? 0 : length < 65_536 ? 2 : 8;
  const head = Buffer.alloc(2 + size + 4);
  head[0] = 0x80 | opcode;
  head[1] = 0x80 | (size === 0 ? length : size === 2 ? 126 : 127);
  if (size === 2) head.writeUInt16BE(length, 2);
  if (size === 8) head.writeBigUInt64BE(BigInt(length), 2);
  return head;
}
