import {
  bodyOf,
  createSectionDocument,
  reservedClientIDs,
} from '@alliance/shared/editor/section-document';
/**
 * Yjs updates (V1) by hand. The measuring clients type by writing bytes and count by reading headers: no `Y.Doc`
 * stands between the socket and the clock. A test compares the bytes with those that Yjs itself writes.
 */
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

import { ByteReader } from './byte-reader.ts';

/** Where a client types: the id of the text inside a document. */
export interface TextId {
  readonly client: number;
  readonly clock: number;
}

/** The first state of every benchmark document, the same for each contender. */
export interface Seed {
  readonly update: Uint8Array;
  readonly text: TextId;
}

/** One paragraph with a text of `characters` letters, as the server's seed writes it. */
export function createSeed(characters: number): Seed {
  const doc = createSectionDocument(reservedClientIDs.seed);
  const block = new Y.XmlElement('block');
  const text = new Y.XmlText();
  block.insert(0, [text]);
  bodyOf(doc).insert(0, [block]);
  // While it is empty, a position in a text is named by the text's own id.
  const { type } = Y.createRelativePositionFromTypeIndex(text, 0);
  if (type === null) throw new TypeError('A text in a document has an id.');
  if (characters > 0) text.insert(0, 'x'.repeat(characters));
  return { update: Y.encodeStateAsUpdate(doc), text: { client: type.client, clock: type.clock } };
}

const hasOrigin = 128;
const hasRightOrigin = 64;
const hasParentKey = 32;
const stringContent = 4;
const deletedContent = 1;
const gcStruct = 0;
const skipStruct = 10;

/** One letter, typed by `client` at the end of its own run in `text`; `clock` counts the client's letters from 0. */
export function characterUpdate(client: number, clock: number, text: TextId): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const number of [1, 1, client, clock]) encoding.writeVarUint(encoder, number);
  if (clock === 0) {
    encoding.writeUint8(encoder, stringContent);
    for (const number of [0, text.client, text.clock]) encoding.writeVarUint(encoder, number);
  } else {
    encoding.writeUint8(encoder, stringContent | hasOrigin);
    for (const number of [client, clock - 1]) encoding.writeVarUint(encoder, number);
  }
  encoding.writeVarUint(encoder, 1);
  encoding.writeUint8(encoder, 97 + (clock % 26));
  encoding.writeVarUint(encoder, 0);
  return encoding.toUint8Array(encoder);
}

/** Called with a client id and the half-open range of clocks that an update brings. */
export type OnRange = (client: number, from: number, to: number) => void;

const reader = new ByteReader();

/** Reads only which clocks an update brings; false when it meets content other than ASCII letters and deletions. */
export function readRanges(
  bytes: Uint8Array,
  from: number,
  end: number,
  onRange: OnRange,
): boolean {
  reader.open(bytes, from, end);
  const clients = reader.varUint();
  for (let index = 0; index < clients; index += 1) {
    const structs = reader.varUint();
    const client = reader.varUint();
    const start = reader.varUint();
    const length = readStructs(structs);
    if (length === undefined) return false;
    onRange(client, start, start + length);
  }
  return true;
}

function readStructs(count: number): number | undefined {
  let length = 0;
  for (let index = 0; index < count; index += 1) {
    const info = reader.byte();
    const kind = info & 31;
    if (kind === gcStruct || kind === skipStruct) length += reader.varUint();
    else {
      skipPlace(info);
      if (kind === stringContent) length += reader.skipSized();
      else if (kind === deletedContent) length += reader.varUint();
      else return undefined;
    }
  }
  return length;
}

function skipPlace(info: number): void {
  if (info & hasOrigin) skipId();
  if (info & hasRightOrigin) skipId();
  if (info & (hasOrigin | hasRightOrigin)) return;
  if (reader.varUint() === 1) reader.skipSized();
  else skipId();
  if (info & hasParentKey) reader.skipSized();
}

function skipId(): void {
  reader.varUint();
  reader.varUint();
}
