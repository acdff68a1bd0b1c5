import { type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { caretTold, launchBrowser, newProfile, openPlanAs, saveWords } from '../support/browser.ts';
import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';

/** More stops than there are between any two places of this journey. */
const stopsMax = 60;

let server: InProcessServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startInProcess(), launchBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

test('[JY6] by keyboard alone: from the palette to a section, a goal is written, a colleague asked, the goal edited, the board looked at, the plan printed', async () => {
  const profile = await newProfile(browser, { width: 1280, height: 900 });
  const page = await openPlanAs(profile, server.url, 'hannah', 'snapshot');
  await choose(page, 'walking', 'Walking and transfers');
  await expect.poll(() => present(page)).toContain('heading-mobility');
  await page.locator('#mobility [data-ready] .ProseMirror').waitFor();
  await tabTo(page, '#mobility .ProseMirror');
  await writeGoal(page);
  const card = page
    .locator('#mobility .ProseMirror')
    .getByRole('group', { name: 'Goal: I carry my cup to the table' });
  await card.waitFor();
  await goIntoCard(page);
  await tabTo(page, 'button[aria-label^="Ask SW"]');
  await page.keyboard.press('Enter');
  await card.getByText(/Social worker.*asked for their part/).waitFor();
  expect(await present(page)).toContain('LI');
  await tabTo(page, 'button[aria-label^="Edit the goal"]', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Edit the goal' }).waitFor();
  await tabTo(page, '[data-field=measure] input, [data-field=measure] textarea');
  await page.keyboard.type('Steps with the cup full');
  await page.keyboard.press('Control+Enter');
  await card.getByText('Steps with the cup full').waitFor();
  await choose(page, 'goals', 'Goals of this plan');
  const board = page.getByRole('dialog', { name: 'Goals' });
  await board.getByRole('button', { name: /^I carry my cup/ }).waitFor();
  await page.keyboard.press('Escape');
  await board.waitFor({ state: 'detached' });
  await expect.poll(() => saveWords(page)).toMatch(/^Saved/);
  await page.keyboard.press('Control+p');
  const paper = page.getByRole('region', { name: 'How it is printed' });
  await paper.getByText('I carry my cup to the table').first().waitFor();
  await profile.close();
});

test('[JY6] what no key reaches would be noticed', async () => {
  const page = await browser.newPage();
  await page.setContent('<button>One</button><div onclick="" id="two">Two</div>');
  await tabTo(page, 'button');
  await expect(tabTo(page, '#two')).rejects.toThrow('No key leads to #two');
  await page.close();
});

/** Takes a command out of the palette. */
async function choose(page: Page, words: string, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Go to or do' }).waitFor();
  await page.keyboard.type(words);
  const chosen = page.locator('[role=option][aria-selected=true]');
  await expect.poll(() => chosen.textContent()).toContain(name);
  await page.keyboard.press('Enter');
}

/** In a line of its own at the end of the section. */
async function writeGoal(page: Page): Promise<void> {
  await page.keyboard.press('Control+End');
  await caretTold(page);
  await page.keyboard.press('Enter');
  await page.keyboard.type('/goal');
  await page.getByRole('option', { name: /^Goal/ }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'New goal' }).waitFor();
  await expect.poll(() => present(page)).toContain('TEXTAREA');
  await page.keyboard.type('I carry my cup to the table');
  await page.keyboard.press('Control+Enter');
}

/** From the line below the card, where the caret is back. */
async function goIntoCard(page: Page): Promise<void> {
  await expect.poll(() => present(page)).toContain('ProseMirror-focused');
  await caretTold(page);
  await page.keyboard.press('ArrowUp');
  await page.locator('#mobility .ProseMirror [data-selected]').waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => present(page)).toContain('BUTTON');
}

/** Goes on with Tab until an element has the keyboard. */
async function tabTo(page: Page, selector: string, key = 'Tab'): Promise<void> {
  for (let stop = 0; stop < stopsMax; stop += 1) {
    await page.keyboard.press(key);
    const isThere: unknown = await page.evaluate(
      `document.activeElement.matches(${JSON.stringify(selector)})`,
    );
    if (isThere === true) return;
  }
  throw new Error(`No key leads to ${selector}.`);
}

/** What has the keyboard. */
async function present(page: Page): Promise<string> {
  return String(
    await page.evaluate(
      '[document.activeElement.tagName, document.activeElement.id, document.activeElement.className].join(" ")',
    ),
  );
}
