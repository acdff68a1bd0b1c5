import { type ItemView } from '@alliance/shared/careplan/item/item-view';
import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { leftOutAtBedside } from '@alliance/shared/careplan/print/print-bedside';
import { printDocument, printSheet } from '@alliance/shared/careplan/print/print-sheet';
import { type PrintSource } from '@alliance/shared/careplan/print/print-source';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';
import { itemsOf } from '../support/items.ts';
import { signIn } from '../support/people.ts';
import { piecesOf, wordsOf } from './words-of-html.ts';

let server: InProcessServer;
/** The stroke plan as its lead sees it. */
let source: PrintSource;

beforeAll(async () => {
  server = await startInProcess();
  const priya = await signIn(server.url, 'priya');
  const plan = await priya.plan();
  const { items } = await itemsOf(priya, plan.id);
  source = { plan, items, at: '2026-11-23T08:12:00.000Z', timeZone: 'Europe/Vienna' };
});
afterAll(() => server.close());

type Section = PlanView['sections'][number];

/** The plan with something else said of one of its sections. */
function withSection(key: Section['key'], other: Partial<Section>): PrintSource {
  const sections = source.plan.sections.map((section) =>
    section.key === key ? { ...section, ...other } : section,
  );
  return { ...source, plan: { ...source.plan, sections } };
}

/** The plan with something else said of one of its items. */
function withItem(id: string, other: Partial<ItemView>): PrintSource {
  const items = source.items.map((item) =>
    item.id === id ? ({ ...item, ...other } as ItemView) : item,
  );
  return { ...source, items };
}

function goalOf({ items }: PrintSource): Extract<ItemView, { kind: 'goal' }> {
  const goal = items.find(
    (item) => item.kind === 'goal' && item.fields.lifecycle.value === 'active',
  );
  if (goal?.kind !== 'goal') throw new Error('The demo has an active goal.');
  return goal;
}

test('[PT1] the printed plan holds every word of every text, in reading order', () => {
  const printed = wordsOf(printSheet('plan', source));
  let place = 0;
  for (const section of source.plan.sections)
    for (const words of [section.heading, ...piecesOf(section.rendered.html)]) {
      const found = printed.indexOf(words, place);
      expect([words, found >= place]).toEqual([words, true]);
      place = found + words.length;
    }
});

test('[PT18] however many cards of one record stand in the texts, it is printed in full once, and named at the others', () => {
  const { id } = goalOf(source);
  const card = `<div data-node="goal" data-item-id="${id}" contenteditable="false"></div>`;
  const before = printSheet('plan', source);
  const words = 'Nobody has said this before.';
  const many = withItem(id, { fields: { ...goalOf(source).fields, target: fieldOf(words) } });
  const [first] = many.plan.sections;
  if (first === undefined) throw new Error('The demo has sections.');
  const html = first.rendered.html + card.repeat(5000);
  const sections = many.plan.sections.map((each) =>
    each === first ? { ...each, rendered: { ...each.rendered, html } } : each,
  );
  const printed = printSheet('plan', { ...many, plan: { ...many.plan, sections } });
  expect(printed.split(words)).toHaveLength(2);
  expect(printed.split('it stands in full above').length).toBeGreaterThan(5000);
  expect(printed.length).toBeLessThan(before.length + 5000 * 600);
});

function fieldOf(value: string): ReturnType<typeof goalOf>['fields']['target'] {
  return { value, version: 1, by: goalOf(source).author.personId, at: source.at };
}

test('[PT1] a text that is left out would be found', () => {
  const [first, ...others] = source.plan.sections;
  const shorter = { ...source, plan: { ...source.plan, sections: others } };
  const words = piecesOf(first?.rendered.html ?? '').at(-1) ?? '';
  expect(words.length).toBeGreaterThan(5);
  expect(wordsOf(printSheet('plan', source))).toContain(words);
  expect(wordsOf(printSheet('plan', shorter))).not.toContain(words);
});

test('[PT1] every written field of every kind of item is printed, each part, answer, look, doing and tag', () => {
  const by = goalOf(source).author;
  const at = '2026-11-20T09:00:00.000Z';
  const tags = [{ name: 'conflicting', by, at, note: 'Words of the tag' }] as const;
  const items = source.items.map((item) => {
    const fields = Object.fromEntries(
      Object.entries(item.fields).map(([name, field]) => [
        name,
        isFreeText(name) ? { ...field, value: `Words of ${item.kind} ${name}.` } : field,
      ]),
    );
    return { ...item, ...full(item.kind), tags, fields } as unknown as ItemView;
  });
  function full(kind: ItemView['kind']): object {
    if (kind === 'contingency') return {};
    if (kind === 'intervention') return { done: [{ by, at, note: 'Words of the doing' }] };
    const { seatId } = by;
    return {
      parts: [{ seatId, contributed: { by, at, text: 'Words of the part' } }],
      agreements: [{ seatId, by, at, answer: 'disagree', note: 'Words of the answer' }],
      progress: [{ id: 'p', by, at, on: '2026-11-20', score: -1, value: '40', note: 'Words seen' }],
    };
  }
  const printed = wordsOf(printSheet('plan', { ...source, items }));
  const expected = items.flatMap((item) =>
    Object.keys(item.fields)
      .filter((name) => isFreeText(name))
      .map((name) => `Words of ${item.kind} ${name}.`),
  );
  expect(new Set(expected).size).toBeGreaterThan(15);
  for (const words of [
    ...expected,
    'Words of the part',
    'Words of the answer',
    'Words seen',
    'scale −1',
    'Words of the doing',
    'Words of the tag',
  ])
    expect(printed).toContain(words);
  expect(printed).toMatch(/Due on: \d+ \w+ \d{4}/);
});

/** Fields in which people write what they want. */
function isFreeText(name: string): boolean {
  return !/On$|^(?:expressedBy|leadDiscipline|priority|component|lifecycle|achievement|importance|difficulty|scaleBaseline|responsible|frequency|status)$/u.test(
    name,
  );
}

test('[PT2] a section out of the plan stands last, with who took it out and why, and a private one says so', () => {
  const retired = { by: 'Dr Priya Raman', at: '2026-11-22T09:00:00.000Z', reason: 'She is well.' };
  const last = withSection('snapshot', { retired });
  const printed = wordsOf(printSheet('plan', last));
  const headings = printed.indexOf('No longer in the plan');
  expect(headings).toBeGreaterThan(printed.indexOf('Who to call'));
  expect(printed.slice(headings)).toContain('Taken out of the plan by Dr Priya Raman');
  expect(printed.slice(headings)).toContain('She is well.');
  const mine = wordsOf(printSheet('plan', withSection('snapshot', { isPrivate: true })));
  expect(mine).toContain('Private: only you see this section until you share it.');
  expect(wordsOf(printSheet('plan', source))).not.toContain('Private:');
});

test('[PT3] a card is printed where it stands, a struck one with its reason, one that is not for the reader without a word of it', () => {
  const goal = goalOf(source);
  const words = goal.fields.statement.value;
  const struck = { by: goal.author, at: '2026-11-22T09:00:00.000Z', reason: 'It was reached.' };
  const printed = printSheet('plan', withItem(goal.id, { struck }));
  expect(printed).toContain('data-struck=""');
  expect(wordsOf(printed)).toContain(`Struck by ${goal.author.name}`);
  expect(wordsOf(printed)).toContain('It was reached.');
  const others = { ...source, items: source.items.filter(({ id }) => id !== goal.id) };
  expect(wordsOf(printSheet('plan', source))).toContain(`Goal: ${words}`);
  expect(wordsOf(printSheet('plan', others))).not.toContain(`Goal: ${words}`);
  expect(wordsOf(printSheet('plan', others))).toContain('What stands here is not for you');
});

test('[PT3] an item without a card is printed with its section', () => {
  const goal = goalOf(source);
  const sections = source.plan.sections.map((section) => ({
    ...section,
    rendered: {
      ...section.rendered,
      html: section.rendered.html.replaceAll(/<div[^>]* data-item-id=[^>]*><\/div>/g, ''),
    },
  }));
  const printed = wordsOf(printSheet('plan', { ...source, plan: { ...source.plan, sections } }));
  expect(printed).toContain('Also here, not placed in the text');
  expect(printed).toContain(`Goal: ${goal.fields.statement.value}`);
});

test('[PT4] a field between whose values nobody has decided is printed with all of them, on both sheets', () => {
  const goal = goalOf(source);
  const { statement } = goal.fields;
  const other = { value: 'I walk to the bakery.', by: goal.author.personId, at: statement.at };
  const fields = { ...goal.fields, statement: { ...statement, candidates: [other] } };
  for (const sheet of ['plan', 'bedside'] as const) {
    const printed = wordsOf(printSheet(sheet, withItem(goal.id, { fields })));
    expect(printed).toContain('not decided');
    expect(printed).toContain(statement.value);
    expect(printed).toContain('I walk to the bakery.');
  }
});

test('[PT4] a chip between whose values nobody has decided is printed with all of them', () => {
  const html = '<p>Metoprolol <span data-node="chip">25 mg or 50 mg (not decided)</span></p>';
  const printed = printSheet('plan', withSection('medicines', { rendered: { head: 1, html } }));
  expect(wordsOf(printed)).toContain('Metoprolol 25 mg or 50 mg (not decided)');
});

test('[PT5] the bedside sheet holds what is needed at the bed, in this order', () => {
  const printed = wordsOf(printSheet('bedside', source));
  const precaution = source.plan.sections.flatMap(({ now }) => now.precautions)[0]?.text ?? '-';
  const call = source.plan.sections.flatMap(({ now }) => now.calls)[0]?.when ?? '-';
  const goal = goalOf(source).fields.statement.value;
  const places = [
    'Elena Vargas',
    'What matters',
    source.plan.sections[0]?.quotes[0] ?? '-',
    'Careful',
    precaution,
    'Stop and call if',
    'If something happens',
    call,
    'Goals',
    goal,
    'Who to call',
    'Tom Akerele RN',
  ].map((words) => [words, printed.indexOf(words)] as const);
  expect(places.filter(([, place]) => place === -1)).toEqual([]);
  expect(places.map(([, place]) => place)).toEqual(
    places.map(([, place]) => place).toSorted((one, other) => one - other),
  );
});

test('[PT6] nothing private, restricted, retired or struck hangs at the bed, and its reader is told what is left out', () => {
  const [row] = source.plan.sections.flatMap(({ now }) => now.calls);
  const when = row?.when ?? '-';
  expect(wordsOf(printSheet('bedside', source))).toContain(when);
  const retired = { by: 'Tom', at: source.at, reason: '-' };
  const sections = source.plan.alliance.sections.map((section) =>
    section.key === 'contingency' ? { ...section, isRestricted: true } : section,
  );
  const alliance = { ...source.plan.alliance, sections };
  const restricted = { ...source, plan: { ...source.plan, alliance } };
  for (const hidden of [
    withSection('contingency', { isPrivate: true }),
    withSection('contingency', { retired }),
    restricted,
  ])
    expect(wordsOf(printSheet('bedside', hidden))).not.toContain(when);
  const heading = source.plan.sections.find(({ key }) => key === 'contingency')?.heading;
  expect(leftOutAtBedside(restricted)).toEqual([heading]);
  expect(leftOutAtBedside(source)).toEqual([]);
  const goal = goalOf(source);
  const struck = { by: goal.author, at: source.at, reason: '-' };
  for (const other of [{ struck }, { isPrivate: true }] as const)
    expect(wordsOf(printSheet('bedside', withItem(goal.id, other)))).not.toContain(
      goal.fields.statement.value,
    );
});

test('[PT7] the head of every page says whose plan it is, and of when this copy is', () => {
  for (const sheet of ['plan', 'bedside'] as const) {
    const [, head = ''] = /<thead>([^]*?)<\/thead>/.exec(printSheet(sheet, source)) ?? [];
    const { name, identifier } = source.plan.patient;
    expect(wordsOf(head)).toBe(
      `${name} ${identifier} not signed: working copy of 23 November 2026, 09:12 CET`,
    );
  }
});

test('[PT8] nothing that somebody wrote becomes an element or asks for an address', () => {
  const hostile = `</title></style><script>x</script><img src=//e.example/x onerror=x> "' &lt;`;
  const spoil = (value: unknown): unknown => {
    if (typeof value === 'string') return hostile;
    if (Array.isArray(value)) return value.map(spoil);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, kept.has(name) ? each : spoil(each)]),
    );
  };
  const { rendered: _none, ...first } = source.plan.sections[0] as Section;
  const section = { ...(spoil(first) as Section), rendered: { head: 1, html: '' } };
  const plan = { ...(spoil(source.plan) as PlanView), sections: [section] };
  const spoilt = { ...source, plan, items: spoil(source.items) as PrintSource['items'] };
  for (const sheet of ['plan', 'bedside'] as const) {
    const page = printDocument(sheet, spoilt);
    expect(page.match(/<(?:script|img|link|iframe|object|svg|form|base)\b/g)).toBeNull();
    expect(page.match(/<\/title>/g)).toHaveLength(1);
    expect(page.match(/<\/style>/g)).toHaveLength(1);
    expect(wordsOf(page)).toContain(hostile.replaceAll(/\s+/g, ' '));
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  }
});

/** Codes, ids and instants: they are none of people's words. */
const kept = new Set(
  'id key status invitation kind lifecycle sectionKey disciplineKey leadDiscipline seatId at madeAt on startOn dueOn endOn bornOn frequency name answer'.split(
    ' ',
  ),
);
