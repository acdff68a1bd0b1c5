/** Physician and nurse write a plan at the same time, while the network goes and comes and the server is killed. */
import { isDeepStrictEqual } from 'node:util';

import { type ItemVersionsView, type ItemView } from '@alliance/shared/careplan/item/item-view';
import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { type SectionKey } from '@alliance/shared/careplan/section';
import { textOf } from '@alliance/shared/editor/block-text';
import { type SectionJson, readSection } from '@alliance/shared/editor/section-json';
import { expect, test } from 'vitest';

import { freshItemId, itemsOf } from '../support/items.ts';
import { type SignedIn } from '../support/people.ts';
import { seed } from '../support/seed.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { docOf, liveSection, tabFor } from '../sync/client-tab.ts';
import { diceOf } from '../sync/honest-editing.ts';
import { type Clinician, type Together, sitDown } from './clinician.ts';
import { type MadeChange, wrongInVersions } from './item-hand.ts';
import { Letters, nothingTyped, untouched, wrongLetters } from './letters.ts';
import { beginStrokePlan, readPlan } from './stroke-plan.ts';

/** How long they write; longer by the environment. */
const seconds = Number(process.env['WRITING_SECONDS'] ?? 4);
const secondsBetweenKills = 12;

test(
  `[JY5] two clinicians write the stroke plan from its template, with losses of network and server: replicas equal, no letter lost, every change of a goal kept (${seconds} s)`,
  { timeout: 90_000 + seconds * 3000 },
  async () => {
    const server = await startServerProcess();
    try {
      const { planId, physician, nurse } = await beginStrokePlan(server.url);
      const plan = await readPlan(physician, planId);
      const together = beginning(server.url, planId, await sharedKeys(plan, nurse));
      const writers = [
        await sitDown(together, physician, diceOf(seed)),
        await sitDown(together, nurse, diceOf(seed + 1)),
      ];
      const before = textsOf(writers[0]);
      for (const writer of writers) writer.start();
      const kills = await killNowAndThen(server);
      // On a machine with much else to do their time is over before they have written what is judged.
      await expect
        .poll(() => Math.min(...writers.map((writer) => writer.edits())))
        .toBeGreaterThan(120);
      await Promise.all(writers.map((writer) => writer.stop()));
      await sameEverywhere(writers);
      await server.kill('SIGKILL');
      await server.restart();
      judgeTexts(together, before, await freshTexts(together, physician));
      expect(await freshTexts(together, nurse)).toEqual(textsOf(writers[0]));
      const items = await judgeItems(together, physician);
      judgeCards(writers[0], items);
      tellOf(together, writers, kills, items);
    } finally {
      await server.close();
    }
  },
);

test('[JY5] a letter that is lost, doubled or back, a change that is lost and a value that nobody saw go are found', () => {
  const model = { typed: new Set('一丁丂'), deleted: new Set('丂') };
  expect(wrongLetters(model, 'Walks 一 20 m 丁')).toEqual([]);
  expect(wrongLetters(model, '一一丂七')).toEqual([
    '丁 is lost',
    '一 is there 2 times',
    '丂 is back',
    '七 was never typed here',
  ]);
  const changes = [made('A', 'priya', ['']), made('B', 'hannah', ['', 'A'])];
  const [first, second] = [{ value: '' }, { value: 'A' }];
  expect(wrongInVersions(versionsOf(first, second, { value: 'B' }), changes)).toEqual([]);
  expect(wrongInVersions(versionsOf(first, second), changes)).toEqual(['lost: B']);
  const blind = [made('A', 'priya', ['']), made('B', 'hannah', [''])];
  expect(wrongInVersions(versionsOf(first, second, { value: 'B' }), blind)).toEqual([
    'replaced unseen: "A" by "B"',
  ]);
  const undecided = { value: 'A', candidates: [{ value: 'B' }] };
  expect(wrongInVersions(versionsOf(first, second, undecided), blind)).toEqual([]);
});

function made(words: string, by: string, seen: readonly unknown[]): MadeChange {
  return { by, words, seen, itemId: freshItemId(), hasArrived: true };
}

/** A goal as its statement went from version to version. */
function versionsOf(...statements: readonly object[]): ItemVersionsView {
  return statements.map((statement) => ({ kind: 'goal', fields: { statement } })) as never;
}

function beginning(url: string, planId: string, keys: readonly SectionKey[]): Together {
  const models = new Map(keys.map((key) => [key, nothingTyped()] as const));
  return { url, planId, models, letters: new Letters(), changes: [] };
}

/** The sections in which both may write. */
async function sharedKeys(plan: PlanView, nurse: SignedIn): Promise<readonly SectionKey[]> {
  const others = new Set(editableIn(await readPlan(nurse, plan.id)));
  const keys = editableIn(plan).filter((key) => others.has(key));
  expect(keys.length).toBeGreaterThan(3);
  return keys;
}

function editableIn({ sections }: PlanView): readonly SectionKey[] {
  return sections.filter(({ access }) => access === 'edit').map(({ key }) => key);
}

/** Kills the server while they write, and starts it again; resolves when their time is over, with how often. */
async function killNowAndThen(server: ServerProcess): Promise<number> {
  const kills = Math.max(1, Math.floor(seconds / secondsBetweenKills));
  for (let kill = 0; kill < kills; kill += 1) {
    await time((seconds * 1000) / (kills + 1));
    await server.kill('SIGKILL');
    await server.restart();
  }
  await time((seconds * 1000) / (kills + 1));
  return kills;
}

/** The time in which they write. */
function time(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

type Texts = Readonly<Record<string, SectionJson>>;

function textsOf(writer: Clinician | undefined): Texts {
  const sections = [...(writer?.sections ?? [])];
  return Object.fromEntries(sections.map(([key, section]) => [key, readSection(docOf(section))]));
}

/** Waits until both have the same texts and the same items: each may still be hearing of the other's last changes. */
async function sameEverywhere([one, other]: readonly Clinician[]): Promise<void> {
  await expect.poll(() => differing(textsOf(one), textsOf(other))).toEqual([]);
  await expect.poll(() => differing(itemsOfWriter(one), itemsOfWriter(other))).toEqual([]);
}

/** The items that somebody sees, by their ids, without what they may do with them. */
function itemsOfWriter(writer: Clinician | undefined): Readonly<Record<string, unknown>> {
  const items = writer?.desk.items.get() ?? [];
  return Object.fromEntries(items.map(({ can: _can, ...item }) => [item.id, item]));
}

/** The keys at which two differ, each with what both say. */
function differing(
  one: Readonly<Record<string, unknown>>,
  other: Readonly<Record<string, unknown>>,
): readonly unknown[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])]
    .filter((key) => !isDeepStrictEqual(one[key], other[key]))
    .map((key) => [key, one[key], other[key]]);
}

/** What somebody reads who comes now. */
async function freshTexts({ url, planId, models }: Together, person: SignedIn): Promise<Texts> {
  const plan = await readPlan(person, planId);
  const tab = tabFor(url, person.persona, person.cookie);
  const texts = plan.sections
    .filter(({ key }) => models.has(key))
    .map(async ({ key, documentId }) => {
      const section = await liveSection(tab, documentId, false);
      return [key, readSection(docOf(section))] as const;
    });
  return Object.fromEntries(await Promise.all(texts));
}

function judgeTexts({ models }: Together, before: Texts, after: Texts): void {
  for (const [key, model] of models) {
    const text = wordsIn(after[key]);
    expect(wrongLetters(model, text)).toEqual([]);
    expect(untouched(text)).toBe(wordsIn(before[key]));
    expect(model.typed.size).toBeGreaterThan(0);
  }
}

function wordsIn(text: SectionJson | undefined): string {
  return (text?.blocks ?? []).map((block) => textOf(block)).join('');
}

async function judgeItems(
  { planId, changes }: Together,
  person: SignedIn,
): Promise<readonly ItemView[]> {
  expect(changes.filter(({ hasArrived }) => !hasArrived)).toEqual([]);
  const { items } = await itemsOf(person, planId);
  const byItem = Map.groupBy(changes, ({ itemId }) => itemId);
  const wrong = [...byItem].map(async ([itemId, ofItem]) => {
    const response = await person.fetch(`/api/plans/${planId}/items/${itemId}/versions`);
    return wrongInVersions((await response.json()) as ItemVersionsView, ofItem);
  });
  expect((await Promise.all(wrong)).flat()).toEqual([]);
  expect(byItem.size).toBeGreaterThan(1);
  return items;
}

/** Each card that they placed stands for a record that is there. */
function judgeCards(writer: Clinician | undefined, items: readonly ItemView[]): void {
  const known = new Set<unknown>(items.map(({ id }) => id));
  const cards = Object.values(textsOf(writer))
    .flatMap(({ blocks }) => blocks)
    .flatMap(({ name, attributes }) => (name === 'goal' ? [attributes['goalId']] : []));
  expect(cards.filter((id) => !known.has(id))).toEqual([]);
}

function tellOf(
  { models, changes }: Together,
  writers: readonly Clinician[],
  kills: number,
  items: readonly ItemView[],
): void {
  if (process.env['WRITING_SECONDS'] === undefined) return;
  const all = [...models.values()];
  const sum = (count: (model: (typeof all)[0]) => number) =>
    all.reduce((total, model) => total + count(model), 0);
  process.stdout.write(
    `${sum(({ typed }) => typed.size)} letters typed, ${sum(({ deleted }) => deleted.size)} of them taken out; ` +
      `${changes.length} changes of ${items.length} items; ${writers.map(({ losses }) => losses()).join(' and ')} losses of the network, ${kills} kills\n`,
  );
}
