/** Tells what of an update is new to a document. */
import * as Y from 'yjs';

import { type DeletedRange, type ScannedStruct, type ScannedUpdate } from './update-scan.ts';

/** What is counted on the way, in units of about a microsecond. */
export interface Work {
  units: number;
}

/** What an update would bring to a document. */
export interface News {
  /** Per client, the structs that reach beyond what the document has. */
  readonly structs: ReadonlyMap<number, readonly ScannedStruct[]>;
  /** Whether a known struct stands in the update. */
  readonly overlaps: boolean;
  readonly isEmpty: boolean;
  /** Whether all it does is to delete formatting marks. */
  readonly isTidying: boolean;
}

/** What of a scanned update the document does not have. */
export function whatIsNew(doc: Y.Doc, scanned: ScannedUpdate, work: Work): News {
  work.units += 4 + scanned.deletes.length + scanned.bytes.byteLength / 256;
  const structs = new Map<number, readonly ScannedStruct[]>();
  let overlaps = false;
  for (const [client, section] of scanned.sections) {
    work.units += section.length * 4;
    const state = Y.getState(doc.store, client);
    const isKnown = (section[0]?.clock ?? state) < state;
    if (isKnown) overlaps = true;
    const fresh = isKnown ? section.filter((one) => one.clock + one.length > state) : section;
    if (fresh.length > 0) structs.set(client, fresh);
  }
  const deletes = effectOfDeletes(doc, scanned.deletes, work);
  const isEmpty = structs.size === 0 && deletes === 'none';
  return { structs, overlaps, isEmpty, isTidying: structs.size === 0 && deletes === 'formats' };
}

/** What the deletes would change: nothing, formatting marks only, or words. A delete of what is not there yet counts as words. */
function effectOfDeletes(
  doc: Y.Doc,
  deletes: readonly DeletedRange[],
  work: Work,
): 'none' | 'formats' | 'words' {
  let effect: 'none' | 'formats' = 'none';
  for (const range of deletes) {
    if (range.clock + range.length > Y.getState(doc.store, range.client)) return 'words';
    for (const item of liveItems(doc, range, work)) {
      if (!(item.content instanceof Y.ContentFormat)) return 'words';
      effect = 'formats';
    }
  }
  return effect;
}

function* liveItems(doc: Y.Doc, range: DeletedRange, work: Work): Generator<Y.Item> {
  const structs = doc.store.clients.get(range.client) ?? [];
  const end = range.clock + range.length;
  for (let index = Y.findIndexSS(structs, range.clock); index < structs.length; index++) {
    const struct = structs[index];
    if (struct === undefined || struct.id.clock >= end) return;
    work.units += 1 / 32;
    if (struct instanceof Y.Item && !struct.deleted) yield struct;
  }
}

/** Every struct that is new, client by client. */
export function* structsOf(news: News): Generator<ScannedStruct> {
  for (const structs of news.structs.values()) yield* structs;
}
