/** Judges every new struct of an update: its place, its kind, its values, its neighbours. */
import { type Content, ruleAgainst } from '@alliance/shared/access/content-policy';
import { type RefusalRule } from '@alliance/shared/access/refusal-rules';
import { type Doc } from 'yjs';

import { contentRefs, typeRefs } from './content-scan.ts';
import { mayBeOdd } from './forged-order.ts';
import { type News, structsOf } from './update-news.ts';
import { UpdateOrder } from './update-order.ts';
import { type LivePlace, UpdatePlaces } from './update-places.ts';
import { type ScannedStruct, type ScannedUpdate } from './update-scan.ts';
import { allowsValues } from './update-values.ts';

/** How many items were looked at besides; the rule against one of the structs, or whether they stand as they must. */
export type Judged = { readonly steps: number } & (
  | { readonly rule: RefusalRule }
  | {
      readonly isPlain: boolean;
      /** Of which only a copy that has them can tell how they stand. */
      readonly unsure: readonly ScannedStruct[];
    }
);

/** The rule against one of the new structs, or whether all of them stand where every copy shows them in the same order. */
export function judgeContent(doc: Doc, scanned: ScannedUpdate, news: News): Judged {
  const places = new UpdatePlaces(doc, scanned.sections);
  const order = new UpdateOrder(doc, news, places.structAt);
  const unsure: ScannedStruct[] = [];
  let isPlain = true;
  for (const struct of structsOf(news)) {
    const place = places.of(struct);
    if ('rule' in place) return { rule: place.rule, steps: order.steps };
    if (place.isDead) continue;
    const rule = ruleAgainstStruct(scanned.bytes, struct, place);
    if (rule !== undefined) return { rule, steps: order.steps };
    const standing = place.key === null ? order.standingOf(struct, place.holder) : 'plain';
    if (standing === 'odd' && !mayBeOdd(struct.client, place.holder))
      return { rule: 'IN19', steps: order.steps };
    isPlain &&= standing === 'plain';
    if (standing === 'unsure') unsure.push(struct);
  }
  return { isPlain, unsure, steps: order.steps };
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
