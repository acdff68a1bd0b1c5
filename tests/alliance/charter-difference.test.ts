import { align } from '@alliance/shared/alliance/align';
import { type Alliance } from '@alliance/shared/alliance/alliance';
import { canonicalJson } from '@alliance/shared/alliance/canonical-json';
import { type CharterContent, type CharterSeat } from '@alliance/shared/alliance/charter';
import { charterContentOf } from '@alliance/shared/alliance/charter-content';
import { charterDifference } from '@alliance/shared/alliance/charter-difference';
import { wordDifference } from '@alliance/shared/alliance/word-difference';
import { type BlockJson } from '@alliance/shared/editor/section-json';
import { assert, array, constantFrom, property, string } from 'fast-check';
import { expect, test } from 'vitest';

import { alliance, covers, seat } from '../support/alliances.ts';

const block = (text: string, blockId?: string): BlockJson => ({
  name: 'block',
  attributes: { kind: 'paragraph', ...(blockId !== undefined && { blockId }) },
  inline: [{ text, marks: {} }],
});

const team = alliance([
  seat('physician', [covers('ana', -1, 1)], { isLead: true }),
  seat('registered-nurse', [covers('ben', -1, 1)]),
]);
const content = charterContentOf(team, { blocks: [block('We meet at eight.', 'b1')] });

test('[AL44] the same content gives the same text, whatever the order of its keys', () => {
  expect(canonicalJson(turned(content))).toBe(canonicalJson(content));
  expect(JSON.parse(canonicalJson(content))).toEqual(content);
});

test('[AL44] words that read the same have the same content, however they were typed', () => {
  const [first] = content.prose.blocks;
  const typed: BlockJson = {
    name: 'block',
    attributes: { blockId: 'b1', kind: 'paragraph' },
    inline: ['We ', '', 'meet at', ' eight.'].map((text) => ({ text, marks: {} })),
  };
  expect(charterContentOf(team, { blocks: [typed] }).prose.blocks).toEqual([first]);
  const bold: BlockJson = {
    ...typed,
    inline: [{ text: 'We meet at eight.', marks: { bold: {} } }],
  };
  expect(charterContentOf(team, { blocks: [bold] }).prose.blocks).not.toEqual([first]);
});

test('[AL44] whatever a signature binds to is in the content, and who sits where is not', () => {
  const other = (change: Partial<Alliance>) =>
    canonicalJson(charterContentOf({ ...team, ...change }, content.prose));
  const same = canonicalJson(content);
  const [lead, nurse] = team.seats;
  expect(other({ purpose: 'Something else.' })).not.toBe(same);
  expect(other({ seats: team.seats.map((each) => ({ ...each, isRequired: false })) })).not.toBe(
    same,
  );
  expect(
    other({
      seats: team.seats.map((each) => ({
        ...each,
        scope: [{ sectionKey: 'mobility', right: 'none' }],
      })),
    }),
  ).not.toBe(same);
  expect(other({ seats: [lead, nurse].flatMap((each) => each ?? []) })).toBe(same);
  expect(other({ seats: team.seats.map((each) => ({ ...each, coverage: [] })) })).toBe(same);
});

test('[AL45] a signer is shown everything that changed since the version they signed', () => {
  const { agreements } = team.charter;
  const [lead] = team.seats;
  const [one, two, ...rest] = agreements.working;
  const [before] = content.seats;
  const physician: CharterSeat | undefined = before && {
    ...before,
    title: 'Ward physician',
    isSteward: true,
    offers: ['An answer within the hour'],
    scope: [{ sectionKey: 'mobility', right: 'edit' }],
  };
  const after: CharterContent = {
    ...content,
    purpose: 'To test again.',
    agreements: {
      ...agreements,
      working: [
        ...[one ?? []].flat(),
        ...(two === undefined ? [] : [{ ...two, text: 'I ask before I change your words.' }]),
        ...rest.slice(1),
        { id: 'new', text: 'We say thank you.' },
      ],
      decisionRule: 'majority',
      responses: { ...agreements.responses, urgent: 'within two hours' },
      ...(lead && { tieBreakSeatId: lead.id, escalationPath: [lead.id] }),
    },
    seats: [
      ...(physician ? [physician] : []),
      ...charterContentOf(alliance([seat('pharmacist', [])]), content.prose).seats,
    ],
    prose: { blocks: [block('We meet at nine.', 'b1'), block('And we end on time.', 'b2')] },
  };
  const changes = charterDifference(content, after);
  expect(changes.map((change) => change.what)).toEqual([
    'text',
    'text',
    'text',
    'seat-title',
    'seat-mark',
    'seat-lines',
    'scope',
    'seat-added',
    'seat-removed',
    'agreement-changed',
    'agreement-added',
    'agreement-removed',
    'named-seat',
    'escalation-path',
    'prose',
    'prose',
  ]);
  expect(changes).toContainEqual({
    what: 'scope',
    seatId: 'seat-physician',
    title: 'Ward physician',
    sectionKey: 'mobility',
    after: 'edit',
  });
  expect(changes).toContainEqual({
    what: 'prose',
    block: {
      change: 'changed',
      kind: 'paragraph',
      words: [
        { kind: 'same', text: 'We meet at ' },
        { kind: 'removed', text: 'eight' },
        { kind: 'added', text: 'nine' },
        { kind: 'same', text: '.' },
      ],
    },
  });
  expect(charterDifference(after, after)).toEqual([]);
});

test('[AL45] blocks without ids that were changed in place are shown as changed, and moved ones as gone and new', () => {
  expect(kinds(prose('a', 'b', 'c'), prose('a', 'x', 'c'))).toEqual(['changed']);
  expect(kinds(prose('a', 'b', 'c'), prose('c', 'a', 'b'))).toEqual(['added', 'removed']);
  expect(kinds(prose('a', 'b'), prose('a', 'b', 'c'))).toEqual(['added']);
});

test('[AL45] the words of a difference put together are the old and the new text', () => {
  const text = array(constantFrom('a', 'b', 'é', ' ', ',', 'word', '\n', '😀'), {
    maxLength: 30,
  }).map((parts) => parts.join(''));
  assert(
    property(text, text, (before, after) => {
      const pieces = wordDifference(before, after);
      const without = (kind: string) =>
        pieces
          .filter((piece) => piece.kind !== kind)
          .map((piece) => piece.text)
          .join('');
      expect(without('added')).toBe(before);
      expect(without('removed')).toBe(after);
    }),
  );
});

test('[AL45] lists are laid side by side in order, each place once, and very long ones are replaced', () => {
  assert(
    property(array(string({ maxLength: 1 })), array(string({ maxLength: 1 })), (before, after) => {
      const pairs = align(before, after);
      expect(pairs.flatMap((pair) => pair.before ?? [])).toEqual(before.map((_, place) => place));
      expect(pairs.flatMap((pair) => pair.after ?? [])).toEqual(after.map((_, place) => place));
      const both = pairs.filter((pair) => pair.before !== undefined && pair.after !== undefined);
      expect(both.map((pair) => before[pair.before ?? -1])).toEqual(
        both.map((pair) => after[pair.after ?? -1]),
      );
    }),
  );
  expect(align(long('a'), long('b'))).toHaveLength(6000);
});

function long(letter: string): readonly string[] {
  return Array.from({ length: 3000 }, (_, place) => `${letter}${place}`);
}

function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, each]) => [key, turned(each)]),
  );
}

function prose(...texts: readonly string[]): CharterContent {
  return { ...content, prose: { blocks: texts.map((text) => block(text)) } };
}

function kinds(one: CharterContent, other: CharterContent): readonly unknown[] {
  return charterDifference(one, other).map((each) => each.what === 'prose' && each.block.change);
}
