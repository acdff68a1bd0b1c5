/** Numbers that never blend, as two people meet them. */
import { type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { axeFindings, showIn } from '../support/axe.ts';
import {
  caretTold,
  launchBrowser,
  newProfile,
  openAs,
  openPlanAs,
  saveWords,
  textOf,
} from '../support/browser.ts';
import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';

const section = 'medicines';

let server: InProcessServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startInProcess(), launchBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

test('[CH9] two offline change one dose: both values stand with who and when, for readers too, until one decides by keyboard', async () => {
  const [priya, tom, hannah] = await Promise.all(['priya', 'tom', 'hannah'].map(open));
  if (!priya || !tom || !hannah) throw new Error('Three people are needed.');
  await writeDose(priya);
  await expect.poll(() => textOf(tom, section)).toContain('Bisoprolol 25 mg daily');

  await apart([priya, tom], async () => {
    await changeDose(priya, '50');
    await changeDose(tom, '12.5');
  });
  for (const page of [priya, tom, hannah]) {
    const card = page.getByTestId('undecided-chip');
    await expect.poll(() => card.textContent()).toMatch(/50 mg\s*Dr Priya Raman, \d\d:\d\d/);
    await expect.poll(() => card.textContent()).toMatch(/12\.5 mg\s*Tom Akerele RN, \d\d:\d\d/);
    expect(await textOf(page, section)).not.toMatch(/5012|12\.550|2550/);
  }
  expect(await hannah.getByTestId('undecided-chip').getByRole('button').count()).toBe(0);
  for (const scheme of ['light', 'dark'] as const) {
    await showIn(tom, scheme);
    expect(
      await axeFindings(tom, '[data-testid="undecided-chip"]', `#${section} [data-node=chip]`),
    ).toEqual([]);
  }
  await look(tom, 'undecided-dark');

  const use = tom.getByRole('button', { name: 'Use 12.5 mg' });
  await use.focus();
  await tom.keyboard.press('Enter');
  for (const page of [priya, tom, hannah]) {
    await page.getByTestId('undecided-chip').waitFor({ state: 'detached' });
    await expect.poll(() => textOf(page, section)).toContain('Bisoprolol 12.5 mg daily');
  }
  await Promise.all([priya, tom, hannah].map((page) => page.context().close()));
}, 120_000);

test('[CH9] a chip is opened, read and changed by keyboard; its unit stays, and Escape changes nothing', async () => {
  const priya = await open('priya');
  await writeDose(priya);
  const panel = await openLast(priya);
  await expect.poll(() => panel.textContent()).toMatch(/Dr Priya Raman, \d\d:\d\d/);
  expect(await axeFindings(priya, '[role=dialog]')).toEqual([]);
  await look(priya, 'panel');
  await priya.keyboard.type('75');
  await priya.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
  expect(await textOf(priya, section)).toContain('Bisoprolol 25 mg daily');
  await openLast(priya);
  await priya.keyboard.type('75');
  await priya.keyboard.press('Enter');
  await panel.waitFor({ state: 'detached' });
  await expect.poll(() => textOf(priya, section)).toContain('Bisoprolol 75 mg daily');
  await priya.keyboard.type('!');
  expect(await textOf(priya, section)).toContain('Bisoprolol 75 mg! daily');
  await priya.context().close();
}, 120_000);

test('[IB46] a seat that is mentioned with @ finds it in its list, without a word of the text, and marks it as read from there', async () => {
  const [priya, tom] = await Promise.all([
    open('priya'),
    newProfile(browser).then((profile) => openAs(profile, server.url, 'tom')),
  ]);
  await newLine(priya);
  await priya.keyboard.type('Please look at this, @rehab nurse');
  await priya
    .getByRole('listbox')
    .getByRole('option', { name: /Rehab nurse/ })
    .waitFor();
  await priya.keyboard.press('Enter');
  await expect.poll(() => textOf(priya, section)).toContain('@Rehab nurse');
  const row = tom.getByRole('listitem').filter({ hasText: 'Your seat is mentioned in the plan' });
  await row.waitFor();
  expect(await row.textContent()).toMatch(/Medicines plan.*Dr Priya Raman/s);
  expect(await row.textContent()).not.toContain('Please look');
  expect(await axeFindings(tom, '#needs-you', 'main ul')).toEqual([]);
  await row.getByRole('link', { name: /^Read: .*Medicines plan$/ }).focus();
  await tom.keyboard.press('e');
  await row.waitFor({ state: 'detached' });
  await tom.reload();
  await tom.getByRole('heading', { name: 'Needs you' }).waitFor();
  await expect.poll(() => row.count()).toBe(0);
  await Promise.all([priya, tom].map((page) => page.context().close()));
}, 120_000);

/** Each in a browser of their own, so that each can be without a connection. */
async function open(persona: string): Promise<Page> {
  return openPlanAs(await newProfile(browser), server.url, persona, section);
}

/** Begins a line at the end of the section. */
async function newLine(page: Page): Promise<void> {
  await page.evaluate(`(() => {
    const text = document.querySelector('#${section} .ProseMirror');
    text.focus();
    document.getSelection().selectAllChildren(text);
    document.getSelection().collapseToEnd();
  })()`);
  await caretTold(page);
  await page.keyboard.press('Enter');
}

/** Writes a line with a chip at the end of the section. */
async function writeDose(page: Page): Promise<void> {
  await newLine(page);
  await page.keyboard.type('Bisoprolol 25 mg');
  await page.locator(`#${section} .chip-offer`).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.type(' daily');
  await expect.poll(() => saveWords(page)).toMatch(/^Saved/);
}

/** Opens the last chip of the section. */
async function openLast(page: Page) {
  await page.locator(`#${section} .ProseMirror [data-node=chip]`).last().click();
  const panel = page.getByRole('dialog', { name: /^Change / });
  await panel.waitFor();
  return panel;
}

async function changeDose(page: Page, value: string): Promise<void> {
  await openLast(page);
  await page.keyboard.type(value);
  await page.keyboard.press('Enter');
  await expect.poll(() => textOf(page, section)).toContain(`${value} mg`);
}

/** Both do something without seeing each other, and come back one after the other. */
async function apart(pages: readonly Page[], act: () => Promise<void>): Promise<void> {
  for (const page of pages) await page.context().setOffline(true);
  await act();
  for (const page of pages) {
    await expect.poll(() => saveWords(page)).toMatch(/^Offline/);
    await page.context().setOffline(false);
    await expect.poll(() => saveWords(page)).toMatch(/^Saved \d\d:\d\d$/);
  }
}

/** Pictures for people, where somebody asks for them. */
async function look(page: Page, name: string): Promise<void> {
  const folder = process.env['CHIP_PICTURES'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
}
