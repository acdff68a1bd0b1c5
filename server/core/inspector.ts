/**
 * Reads an update before it is applied: nobody's bytes reach the document unread.
 *
 *   scan → what is new in it? → may the sender edit? → whose client ids, no foreign kinds → re-encode what overlaps →
 *   no gaps → every new struct: its place, its kind, its values, its neighbours → change
 *
 * What is inspected is exactly what is applied. An update that changes nothing is never refused, not even a reader's:
 * every client repeats what it holds when it reconnects. The inspector never changes the document.
 */
import { type RefusalRule } from '@alliance/shared/access/refusal-rules';
import { firstFreeClientID } from '@alliance/shared/editor/section-document';
import * as Y from 'yjs';

import { contentRefs, typeRefs } from './content-scan.ts';
import { structsIn } from './document-work.ts';
import { limits } from './limits.ts';
import { readsTheSame } from './order-trial.ts';
import { type TypingPlace } from './typing-runs.ts';
import { judgeContent } from './update-content.ts';
import { type News, type Work, whatIsNew } from './update-news.ts';
import { structAt } from './update-places.ts';
import {
  type DeletedRange,
  type ScannedStruct,
  type ScannedUpdate,
  scanUpdate,
} from './update-scan.ts';

/** What the inspector has to know of the sender. */
export interface Sender {
  readonly mayEdit: boolean;
  /** Whether the sender may write under a client id: it is theirs, or nobody's yet. */
  readonly owns: (client: number) => boolean;
  /** Whether every update has to be tried on a copy, because the document holds an odd one. */
  readonly mustTry?: boolean;
}

/** What becomes of an update, and how much work it was to say so: units of about a microsecond. */
export type Inspection = Verdict & { readonly work: number };

/** What becomes of an update. */
export type Verdict =
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
      /** Where its author may type on without a further look; absent when it is more than one plain string. */
      readonly typing?: TypingPlace;
    };

/** An update that passed and changes something. */
export type Change = Extract<Verdict, { readonly kind: 'change' }>;

/** Decides about an update against the document as it is now. */
export type Inspect = (doc: Y.Doc, update: Uint8Array, sender: Sender) => Inspection;

/** The {@link Inspect} of this server. */
export function inspectUpdate(doc: Y.Doc, update: Uint8Array, sender: Sender): Inspection {
  const work: Work = { units: 0 };
  const verdict = judge(doc, update, sender, work);
  return { ...verdict, work: work.units };
}

function judge(doc: Y.Doc, update: Uint8Array, sender: Sender, work: Work): Verdict {
  const scanned = scanUpdate(update);
  if (scanned === undefined) return { kind: 'malformed' };
  const news = whatIsNew(doc, scanned, work);
  if (news.isEmpty) return { kind: 'nothing' };
  if (!sender.mayEdit) return news.isTidying ? { kind: 'tidying' } : refused('IN1');
  const rule = ruleAgainstSource(news, sender);
  if (rule !== undefined) return refused(rule);
  const found = news.overlaps ? differenceOf(doc, update, work) : { scanned, news };
  return found === undefined ? { kind: 'malformed' } : judgeNews(doc, found, sender, work);
}

/**
 * Yjs looks at every struct it is given, known ones too, and links the tail of a half-known one behind the old half:
 * so what overlaps is cut to what is new before it is inspected.
 */
function differenceOf(doc: Y.Doc, update: Uint8Array, work: Work): Found | undefined {
  // It builds every struct of the update.
  work.units += update.byteLength / 4;
  const scanned = scanUpdate(Y.diffUpdate(update, Y.encodeStateVector(doc)));
  return scanned && { scanned, news: whatIsNew(doc, scanned, work) };
}

/** An update, and what is new in it. */
interface Found {
  readonly scanned: ScannedUpdate;
  readonly news: News;
}

function judgeNews(doc: Y.Doc, { scanned, news }: Found, sender: Sender, work: Work): Verdict {
  const gap = news.overlaps ? 'IN7' : ruleAgainstGaps(doc, scanned, news);
  if (gap !== undefined) return refused(gap);
  const judged = judgeContent(doc, scanned, news);
  work.units += judged.steps / 64;
  if ('rule' in judged) return refused(judged.rule);
  if (judged.unsure.length > limits.unsureStructsMax) return refused('IN19');
  const isTried = !judged.isPlain || sender.mustTry === true;
  if (isTried) work.units += 4 * structsIn(doc) + 12 * countOf(news);
  if (isTried && !readsTheSame(doc, scanned.bytes, judged.unsure)) return refused('IN19');
  const change = changeOf(scanned, news, !judged.isPlain);
  const typing = isTried ? undefined : typingIn(scanned, news);
  return typing === undefined ? change : { ...change, typing };
}

function countOf({ structs }: News): number {
  return structs.values().reduce((sum, each) => sum + each.length, 0);
}

function changeOf({ bytes, deletes }: ScannedUpdate, news: News, isOdd: boolean): Change {
  const clients = [...news.structs.keys()];
  return { kind: 'change', update: bytes, clients, ranges: deletes.length, isOdd };
}

/** The place behind a plain string, when the update is nothing else. */
function typingIn({ deletes }: ScannedUpdate, { structs }: News): TypingPlace | undefined {
  const [section] = structs.values();
  const [struct, second] = section ?? [];
  if (struct?.ref !== contentRefs.string || second !== undefined) return undefined;
  if (structs.size > 1 || deletes.length > 0) return undefined;
  const { client, clock, length, rightOrigin } = struct;
  const { client: rightClient, clock: rightClock } = rightOrigin ?? { client: -1, clock: -1 };
  return { client, clock: clock + length, rightClient, rightClock };
}

/** What needs no look at the words: whose they are, and of what kind. */
function ruleAgainstSource(news: News, sender: Sender): RefusalRule | undefined {
  return ruleAgainstClients(news, sender) ?? ruleAgainstForeign(news);
}

function ruleAgainstClients(news: News, sender: Sender): RefusalRule | undefined {
  if (news.structs.size > limits.clientsOfUpdateMax) return 'IN2';
  for (const client of news.structs.keys()) {
    if (client < firstFreeClientID) return 'IN3';
    if (!sender.owns(client)) return 'IN2';
  }
  return undefined;
}

/** Documents inside documents and hooks are refused before anything builds them, wherever they stand. */
function ruleAgainstForeign(news: News): RefusalRule | undefined {
  for (const structs of news.structs.values()) {
    if (structs.some(isForeign)) return 'IN6';
  }
  return undefined;
}

function isForeign({ ref, typeRef }: ScannedStruct): boolean {
  return ref === contentRefs.doc || typeRef === typeRefs.xmlHook;
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

function refused(rule: RefusalRule): Verdict {
  return { kind: 'refused', rule };
}
