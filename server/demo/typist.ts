/**
 * A typist that edits a section exactly as a stock y-websocket client does: over a real socket, with a session of
 * its own, one character at a time. The server treats it like anybody else.
 */
import { setTimeout as wait } from 'node:timers/promises';

import { schemaVersion } from '@alliance/shared/editor/schema';
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { messageTypes } from '@alliance/shared/sync/protocol';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import {
  messageYjsSyncStep2,
  readSyncMessage,
  writeSyncStep1,
  writeUpdate,
} from 'y-protocols/sync';
import * as Y from 'yjs';

import { writtenBlock } from '../careplan/written-block.ts';

/** Where and how to type. */
export interface Typing {
  /** `ws://host:port/sync/<documentId>` */
  readonly url: string;
  readonly cookie: string;
  readonly text: string;
  readonly blockId: string;
  /** Milliseconds to wait after a character. */
  readonly pauseAfter: (character: string, index: number) => number;
  /** Ends the typing at once; what stands there stays. */
  readonly signal: AbortSignal;
}

/** Types a paragraph at the end of a section and leaves. Resolves when the socket is closed, also when it was told to stop. */
export async function typeParagraph(typing: Typing): Promise<void> {
  const desk = await sitDown(typing);
  try {
    await desk.synced;
    await writeText(desk, typing);
  } catch (error) {
    if (!typing.signal.aborted) throw error;
  } finally {
    await desk.leave();
  }
}

interface Desk {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  /** Resolves with the first state from the server. */
  readonly synced: Promise<void>;
  leave(): Promise<void>;
}

async function sitDown({ url, cookie, signal }: Typing): Promise<Desk> {
  const socket = new WebSocket(`${url}?schema=${schemaVersion}`, { headers: { cookie } });
  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
  });
  const doc = createSectionDocument();
  const awareness = new Awareness(doc);
  const synced = firstState(socket, doc, signal);
  sendChanges(socket, doc, awareness);
  return {
    doc,
    awareness,
    synced,
    async leave() {
      awareness.setLocalState(null);
      socket.close(1000);
      await closed;
      awareness.destroy();
      doc.destroy();
    },
  };
}

/** Asks for the document and takes in whatever arrives; resolves at the first sync step 2. */
function firstState(socket: WebSocket, doc: Y.Doc, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('Stopped.')), { once: true });
    socket.once('close', () => reject(new Error('The section was closed.')));
    socket.on('error', reject);
    socket.once('open', () =>
      socket.send(frame(messageTypes.sync, (encoder) => writeSyncStep1(encoder, doc))),
    );
    socket.on('message', (data: Buffer) => {
      if (receive(socket, doc, data) === messageYjsSyncStep2) resolve();
    });
  });
}

/** Applies a sync frame and answers it; gives its step. Awareness of others is of no use to a machine. */
function receive(socket: WebSocket, doc: Y.Doc, data: Buffer): number | undefined {
  const decoder = decoding.createDecoder(data);
  if (decoding.readVarUint(decoder) !== messageTypes.sync) return undefined;
  const answer = encoding.createEncoder();
  encoding.writeVarUint(answer, messageTypes.sync);
  const step = readSyncMessage(decoder, answer, doc, socket);
  if (encoding.length(answer) > 1) socket.send(encoding.toUint8Array(answer));
  return step;
}

function sendChanges(socket: WebSocket, doc: Y.Doc, awareness: Awareness): void {
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== socket)
      socket.send(frame(messageTypes.sync, (encoder) => writeUpdate(encoder, update)));
  });
  awareness.on('update', () => {
    if (socket.readyState !== WebSocket.OPEN) return;
    const state = encodeAwarenessUpdate(awareness, [awareness.clientID]);
    socket.send(
      frame(messageTypes.awareness, (encoder) => encoding.writeVarUint8Array(encoder, state)),
    );
  });
}

async function writeText({ doc, awareness }: Desk, typing: Typing): Promise<void> {
  const { text, blockId, pauseAfter, signal } = typing;
  const block = writtenBlock({ kind: 'paragraph', text: '' }, blockId);
  bodyOf(doc).push([block]);
  const inline = block.get(0);
  if (!(inline instanceof Y.XmlText)) throw new TypeError('A block begins with text.');
  for (const [index, character] of Array.from(text).entries()) {
    doc.transact(() => inline.insert(inline.length, character));
    showCaret(awareness, inline);
    // oxlint-disable-next-line no-await-in-loop -- a person types one character after the other
    await wait(pauseAfter(character, index), undefined, { signal });
  }
}

/** The caret behind what was typed, as editors exchange it: two relative positions. */
function showCaret(awareness: Awareness, inline: Y.XmlText): void {
  const end = Y.createRelativePositionFromTypeIndex(inline, inline.length);
  awareness.setLocalStateField('cursor', { anchor: end, head: end });
}

function frame(type: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, type);
  write(encoder);
  return encoding.toUint8Array(encoder);
}
