/**
 * What the log keeps of a change that met a colleague's (MC5). Yjs tells of a change by its effect: words that arrive in
 * a block that is gone come out without their letters, and whatever goes with a block counts as deleted by whoever
 * deleted the block. What the author has said tells more: the letters, and which words they had seen.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

import { contentRefs } from './content-scan.ts';
import { limits } from './limits.ts';
import { Ranges } from './ranges.ts';
import { type RowFormat, rowFormats } from './row-format.ts';
import {
  type DeletedRange,
  type ScannedStruct,
  type ScannedUpdate,
  scanDeletes,
  scanUpdate,
} from './update-scan.ts';

/** A row of the log in the making. */
export interface RowPayload {
  /** Yjs update (V1). */
  readonly payload: Uint8Array;
  readonly format: RowFormat;
}

/** How a change came. */
export interface Saying {
  /** Whether its deletions are all that its author knows of, not only those of this change. */
  readonly isAnswer: boolean;
  /** The state vector of what the author had before they were told the rest; undefined when they never said. */
  readonly known: Uint8Array | undefined;
}

/** A change after it was applied. */
export interface AppliedChange extends Saying {
  /** The bytes that were applied. */
  readonly update: Uint8Array;
  /** What the document said of it. */
  readonly emitted: Uint8Array;
}

/** The rows of a change: one as a rule; two when its author has not seen everything that it met. */
export function rowsOf(doc: Y.Doc, change: AppliedChange): readonly RowPayload[] {
  const { update, emitted, isAnswer, known } = change;
  const plain = { payload: emitted, format: rowFormats.update };
  // As nearly always: whatever meets something unseen comes out otherwise than it came in.
  if (!isAnswer && isSame(update, emitted)) return [plain];
  const said = scanUpdate(update);
  const done = scanUpdate(emitted);
  if (said === undefined || done === undefined) return [plain];
  const first = { payload: withLetters(said, done), format: rowFormats.update };
  const isTold = isAnswer
    ? knowsAll(doc, said.deletes) && hasAll(doc, said, known)
    : areSame(said.deletes, withoutOwn(done));
  if (isTold || said.deletes.length > limits.saidRangesMax) return [first];
  const format = isAnswer ? rowFormats.known : rowFormats.made;
  const behind = isAnswer && known !== undefined ? known : new Uint8Array();
  return [first, { payload: encodeDeletes(said.deletes, behind), format }];
}

/** What an author has said, as a row of such a format keeps it; undefined when it cannot be read. */
export function readSaid(payload: Uint8Array): Said | undefined {
  try {
    const decoder = decoding.createDecoder(payload);
    if (decoding.readVarUint(decoder) !== 0) return undefined;
    const deletes = scanDeletes(decoder);
    const known = decoding.hasContent(decoder)
      ? Y.decodeStateVector(payload.subarray(decoder.pos))
      : undefined;
    return { deletes, known };
  } catch {
    return undefined;
  }
}

/** Deletions, and what their author had of each client. */
export interface Said {
  readonly deletes: readonly DeletedRange[];
  readonly known: ReadonlyMap<number, number> | undefined;
}

/** Whether whoever had this had everything but what the update itself brings; true when nobody knows. */
function hasAll(doc: Y.Doc, { sections }: ScannedUpdate, known: Uint8Array | undefined): boolean {
  if (known === undefined) return true;
  const had = Y.decodeStateVector(known);
  return [...doc.store.clients.keys()].every(
    (client) => sections.has(client) || (had.get(client) ?? 0) >= Y.getState(doc.store, client),
  );
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.byteLength === other.byteLength && one.every((byte, index) => byte === other[index]);
}

/** The structs as they were said where some of them arrived in what is gone; what was emitted otherwise. */
function withLetters(said: ScannedUpdate, done: ScannedUpdate): Uint8Array {
  const gone = new Ranges(done.deletes);
  const isGone = (struct: ScannedStruct): boolean =>
    struct.ref === contentRefs.gc || gone.meets(struct);
  const lost = [...done.sections.values()].some((structs) => structs.some(isGone));
  if (!lost) return done.bytes;
  const encoder = encoding.createEncoder();
  encoding.writeUint8Array(encoder, said.bytes.subarray(0, said.deletesAt));
  writeDeletes(encoder, done.deletes);
  return encoding.toUint8Array(encoder);
}

/** Whether nothing is deleted in the document that is not among these. */
function knowsAll(doc: Y.Doc, deletes: readonly DeletedRange[]): boolean {
  const known = new Ranges(deletes);
  for (const [client, structs] of doc.store.clients) {
    for (const { deleted, id, length } of structs)
      if (deleted && !known.covers({ client, clock: id.clock, length })) return false;
  }
  return true;
}

function areSame(some: readonly DeletedRange[], others: readonly DeletedRange[]): boolean {
  const [one, other] = [new Ranges(some), new Ranges(others)];
  return some.every((range) => other.covers(range)) && others.every((range) => one.covers(range));
}

/** What of an update's deletions is not what the update itself has written: letters that arrive in what is gone go by themselves. */
function withoutOwn({ sections, deletes }: ScannedUpdate): readonly DeletedRange[] {
  return deletes.filter(
    ({ client, clock }) => clock < (sections.get(client)?.[0]?.clock ?? Infinity),
  );
}

/** An update that only deletes. */
function encodeDeletes(deletes: readonly DeletedRange[], behind: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 0);
  writeDeletes(encoder, deletes);
  encoding.writeUint8Array(encoder, behind);
  return encoding.toUint8Array(encoder);
}

function writeDeletes(encoder: encoding.Encoder, deletes: readonly DeletedRange[]): void {
  const clients = Map.groupBy(deletes, ({ client }) => client);
  encoding.writeVarUint(encoder, clients.size);
  for (const [client, ranges] of clients) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, ranges.length);
    for (const { clock, length } of ranges) {
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarUint(encoder, length);
    }
  }
}
