/**
 * Reads an update before it is applied (D5): nobody's bytes reach the document unread.
 *
 *   scan → what is new in it? → may the sender edit? → whose client ids, no foreign kinds → re-encode what overlaps →
 *   no gaps → every new struct: its place, its kind, its values, its neighbours → change
 *
 * What is inspected is exactly what is applied. An update that changes nothing is never refused, not even a reader's:
 * every client repeats what it holds when it reconnects. The inspector never changes the document.
 */
import { type Content, ruleAgainst } from '@alliance/shared/access/content-policy';
import { type RefusalRule } from '@alliance/shared/access/refusal-rules';
import { firstFreeClientID } from '@alliance/shared/editor/section-document';
import * as Y from 'yjs';

import { readsTheSame } from './order-trial.ts';
import { UpdateOrder } from './update-order.ts';
import { type LivePlace, UpdatePlaces, structAt } from './update-places.ts';
import {
  type DeletedRange,
  type ScannedStruct,
  type ScannedUpdate,
  contentRefs,
  scanUpdate,
  typeRefs,
} from './update-scan.ts';
import { allowsValues } from './update-values.ts';

/** What the inspector has to know of the sender. */
export interface Sender {
  readonly mayEdit: boolean;
  /** Whether the sender may write under a client id: it is theirs, or nobody's yet. */
  readonly owns: (client: number) => boolean;
  /** Whether every update has to be tried on a copy, because the document holds an odd one. */
  readonly mustTry?: boolean;
}

/** What becomes of an update. */
export type Inspection =
  | { readonly kind: 'malformed' }
  | { readonly kind: 'refused'; readonly rule: RefusalRule }
  /** The document already has all of it. */
  | { readonly kind: 'nothing' }
  /**
   * A reader's copy has deleted formatting marks by itself, as Yjs does after a concurrent change. It is neither applied
   * nor refused; the reader's copy may show other formatting than everybody else's until it is loaded anew (IN16, IN17).
   */
  | { readonly kind: 'tidying' }
  | {
      readonly kind: 'change';
      /** Apply exactly these bytes. */
      readonly update: Uint8Array;
      /** Client ids that grow. */
      readonly clients: readonly number[];
      /** How many ranges it deletes. Each can cut a struct in three. */
      readonly ranges: number;
      /** It puts words between neighbours that stood apart, so that later updates have to be tried (IN21). */
      readonly isOdd: boolean;
    };

/** Decides about an update against the document as it is now. */
export type Inspect = (doc: Y.Doc, update: Uint8Array, sender: Sender) => Inspection;

/** The {@link Inspect} of this server. */
export function inspectUpdate(doc: Y.Doc, update: Uint8Array, sender: Sender): Inspection {
  const scanned = scanUpdate(update);
  if (scanned === undefined) return { kind: 'malformed' };
  const news = whatIsNew(doc, scanned);
  if (news.isEmpty) return { kind: 'nothing' };
  if (!sender.mayEdit) return news.isTidying ? { kind: 'tidying' } : refused('IN1');
  const rule = ruleAgainstSource(news, sender);
  if (rule !== undefined) return refused(rule);
  return news.overlaps
    ? inspectDifference(doc, update, sender)
    : inspectNews(doc, scanned, news, sender);
}

function inspectNews(doc: Y.Doc, scanned: ScannedUpdate, news: News, sender: Sender): Inspection {
  const gap = ruleAgainstGaps(doc, scanned, news);
  if (gap !== undefined) return refused(gap);
  const judged = judgeContent(doc, scanned, news);
  if ('rule' in judged) return refused(judged.rule);
  const isTried = !judged.isPlain || sender.mustTry === true;
  if (isTried && !readsTheSame(doc, scanned.bytes)) return refused('IN19');
  return changeOf(scanned, news, !judged.isPlain);
}

/**
 * Yjs looks at every struct it is given, known ones too, and links the tail of a half-known one behind the old half:
 * so what overlaps is cut to what is new before it is inspected.
 */
function inspectDifference(doc: Y.Doc, update: Uint8Array, sender: Sender): Inspection {
  const scanned = scanUpdate(Y.diffUpdate(update, Y.encodeStateVector(doc)));
  if (scanned === undefined) return { kind: 'malformed' };
  const news = whatIsNew(doc, scanned);
  return news.overlaps ? refused('IN7') : inspectNews(doc, scanned, news, sender);
}

function changeOf({ bytes, deletes }: ScannedUpdate, news: News, isOdd: boolean): Inspection {
  const clients = [...news.structs.keys()];
  return { kind: 'change', update: bytes, clients, ranges: deletes.length, isOdd };
}

interface News {
  /** Per client, the structs that reach beyond what the document has. */
  readonly structs: ReadonlyMap<number, readonly ScannedStruct[]>;
  /** Whether a known struct stands in the update. */
  readonly overlaps: boolean;
  readonly isEmpty: boolean;
  /** Whether all it does is to delete formatting marks. */
  readonly isTidying: boolean;
}

function whatIsNew(doc: Y.Doc, scanned: ScannedUpdate): News {
  const structs = new Map<number, readonly ScannedStruct[]>();
  let overlaps = false;
  for (const [client, section] of scanned.sections) {
    const state = Y.getState(doc.store, client);
    const isKnown = (section[0]?.clock ?? state) < state;
    if (isKnown) overlaps = true;
    const fresh = isKnown ? section.filter((one) => one.clock + one.length > state) : section;
    if (fresh.length > 0) structs.set(client, fresh);
  }
  const deletes = effectOfDeletes(doc, scanned.deletes);
  const isEmpty = structs.size === 0 && deletes === 'none';
  return { structs, overlaps, isEmpty, isTidying: structs.size === 0 && deletes === 'formats' };
}

/** What the deletes would change: nothing, formatting marks only, or words. A delete of what is not there yet counts as words. */
function effectOfDeletes(
  doc: Y.Doc,
  deletes: readonly DeletedRange[],
): 'none' | 'formats' | 'words' {
  let effect: 'none' | 'formats' = 'none';
  for (const range of deletes) {
    if (range.clock + range.length > Y.getState(doc.store, range.client)) return 'words';
    for (const item of liveItems(doc, range)) {
      if (!(item.content instanceof Y.ContentFormat)) return 'words';
      effect = 'formats';
    }
  }
  return effect;
}

function* liveItems(doc: Y.Doc, range: DeletedRange): Generator<Y.Item> {
  const structs = doc.store.clients.get(range.client) ?? [];
  const end = range.clock + range.length;
  for (let index = Y.findIndexSS(structs, range.clock); index < structs.length; index++) {
    const struct = structs[index];
    if (struct === undefined || struct.id.clock >= end) return;
    if (struct instanceof Y.Item && !struct.deleted) yield struct;
  }
}

/** What needs no look at the words: whose they are, and of what kind. */
function ruleAgainstSource(news: News, sender: Sender): RefusalRule | undefined {
  return ruleAgainstClients(news, sender) ?? ruleAgainstForeign(news);
}

function ruleAgainstClients(news: News, sender: Sender): RefusalRule | undefined {
  for (const client of news.structs.keys()) {
    if (client < firstFreeClientID) return 'IN3';
    if (!sender.owns(client)) return 'IN2';
  }
  return undefined;
}

/** Documents inside documents and hooks are refused before anything builds them, wherever they stand. */
function ruleAgainstForeign(news: News): RefusalRule | undefined {
  for (const structs of news.structs.values()) {
    for (const { ref, typeRef } of structs) {
      if (ref === contentRefs.doc || typeRef === typeRefs.xmlHook) return 'IN6';
    }
  }
  return undefined;
}

function ruleAgainstGaps(doc: Y.Doc, scanned: ScannedUpdate, news: News): RefusalRule | undefined {
  for (const [client, structs] of news.structs) {
    const state = Y.getState(doc.store, client);
    if ((structs[0]?.clock ?? 0) > state) return 'IN7';
    if (structs.some((struct) => struct.ref === contentRefs.skip)) return 'IN7';
  }
  return scanned.deletes.every((range) => isCovered(doc, scanned, range)) ? undefined : 'IN7';
}

/** Whether every unit of a delete is in the document or comes with this update. Sections have no gaps here, so their ends decide. */
function isCovered(doc: Y.Doc, scanned: ScannedUpdate, range: DeletedRange): boolean {
  const last = range.clock + range.length - 1;
  if (last < Y.getState(doc.store, range.client)) return true;
  return structAt(scanned.sections.get(range.client) ?? [], last) !== undefined;
}

/** The rule against one of the new structs, or whether all of them stand where every copy shows them in the same order. */
function judgeContent(
  doc: Y.Doc,
  scanned: ScannedUpdate,
  news: News,
): { readonly rule: RefusalRule } | { readonly isPlain: boolean } {
  const places = new UpdatePlaces(doc, scanned.sections);
  const order = new UpdateOrder(doc, isOneStruct(news), places.structAt);
  let isPlain = true;
  for (const struct of structsOf(news)) {
    const place = places.of(struct);
    if ('rule' in place) return place;
    if (place.isDead) continue;
    const rule = ruleAgainstStruct(scanned.bytes, struct, place);
    if (rule !== undefined) return { rule };
    isPlain = (place.key !== null || order.isPlain(struct, place.holder)) && isPlain;
  }
  return { isPlain };
}

function* structsOf(news: News): Generator<ScannedStruct> {
  for (const structs of news.structs.values()) yield* structs;
}

function isOneStruct({ structs }: News): boolean {
  const [first] = structs.values();
  return structs.size === 1 && first?.length === 1;
}

function ruleAgainstStruct(
  bytes: Uint8Array,
  struct: ScannedStruct,
  place: LivePlace,
): RefusalRule | undefined {
  // Yjs writes no right origin for a map entry; with one, copies would order the entries differently.
  if (place.key !== null && struct.rightOrigin !== undefined) return 'IN6';
  const rule = ruleAgainst(place.container, place.key, contentOf(struct));
  if (rule !== undefined) return rule;
  return allowsValues(bytes, struct, place) ? undefined : 'IN20';
}

function contentOf(struct: ScannedStruct): Content {
  switch (struct.ref) {
    case contentRefs.string:
      return { kind: 'characters' };
    case contentRefs.any:
      return { kind: 'value' };
    case contentRefs.deleted:
      return { kind: 'deleted' };
    case contentRefs.format:
      return { kind: 'format', name: struct.name };
    case contentRefs.type:
      return typeOf(struct);
    default:
      return { kind: 'unknown' };
  }
}

function typeOf(struct: ScannedStruct): Content {
  if (struct.typeRef === typeRefs.xmlElement) return { kind: 'element', name: struct.name };
  return { kind: struct.typeRef === typeRefs.xmlText ? 'text' : 'unknown' };
}

function refused(rule: RefusalRule): Inspection {
  return { kind: 'refused', rule };
}
