/**
 * The main job from end to end, in one browser profile: physician and nurse write in one section, the physiotherapist
 * reads along, the server is killed while both type, and comes back. `JOURNEY_REPEATS=20` runs it so often.
 */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import {
  askAs,
  findElenasPlan,
  launchBrowser,
  newProfile,
  openPlanAs,
  putCaret,
  saveWords,
  textOf,
} from '../support/browser.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';

const repeats = Number(process.env['JOURNEY_REPEATS'] ?? '1');
const section = 'snapshot';

let server: ServerProcess;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServerProcess(), launchBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

test.each(Array.from({ length: repeats }, (_, index) => index + 1))(
  '[PG1] two write together, a third reads along, and what says Saved is there after kill -9 (run %i)',
  async (run) => {
    const profile = await newProfile(browser);
    const team = await openTeam(profile);
    await writeTogether(team, run);
    await typeThroughKill(team, run);
    expect(await textOf(team.priya, section)).toBe(await textOf(team.tom, section));
    await profile.close();
  },
  240_000,
);

interface Team {
  readonly priya: Page;
  readonly tom: Page;
  readonly hannah: Page;
}

async function openTeam(profile: BrowserContext): Promise<Team> {
  const open = (persona: string) => openPlanAs(profile, server.url, persona, section);
  const [priya, tom, hannah] = await Promise.all([open('priya'), open('tom'), open('hannah')]);
  return { priya, tom, hannah };
}

async function writeTogether({ priya, tom, hannah }: Team, run: number): Promise<void> {
  await putCaret(priya, section, -1);
  await priya.keyboard.type(` physician${run}`);
  await putCaret(tom, section, 0);
  await tom.keyboard.type(` nurse${run}`);
  for (const page of [priya, tom, hannah])
    for (const word of [`physician${run}`, `nurse${run}`]) await seeWord(page, word);
  await seeCaret(priya, 'Tom Akerele RN');
  await seeCaret(tom, 'Dr Priya Raman');
  await seeCaret(hannah, 'Dr Priya Raman');
  await hannah
    .getByRole('img', { name: /Tom Akerele/ })
    .first()
    .waitFor();
  await tryToType(hannah);
}

/** A reader's keys change nothing: they become a comment, and a key that writes nothing is answered by whom to ask. */
async function tryToType(page: Page): Promise<void> {
  await putCaret(page, section, 0);
  await page.keyboard.press('Backspace');
  await page.getByText('nothing was changed').waitFor();
  await page.keyboard.type('intruder');
  expect(await textOf(page, section)).not.toContain('intruder');
}

/** Both type numbered words through the death of the server. */
async function typeThroughKill({ priya, tom, hannah }: Team, run: number): Promise<void> {
  const words = (who: string) => Array.from({ length: 24 }, (_, index) => `${who}${run}x${index}`);
  const [savedByPriya, savedByTom] = await Promise.all([
    typeWords(priya, words('p')),
    typeWords(tom, words('t')),
    killAfter(priya, [`p${run}x8`, `t${run}x8`]),
  ]);
  for (const page of [priya, tom])
    await expect.poll(() => saveWords(page)).toMatch(/^Offline – \d+ changes? kept in this tab/);
  const stored = await storedText();
  expect(Math.min(savedByPriya.length, savedByTom.length)).toBeGreaterThan(0);
  for (const word of [...savedByPriya, ...savedByTom]) expect(stored).toContain(`${word} `);
  await server.restart();
  for (const page of [priya, tom]) await seeSaved(page);
  for (const page of [priya, tom, hannah])
    for (const word of [...words('p'), ...words('t')]) await seeWord(page, word);
}

/** Types word by word, waiting once for Saved in the beginning; gives the words that stood on the page when it last said so. */
async function typeWords(page: Page, words: readonly string[]): Promise<readonly string[]> {
  let saved: readonly string[] = [];
  await page.keyboard.type(' ');
  for (const [index, word] of words.entries()) {
    await page.keyboard.type(`${word} `);
    if (index === 3) await seeSaved(page);
    if ((await saveWords(page)).startsWith('Saved ')) saved = words.slice(0, index + 1);
  }
  return saved;
}

async function seeSaved(page: Page): Promise<void> {
  await expect.poll(() => saveWords(page)).toMatch(/^Saved \d\d:\d\d$/);
}

async function killAfter(page: Page, words: readonly string[]): Promise<void> {
  for (const word of words) await seeWord(page, word);
  await server.kill('SIGKILL');
}

/** What is on disk after the kill, read through a server of its own on a copy: no tab can have sent anything again. */
async function storedText(): Promise<string> {
  const copy = await mkdtemp(path.join(tmpdir(), 'alliance-copy-'));
  await cp(server.dataFolder, copy, { recursive: true });
  const reader = await startServerProcess({ ALLIANCE_DATA: copy });
  try {
    return await askAs(reader.url, 'marcus', async (get) => {
      const { id } = await findElenasPlan(get);
      return JSON.stringify(await get(`/api/plans/${id}`));
    });
  } finally {
    await reader.close();
    await rm(copy, { recursive: true, force: true });
  }
}

async function seeWord(page: Page, word: string): Promise<void> {
  await expect.poll(() => textOf(page, section)).toContain(word);
}

/** A caret's name is shown for a moment only; the caret itself stays. */
async function seeCaret(page: Page, name: string): Promise<void> {
  await page
    .locator(`#${section} .colleague-caret`, { hasText: name })
    .first()
    .waitFor({ state: 'attached' });
}
