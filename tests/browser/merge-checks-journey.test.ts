/** Two people who do not see each other do what Yjs cannot merge; what comes back to both is decided by one of them. */
import { type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { launchBrowser, newProfile, openPlanAs, saveWords, textOf } from '../support/browser.ts';
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

test('[MC19] two split one paragraph unseen: both meet the doubled words as a check, live; one puts them right and decides for both', async () => {
  const [priya, tom] = await Promise.all([open('priya'), open('tom')]);
  const words = 'Here stands only what the team has agreed';

  await apart([priya, tom], async () => {
    await putCaretAt(priya, 0, 16);
    await priya.keyboard.press('Enter');
    await putCaretAt(tom, 0, 48);
    await tom.keyboard.press('Enter');
  });
  expect((await textOf(priya, section)).split(words)).toHaveLength(3);
  for (const page of [priya, tom]) await openCard(page, 'Words may be here twice');
  for (const page of [priya, tom]) await seeTexts(page, ['Dr Priya Raman', 'Tom Akerele RN']);
  await deleteBlockWith(tom, words);
  await expect.poll(async () => (await textOf(priya, section)).split(words).length).toBe(2);
  await decide(tom, 'It is right as it stands');
  await priya.getByText(/^Tom Akerele RN has decided, /).waitFor();
  await priya.getByTestId('merge-check-card').getByRole('button', { name: 'Close' }).last().click();
  for (const page of [priya, tom])
    await page.getByTestId('merge-check-notice').waitFor({ state: 'detached' });
  await Promise.all([priya, tom].map((page) => page.context().close()));
}, 240_000);

test('[MC19] what one types into a line that the other removed unseen is shown to both, and written again by one', async () => {
  const [priya, tom] = await Promise.all([open('priya'), open('tom')]);

  const line = await blockWith(tom, 'evening medicines at 20:00');
  await apart([priya, tom], async () => {
    await deleteBlockWith(priya, 'evening medicines at 20:00');
    await putCaretAt(tom, line, 0);
    await tom.keyboard.press('End');
    await tom.keyboard.type(' Insulin at 07:30 before breakfast.');
  });
  expect(await textOf(priya, section)).not.toContain('Insulin');
  for (const page of [priya, tom]) await openCard(page, 'Words may be missing here');
  const texts = tom.getByTestId('merge-check-card').getByRole('article');
  await expect.poll(async () => (await texts.allTextContents()).join()).toContain('Insulin');
  await priya
    .getByTestId('merge-check-card')
    .getByRole('button', { name: 'Edit the text' })
    .click();
  await priya.keyboard.press('Enter');
  await priya.keyboard.type('Insulin at 07:30 before breakfast.');
  await expect.poll(() => textOf(tom, section)).toContain('Insulin at 07:30 before breakfast.');
  await decide(priya, 'Nothing is missing');
  for (const page of [priya, tom])
    await page.getByTestId('merge-check-notice').waitFor({ state: 'detached' });
  await Promise.all([priya, tom].map((page) => page.context().close()));
}, 240_000);

/** Each in a browser of their own, so that each can be without a connection. */
async function open(persona: string): Promise<Page> {
  return openPlanAs(await newProfile(browser), server.url, persona, section);
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
  const [one, other] = pages;
  if (one === undefined || other === undefined) throw new Error('Two people are needed.');
  await expect
    .poll(async () => (await textOf(one, section)) === (await textOf(other, section)))
    .toBe(true);
}

/** Puts the caret behind so many characters of a block. */
async function putCaretAt(page: Page, block: number, offset: number): Promise<void> {
  await page.evaluate(`(() => {
    const text = document.querySelector('#${section} .ProseMirror');
    text.focus();
    const walker = document.createTreeWalker(text.children[${block}], NodeFilter.SHOW_TEXT);
    document.getSelection().collapse(walker.nextNode(), ${offset});
  })()`);
  // The editor takes it in with the browser's next word about the selection.
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done)))');
}

async function blockWith(page: Page, words: string): Promise<number> {
  const texts = await page.locator(`#${section} .ProseMirror > *`).allTextContents();
  return texts.findLastIndex((text) => text.includes(words));
}

/** Deletes the last block that has these words, with the line end in front of it. */
async function deleteBlockWith(page: Page, words: string): Promise<void> {
  const block = await blockWith(page, words);
  await page.evaluate(`(() => {
    const text = document.querySelector('#${section} .ProseMirror');
    text.focus();
    const before = document.createTreeWalker(text.children[${block - 1}], NodeFilter.SHOW_TEXT);
    let last = before.nextNode();
    for (let node = last; node !== null; node = before.nextNode()) last = node;
    const here = document.createTreeWalker(text.children[${block}], NodeFilter.SHOW_TEXT);
    let end = here.nextNode();
    for (let node = end; node !== null; node = here.nextNode()) end = node;
    document.getSelection().setBaseAndExtent(last, last.length, end, end.length);
  })()`);
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done)))');
  await page.keyboard.press('Delete');
}

async function openCard(page: Page, title: string): Promise<void> {
  const notice = page.locator(`#${section}`).getByTestId('merge-check-notice');
  await notice.getByRole('button', { name: /^Look at/ }).click();
  await page.getByTestId('merge-check-card').getByRole('heading', { name: title }).waitFor();
}

async function seeTexts(page: Page, names: readonly string[]): Promise<void> {
  const texts = page.getByTestId('merge-check-card').getByRole('article');
  expect(await texts.count()).toBe(names.length);
  for (const [index, name] of names.entries())
    await texts.nth(index).getByRole('heading', { name }).waitFor();
}

async function decide(page: Page, name: string): Promise<void> {
  const card = page.getByTestId('merge-check-card');
  await card.getByRole('button', { name }).click();
  await card.waitFor({ state: 'detached' });
}
