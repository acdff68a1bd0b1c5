/** Updates that no editor writes, generated from a seeded source. */
import { contentRefs } from '@alliance/server/core/content-scan';
import { createSectionDocument } from '@alliance/shared/editor/section-document';
import * as Y from 'yjs';

import {
  type CraftedDelete,
  type CraftedStruct,
  type CraftedUnit,
  craftSections,
} from './crafted-update.ts';
import { type Dice, editHonestly } from './honest-editing.ts';

/** A colleague's client id, in whose name the attacker tries to write. */
export const victim = 500;

/** The attacker's own client id. */
export const attacker = 777;

/** What the attacker knows: everybody's units, and their own next ones. */
function unitsOf(doc: Y.Doc): readonly CraftedUnit[] {
  return [...doc.store.clients].flatMap(([client, structs]) =>
    structs.map(({ id, length }) => ({ client, clock: id.clock + length - 1 })),
  );
}

const kinds = Object.keys(contentRefs) as readonly (keyof typeof contentRefs)[];
const textOfKind = { type: ['block', 'chip', 'table', 'text'], format: ['bold', 'link', 'x'] };

function anyStruct(dice: Dice, pick: () => CraftedUnit): CraftedStruct {
  const ref = dice(3) === 0 ? (kinds[dice(kinds.length)] ?? 'string') : 'string';
  const texts = ref === 'type' || ref === 'format' ? textOfKind[ref] : ['a', 'bc', 'def'];
  return {
    ref,
    ...(dice(2) === 0 && { origin: pick() }),
    ...(dice(2) === 0 && { rightOrigin: pick() }),
    parent: dice(3) > 0 ? pick() : (['body', 'chips', 'evil'][dice(3)] ?? 'body'),
    ...(dice(4) === 0 && { key: ['kind', 'a/b', '__proto__'][dice(3)] ?? 'kind' }),
    text: texts[dice(texts.length)] ?? 'x',
    value: [null, {}, { href: 'https://example.org' }, 'quote', true][dice(5)],
    typeRef: dice(7),
    length: 1 + dice(3),
  };
}

/** An update that is put together struct by struct, mostly under the attacker's client id and over units that are there. */
export function craftedUpdate(doc: Y.Doc, dice: Dice): Uint8Array {
  const units = unitsOf(doc);
  const own = Y.getState(doc.store, attacker);
  const pick = (): CraftedUnit => {
    const future = { client: attacker, clock: own + dice(6) };
    return dice(8) === 0 ? future : (units[dice(units.length)] ?? future);
  };
  const sections = Array.from({ length: 1 + (dice(8) === 0 ? 1 : 0) }, () => {
    const client = [attacker, attacker, attacker, victim, 888][dice(5)] ?? attacker;
    const state = Y.getState(doc.store, client);
    const clock = Math.max(0, state + (dice(6) === 0 ? dice(5) - 2 : 0));
    return {
      client,
      clock,
      structs: Array.from({ length: 1 + dice(4) }, () => anyStruct(dice, pick)),
    };
  });
  const deletes: readonly CraftedDelete[] =
    dice(3) === 0 ? [{ ...pick(), length: 1 + dice(4) }] : [];
  return craftSections(sections, deletes);
}

/** Bytes of an honest edit by the attacker with some of them changed. */
export function brokenUpdate(doc: Y.Doc, dice: Dice): Uint8Array {
  const copy = createSectionDocument();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  copy.clientID = attacker;
  const known = Y.encodeStateVector(copy);
  for (let edits = 1 + dice(4); edits > 0; edits--) editHonestly(copy, dice);
  const bytes = Y.encodeStateAsUpdate(copy, known).slice();
  for (let changes = 1 + dice(3); changes > 0; changes--) bytes[dice(bytes.length)] = dice(256);
  return dice(6) === 0 ? bytes.subarray(0, dice(bytes.length)) : bytes;
}
