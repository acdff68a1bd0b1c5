import { type Anchor, isAnchor, makeAnchor } from '@alliance/shared/comments/anchor';
import { prepareText } from '@alliance/shared/comments/prepared-text';
import { quotedText } from '@alliance/shared/comments/quoted-text';
import { rangeOfNode } from '@alliance/shared/comments/range-of-node';
import { refreshAnchor } from '@alliance/shared/comments/refresh-anchor';
import { rangeOfQuote, resolveAnchor } from '@alliance/shared/comments/resolve-anchor';
import { offsetsOf, runningTextOfSection } from '@alliance/shared/comments/running-text';
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { readSection } from '@alliance/shared/editor/section-json';
import { contextCharactersMax, quoteCharactersMax } from '@alliance/shared/limits';
import { toBase64 } from 'lib0/buffer';
import { describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';

import { fill } from '../editor/fill-section.ts';
import { fullSection, hostileSection } from '../editor/section-samples.ts';
import { seed } from '../support/seed.ts';
import { document, found, marked, rewrite, textIn } from './anchor-text.ts';

describe('where a thread stays', () => {
  test('[AN1] typing at its edges stays outside, typing in it belongs to it', () => {
    const { doc, anchor } = marked('Walk [twenty metres] with frame');
    textIn(doc, 0).insert(5, 'about ');
    expect(found(doc, anchor)).toBe('position: twenty metres');
    textIn(doc, 0).insert(24, ' only');
    expect(found(doc, anchor)).toBe('position: twenty metres');
    textIn(doc, 0).insert(17, ' two');
    expect(found(doc, anchor)).toBe('position: twenty two metres');
  });

  test('[AN1] a range over several blocks, with a chip and a line without text in it, is one range', () => {
    const { doc, anchor } = marked('Dose [▣ at noon', '', 'and at] night');
    expect(anchor).toMatchObject({ exact: '\uFFFC at noonand at', blockId: 'b0' });
    expect(resolveAnchor(doc, anchor)?.range).toEqual({
      from: { block: 0, offset: 5 },
      to: { block: 2, offset: 6 },
    });
  });

  test('[AN2] words that were written again stay the same ones, wherever they stand', () => {
    const { doc, anchor } = marked('Bell within reach', 'Walk [twenty metres] with frame', 'Rest');
    rewrite(doc, 0, 'Rest', 'Walk twen', 'ty metres with frame', 'Bell within reach');
    expect(found(doc, anchor)).toBe('quote: twenty metres');
  });

  test('[AN2] of equal words those with the old surroundings are the ones', () => {
    const { doc, anchor } = marked(
      'Mornings: walk twenty metres with the frame.',
      'Evenings: walk [twenty metres] with the nurse.',
    );
    rewrite(
      doc,
      0,
      'Evenings: walk twenty metres with the nurse.',
      'Mornings: walk twenty metres with the frame.',
    );
    expect(resolveAnchor(doc, anchor)).toMatchObject({
      how: 'quote',
      range: { from: { block: 0, offset: 15 } },
    });
  });

  test('[AN2] a cut that left a few letters behind does not hold the thread there', () => {
    const { doc, anchor } = marked('The [kestrel ]kettle is hot', 'Rest');
    // An editor that compares `kestrel kettle` with `kettle` may keep the first `ke`.
    textIn(doc, 0).delete(6, 8);
    textIn(doc, 1).insert(4, ' kestrel ');
    expect(resolveAnchor(doc, anchor)?.range.from).toEqual({ block: 1, offset: 5 });
  });
});

describe('when words go', () => {
  test('[AN3] deleted words are unplaced, and back when they come back', () => {
    const { doc, anchor } = marked('Walk [twenty metres] with frame');
    const undo = new Y.UndoManager(bodyOf(doc));
    textIn(doc, 0).delete(5, 13);
    expect(found(doc, anchor)).toBe('unplaced');
    undo.undo();
    expect(found(doc, anchor)).toBe('quote: twenty metres');
  });

  test('[AN3] words that were replaced in one go are where the new ones stand', () => {
    const { doc, anchor } = marked('Sitagliptin at [08:00] with breakfast, every day');
    doc.transact(() => {
      textIn(doc, 0).delete(15, 5);
      textIn(doc, 0).insert(15, '19:30');
    });
    expect(found(doc, anchor)).toBe('context: 19:30');
    const kept = refreshAnchor(prepareText(doc), anchor);
    expect(kept).toMatchObject({ state: 'moved', anchor: { exact: '08:00' } });
    // They had only been cut: pasted beside, they are the ones again.
    textIn(doc, 0).insert(0, '08:00 ');
    expect(found(doc, kept.anchor)).toBe('quote: 08:00');
  });

  test('[AN3] what is written between the neighbours after the words had gone is not them', () => {
    const { doc, anchor } = marked('Sitagliptin at [08:00] with breakfast, every day');
    textIn(doc, 0).delete(15, 5);
    const lost = refreshAnchor(prepareText(doc), anchor);
    expect(lost).toEqual({ state: 'lost', anchor: { ...anchor, isLost: true } });
    textIn(doc, 0).insert(15, 'home');
    expect(found(doc, lost.anchor)).toBe('unplaced');
    textIn(doc, 0).insert(15, '08:00');
    const back = refreshAnchor(prepareText(doc), lost.anchor);
    expect(back.state).toBe('moved');
    expect(back.anchor.isLost).toBeUndefined();
  });
});

describe('what is not its own', () => {
  test('[AN4] the same words elsewhere are not taken for those that were deleted', () => {
    const { doc, anchor } = marked(
      'Evenings: walk twenty metres.',
      'Mornings: walk [twenty metres].',
    );
    textIn(doc, 1).delete(15, 13);
    expect(found(doc, anchor)).toBe('unplaced');
    expect(rangeOfQuote(runningTextOfSection(readSection(doc)), anchor)).toBeUndefined();
  });

  test('[AN4] of two equal places none is chosen', () => {
    const { doc, anchor } = marked('Walk [twenty metres] daily');
    rewrite(doc, 0, 'Rest first. Walk twenty metres daily', 'Rest first. Walk twenty metres daily');
    expect(found(doc, anchor)).toBe('unplaced');
  });

  test('[AN4] short words are not found again without anything of their surroundings', () => {
    const { doc, anchor } = marked('Dose [5 mg] at night', 'Rest');
    rewrite(doc, 0, 'Rest', 'Potassium 5 mg/l');
    expect(found(doc, anchor)).toBe('unplaced');
  });

  test('[AN4] a copy of which the first one was changed is not taken for it', () => {
    const { doc, anchor } = marked('Walk [twenty metres] with frame', 'Rest');
    textIn(doc, 1).insert(4, ' twenty metres');
    textIn(doc, 0).delete(5, 3);
    textIn(doc, 0).insert(5, 'sevend');
    const { anchor: kept } = refreshAnchor(prepareText(doc), anchor);
    expect(resolveAnchor(doc, kept)?.range.from.block).toBe(0);
  });
});

describe('what was pasted into words', () => {
  const pasted = ' and from the list of the other ward and back again';

  test('[AN4] a thread does not stay at what was pasted between the letters of its words when they go', () => {
    const { doc, anchor } = marked('Walk with the [walker] frame, twice a day, then rest.');
    textIn(doc, 0).insert(15, pasted);
    const kept = refreshAnchor(prepareText(doc), anchor);
    expect(kept).toMatchObject({ state: 'good', anchor: { exact: 'walker' } });
    expect(found(doc, kept.anchor)).toBe(`position: w${pasted}alker`);
    textIn(doc, 0).delete(15 + pasted.length - 3, 7);
    expect(found(doc, kept.anchor)).toBe('unplaced');
  });

  test('[AN4] it goes to its words where they still stand whole', () => {
    const { doc, anchor } = marked('Walk with the [walker] frame, twice a day, then rest.', '');
    // Two people moved the block without seeing each other, and one of them pasted into it.
    textIn(doc, 0).insert(15, pasted);
    rewrite(doc, 1, 'Walk with the walker frame, twice a day, then rest.');
    const kept = refreshAnchor(prepareText(doc), anchor);
    expect(kept.at?.range.from.block).toBe(0);
    textIn(doc, 0).delete(15 + pasted.length - 3, 7);
    expect(resolveAnchor(doc, kept.anchor)).toMatchObject({
      how: 'quote',
      range: { from: { block: 1, offset: 14 } },
    });
  });

  test('[AN7] words of which half is their own are what the thread is at from then on', () => {
    const { doc, anchor } = marked('Walk [twenty metres] with frame');
    textIn(doc, 0).insert(11, ' or twenty-six');
    expect(refreshAnchor(prepareText(doc), anchor).anchor.exact).toBe('twenty metres');
    textIn(doc, 0).delete(11, 3);
    expect(refreshAnchor(prepareText(doc), anchor).anchor.exact).toBe('twenty twenty-six metres');
  });
});

describe('on every copy', () => {
  test('[AN5] what only the copy knows that took something back changes nothing', () => {
    const { doc, anchor } = marked('Walk [twenty metres] with frame');
    const undo = new Y.UndoManager(bodyOf(doc));
    bodyOf(doc).delete(0, 1);
    undo.undo();
    const copy = createSectionDocument(200);
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
    expect(resolveAnchor(copy, anchor)).toEqual(resolveAnchor(doc, anchor));
    expect(found(doc, anchor)).toBe('quote: twenty metres');
  });

  test('[AN5] a page without a document sees a fresh anchor where an editor does', () => {
    const doc = fill(createSectionDocument(100), fullSection);
    const text = prepareText(doc);
    const running = runningTextOfSection(fullSection);
    expect({ text: running.text, starts: running.starts, atoms: running.atoms }).toEqual({
      text: text.text,
      starts: text.starts,
      atoms: text.atoms,
    });
    const answers = text.starts.flatMap((start, block) => {
      const end = text.starts[block + 1] ?? text.text.length;
      const from = { block, offset: 0 };
      const anchor = makeAnchor(text, { from, to: { block, offset: end - start } });
      if (anchor === undefined) return [];
      return [[rangeOfQuote(running, anchor), resolveAnchor(text, anchor)?.range] as const];
    });
    expect(answers.length).toBe(19);
    // Without a document something may be in doubt, and is then nowhere; it is never elsewhere.
    const seen = answers.filter(([onPage]) => onPage !== undefined);
    expect(seen.length).toBeGreaterThan(10);
    expect(seen.map(([onPage]) => onPage)).toEqual(seen.map(([, inEditor]) => inEditor));
  });
});

describe('bad anchors', () => {
  const { doc, anchor } = marked('Walk [twenty metres] with frame', 'Rest');

  test('[AN6] what is no anchor is unplaced and changes nothing', () => {
    const before = Y.encodeStateAsUpdate(doc);
    const values: readonly unknown[] = [
      undefined,
      null,
      5,
      'anchor',
      [],
      {},
      { ...anchor, exact: '' },
      { ...anchor, from: 5 },
      { ...anchor, to: {} },
      { ...anchor, others: -1 },
      { ...anchor, isLost: 'yes' },
      { ...anchor, exact: 'x'.repeat(quoteCharactersMax + 1) },
      { ...anchor, prefix: 'x'.repeat(contextCharactersMax + 1) },
    ];
    for (const value of values) {
      expect(isAnchor(value)).toBe(false);
      expect(resolveAnchor(doc, value as Anchor)).toBeUndefined();
      expect(refreshAnchor(prepareText(doc), { ...(value as Anchor) }).state).toBe('lost');
    }
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  });

  test('[AN6] broken positions leave the words to decide, and make no root', () => {
    const broken = [
      '',
      '=',
      'A',
      '!!!!',
      'AAAA',
      '////////',
      'AGQ',
      anchor.from.slice(0, -1),
      'A'.repeat(200),
      positionOf({ item: Y.createID(999, 0) }),
      positionOf({ item: Y.createID(100, 2 ** 40) }),
      positionOf({ item: Y.createID(Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER) }),
      positionOf({ type: Y.createID(100, 0) }),
      positionOf({ root: 'chips' }),
      positionOf({ root: 'evil' }),
    ];
    const roots = [...doc.share.keys()];
    for (const from of broken)
      for (const to of [...broken, anchor.to])
        expect(found(doc, { ...anchor, from, to })).toBe('quote: twenty metres');
    expect([...doc.share.keys()]).toEqual(roots);
  });

  test('[AN6] any bytes as positions, and any words, throw nothing and lead nowhere outside', () => {
    const next = numbersOf(seed);
    const bytes = (): string =>
      toBase64(Uint8Array.from({ length: next(12) }, () => next(next(2) === 0 ? 4 : 256)));
    const hostile = fill(createSectionDocument(100), hostileSection);
    const texts = [doc, hostile, createSectionDocument(9)].map((each) => prepareText(each));
    const outside = texts.flatMap((text) =>
      Array.from({ length: 2_000 }, () => {
        const start = next(text.text.length + 1);
        const exact = text.text.slice(start, start + 1 + next(20)) || '\uD800';
        const from = bytes();
        const at = resolveAnchor(text, { ...anchor, from, to: bytes(), exact, others: next(3) });
        return at === undefined || offsetsOf(text, at.range) !== undefined ? [] : [from];
      }).flat(),
    );
    expect({ seed, outside }).toEqual({ seed, outside: [] });
  });

  test('[AN6] a position in a chip, or in what was deleted, is none', () => {
    const { doc: text, anchor: whole } = marked('Dose [▣ daily]');
    bodyOf(text).delete(0, 1);
    expect(found(text, whole)).toBe('unplaced');
    expect(found(createSectionDocument(5), whole)).toBe('unplaced');
  });

  test('[AN6] an anchor costs a bounded number of searches, also one that looks for one letter everywhere', () => {
    const words = Array.from({ length: 2_000 }, (_word, at) => `word${at % 700}`);
    const lines = Array.from({ length: 40 }, (_line, at) =>
      words.slice(at * 50, at * 50 + 50).join(' '),
    );
    const long = document(...lines);
    const ordinary = Array.from({ length: 200 }, (_anchor, at) => {
      const from = { block: at % 40, offset: (at * 7) % 200 };
      return makeAnchor(long, { from, to: { ...from, offset: from.offset + 12 } });
    }).filter(isAnchor);
    const lost = ordinary.map((each) => ({ ...each, from: '', to: '' }));
    const nasty = ordinary.map((each) => ({
      ...each,
      from: '',
      to: '',
      exact: 'o',
      prefix: 'w'.repeat(32),
    }));
    const text = prepareText(long);
    const searches = [ordinary, lost, nasty].map((anchors) => {
      const search = vi.spyOn(String.prototype, 'indexOf');
      for (const each of anchors) resolveAnchor(text, each);
      const count = search.mock.calls.length;
      search.mockRestore();
      return count / anchors.length;
    });
    process.stdout.write(`searches per anchor: ${searches.join(', ')}\n`);
    // By position, by words, and hostile: at most as many places as are looked at, however long the text is.
    const [byPosition = Infinity, byWords = Infinity, hostile = Infinity] = searches;
    expect(byPosition).toBeLessThan(1);
    expect(byWords).toBeLessThan(20);
    expect(hostile).toBeLessThan(450);
  });
});

describe('making anchors', () => {
  test('[AN8] marking changes nothing in the text, and knows only places', () => {
    const doc = document('Walk twenty metres', '');
    const before = Y.encodeStateAsUpdate(doc);
    expect(makeAnchor(doc, { from: place(0, 5), to: place(0, 11) })).toMatchObject({
      exact: 'twenty',
      prefix: 'Walk ',
      suffix: ' metres',
      blockId: 'b0',
      others: 0,
    });
    for (const [from, to] of [
      [place(1, 0), place(1, 0)],
      [place(0, 5), place(0, 5)],
      [place(0, 9), place(0, 5)],
      [place(0, 5), place(0, 99)],
      [place(-1, 0), place(0, 5)],
      [place(0, 0.5), place(0, 5)],
      [place(7, 0), place(8, 0)],
    ] as const)
      expect(makeAnchor(doc, { from, to })).toBeUndefined();
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  });

  test('[AN8] of a long range the beginning counts, and no character is cut in half', () => {
    const doc = document(`a${'😀'.repeat(quoteCharactersMax)}`);
    const whole = {
      from: { block: 0, offset: 0 },
      to: { block: 0, offset: quoteCharactersMax * 2 + 1 },
    };
    const anchor = makeAnchor(doc, whole);
    expect(anchor?.exact).toHaveLength(quoteCharactersMax - 1);
    expect(anchor?.suffix.isWellFormed()).toBe(true);
    expect(anchor?.exact.isWellFormed()).toBe(true);
    expect(anchor && resolveAnchor(doc, anchor)?.how).toBe('position');
  });

  test('[AN8] quoted for people, each block is a line and what is not text is an ellipsis', () => {
    const { doc, anchor } = marked('Dose [▣ at noon', '', 'and at] night');
    const at = resolveAnchor(doc, anchor);
    expect(at && quotedText(doc, at.range)).toBe('… at noon\nand at');
  });
});

describe('keeping anchors', () => {
  test('[AN7] what has not moved is kept as it is, what only stands elsewhere is told apart from what moved', () => {
    const { doc, anchor } = marked('Walk [twenty metres] with frame', 'Rest');
    const state = (): string => refreshAnchor(prepareText(doc), anchor).state;
    expect(refreshAnchor(prepareText(doc), anchor).anchor).toBe(anchor);
    expect(state()).toBe('good');
    textIn(doc, 1).insert(4, ' and a long rest in bed');
    expect(state()).toBe('stale');
    textIn(doc, 0).insert(11, '-five');
    expect(state()).toBe('moved');
    expect(refreshAnchor(prepareText(doc), anchor).anchor.exact).toBe('twenty-five metres');
    textIn(doc, 0).delete(0, textIn(doc, 0).length);
    expect(state()).toBe('lost');
  });

  test('[AN7] an anchor that was kept is good from then on', () => {
    const { doc, anchor } = marked('Walk [twenty metres] with frame', 'Rest');
    rewrite(doc, 0, 'Rest', 'Walk twenty metres with frame');
    const { anchor: kept, state } = refreshAnchor(prepareText(doc), anchor);
    expect(state).toBe('moved');
    expect(found(doc, kept)).toBe('position: twenty metres');
    expect(refreshAnchor(prepareText(doc), kept)).toMatchObject({ state: 'good', anchor: kept });
  });

  test('[AN7] words that are deleted letter by letter are not forgotten', () => {
    const { doc, anchor } = marked('Walk [twenty metres] with frame');
    const undo = new Y.UndoManager(bodyOf(doc), { captureTimeout: 60_000 });
    let kept = anchor;
    for (let letter = 0; letter < 13; letter += 1) {
      textIn(doc, 0).delete(5, 1);
      kept = refreshAnchor(prepareText(doc), kept).anchor;
    }
    expect(found(doc, kept)).toBe('unplaced');
    undo.undo();
    expect(found(doc, kept)).toBe('quote: twenty metres');
  });
});

describe('chips and cards', () => {
  test('[AN9] a chip or card is found by its id, wherever it is moved, and only by its own', () => {
    const doc = fill(createSectionDocument(100), fullSection);
    const goal = rangeOfNode(doc, 'goal', 'g1');
    expect(goal).toEqual({ from: { block: 16, offset: 0 }, to: { block: 16, offset: 1 } });
    expect(rangeOfNode(doc, 'chip', 'c1')?.from.offset).toBe(5);
    expect(rangeOfNode(doc, 'intervention', 'i1')).toBeDefined();
    expect(rangeOfNode(doc, 'contingency', 'x1')).toBeDefined();
    bodyOf(doc).delete(0, 3);
    expect(rangeOfNode(doc, 'goal', 'g1')?.from.block).toBe(13);
    bodyOf(doc).delete(13, 1);
    for (const [node, id] of [
      ['goal', 'g1'],
      ['goal', 'c1'],
      ['chip', 'nothing'],
      ['chip', '__proto__'],
    ] as const)
      expect(rangeOfNode(doc, node, id)).toBeUndefined();
  });
});

function place(block: number, offset: number): { readonly block: number; readonly offset: number } {
  return { block, offset };
}

function positionOf({
  item = null,
  type = null,
  root = null,
}: {
  readonly item?: Y.ID | null;
  readonly type?: Y.ID | null;
  readonly root?: string | null;
}): string {
  return toBase64(Y.encodeRelativePosition(new Y.RelativePosition(type, root, item, 0)));
}

/** Whole numbers below a limit, always the same ones for a start. */
function numbersOf(start: number): (limit: number) => number {
  let state = start;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}
