import { encodeAwarenessUpdate } from '@alliance/server/core/awareness-update';
/** What a program that keeps to no rule may send, made from what it has seen of a document. */
import { encodeAwareness } from '@alliance/server/core/message';
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import * as Y from 'yjs';

import { craft } from '../sync/crafted-update.ts';
import { editHonestly, forbiddenEdits } from '../sync/honest-editing.ts';
import { textsOf } from '../sync/honest-history.ts';
import { block } from '../sync/sync-world.ts';
import { type Chance } from './chance.ts';
import { type Copy } from './copy.ts';

/** Something forged, ready to send. */
export interface Forgery {
  readonly words: string;
  readonly update: Uint8Array;
}

/** Makes a forgery; undefined when what it needs is not there. */
export type Forge = (known: Known, chance: Chance) => Forgery | undefined;

/** What somebody knows: their copy, and client ids of which they have heard. */
export interface Known {
  readonly copy: Copy;
  readonly heardIds: ReadonlySet<number>;
}

/** One forgery by chance; undefined when what it needs is not there. */
export function forge(known: Known, chance: Chance): Forgery | undefined {
  return chance.one(forges)?.(known, chance);
}

/** A caret in somebody else's name, whole frame; undefined when nobody else is known. */
export function forgedCaret(known: Known, chance: Chance): Uint8Array | undefined {
  const client = anotherClient(known, chance);
  if (client === undefined) return undefined;
  const clock = chance.one([1, 50, 2 ** 30]) ?? 1;
  return encodeAwareness(encodeAwarenessUpdate([{ client, clock, state: '{}' }]));
}

const forges: readonly Forge[] = [
  underAnotherId,
  underAnotherId,
  ({ copy }, chance) => {
    const scratch = scratchOf(copy, copy.clientID);
    const before = Y.encodeStateVector(scratch);
    const forbidden = chance.one(forbiddenEdits);
    forbidden?.edit(scratch);
    const update = Y.encodeStateAsUpdate(scratch, before);
    return { words: `an edit that nobody may make: ${forbidden?.name}`, update };
  },
  ({ copy }, chance) => {
    const scratch = scratchOf(copy, copy.clientID);
    bodyOf(scratch).insert(0, [block('kept back')]);
    const before = Y.encodeStateVector(scratch);
    editHonestly(scratch, chance.dice);
    bodyOf(scratch).insert(0, [block('built on it')]);
    return {
      words: 'words built on words that it keeps back',
      update: Y.encodeStateAsUpdate(scratch, before),
    };
  },
  (known, chance) => {
    const { copy } = known;
    const client = anotherClient(known, chance);
    if (client === undefined) return undefined;
    const clock = Y.getState(copy.doc.store, client);
    const deletes = [{ client, clock: Math.max(0, clock - chance.dice(3)), length: 5 }];
    const update = craft({ client: copy.clientID, clock: 0, structs: [] }, deletes);
    return { words: `a deletion of words of ${client} that are not written yet`, update };
  },
  (known, chance) => {
    const { copy } = known;
    const client = anotherClient(known, chance);
    if (client === undefined) return undefined;
    const clock = Y.getState(copy.doc.store, client);
    const update = craft({ client, clock, structs: [{ ref: 'gc', length: 10 }] });
    return { words: `nothing, in the places of the next words of ${client}`, update };
  },
  ({ copy }, chance) => {
    const update = Y.encodeStateAsUpdate(copy.doc);
    for (let flips = 0; flips < 3; flips++) {
      const at = chance.dice(update.length);
      update[at] = (update[at] ?? 0) ^ (1 << chance.dice(8));
    }
    return { words: 'its whole copy with a few bits turned', update };
  },
];

function underAnotherId(known: Known, chance: Chance): Forgery | undefined {
  const { copy } = known;
  const client = anotherClient(known, chance);
  if (client === undefined) return undefined;
  const scratch = scratchOf(copy, client);
  const before = Y.encodeStateVector(scratch);
  bodyOf(scratch).insert(0, [block('forged')]);
  return {
    words: `words in the name of ${client}`,
    update: Y.encodeStateAsUpdate(scratch, before),
  };
}

/** A word between any two units of one text, in this order or the other, or between a unit and itself; undefined when there is no text. */
export function forgeBetweenAnyTwo({ copy }: Known, chance: Chance): Forgery | undefined {
  const { doc, clientID } = copy;
  const texts = textsOf(doc);
  const text = texts[chance.dice(texts.length)];
  const units = text === undefined ? [] : unitsOf(text);
  const [origin, rightOrigin] = [chance.one(units), chance.one(units)];
  if (origin === undefined || rightOrigin === undefined) return undefined;
  const clock = Y.getState(doc.store, clientID);
  const structs = [{ ref: 'string', origin, rightOrigin, text: 'odd' }] as const;
  const update = craft({ client: clientID, clock, structs });
  return { words: 'a word between two words that stand apart', update };
}

function unitsOf(text: Y.XmlText): readonly { readonly client: number; readonly clock: number }[] {
  const units: { readonly client: number; readonly clock: number }[] = [];
  // oxlint-disable-next-line no-underscore-dangle -- Yjs gives its lists only under such names
  for (let item = text._start; item !== null; item = item.right) {
    for (let at = 0; at < item.length; at++)
      units.push({ client: item.id.client, clock: item.id.clock + at });
  }
  return units;
}

/** Somebody else's client id, as far as one was seen or heard of. */
function anotherClient({ copy, heardIds }: Known, chance: Chance): number | undefined {
  const known = new Set([...copy.doc.store.clients.keys(), ...heardIds]);
  const others = [...known].filter((each) => each !== copy.clientID && each > 15);
  return chance.one(others.toSorted((one, other) => one - other));
}

function scratchOf(copy: Copy, clientID: number): Y.Doc {
  const scratch = createSectionDocument(4);
  Y.applyUpdate(scratch, Y.encodeStateAsUpdate(copy.doc));
  scratch.clientID = clientID;
  return scratch;
}
