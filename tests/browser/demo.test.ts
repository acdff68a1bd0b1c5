import { type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import {
  elenasPlan,
  launchBrowser,
  newProfile,
  openAs,
  openPlanAs,
  putCaret,
  saveWords,
  textOf,
} from '../support/browser.ts';
import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';

const section = 'snapshot';

let server: InProcessServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startInProcess(), launchBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

test('[PG16] two tabs of one browser are two people: a new tab asks who it is, its title says who, and signing out leaves the other', async () => {
  const profile = await newProfile(browser);
  const tabs = [];
  for (const name of [/Priya/, /Hannah/]) {
    const page = await profile.newPage();
    await page.goto(server.url);
    await page.getByText('Demonstration: all people and data are synthetic').waitFor();
    await page.getByRole('button', { name }).click();
    await page
      .getByRole('link', { name: /^Elena Vargas/ })
      .first()
      .click();
    await page.getByRole('region', { name: 'Now' }).waitFor();
    tabs.push(page);
  }
  for (const page of tabs) {
    await page.reload();
    await page.getByRole('region', { name: 'Now' }).waitFor();
  }
  const [priya, hannah] = tabs;
  await expect.poll(() => priya?.title()).toContain('Dr Priya Raman');
  await expect.poll(() => hannah?.title()).toContain('Hannah Lindqvist');
  await hannah?.getByRole('button', { name: /Hannah Lindqvist.*menu/ }).click();
  await hannah?.getByRole('menuitem', { name: 'Sign out' }).click();
  await hannah?.getByText('Who are you working as?').waitFor();
  await priya?.reload();
  await priya?.getByRole('region', { name: 'Now' }).waitFor();
  await profile.close();
});

test('[PG8] beside me as …: two people, two whole applications, one window', async () => {
  const profile = await newProfile(browser, { width: 1600, height: 900 });
  const page = await openAs(profile, server.url, 'priya', await elenasPlan(server.url));
  // A menu that is opened while the page still comes may be closed by what comes.
  await page.getByRole('article').first().waitFor();
  await page.getByRole('button', { name: /Priya.*menu/ }).click();
  await page.getByRole('menuitem', { name: /Tom Akerele/ }).click();
  const mine = page.frameLocator('iframe[title="Alliance as Dr Priya Raman"]');
  const theirs = page.frameLocator('iframe[title="Alliance as Tom Akerele RN"]');
  await mine.locator(`#${section}`).scrollIntoViewIfNeeded();
  await theirs.locator(`#${section}`).scrollIntoViewIfNeeded();
  await theirs.locator(`#${section} .ProseMirror p`).first().waitFor();
  await mine.locator(`#${section} .ProseMirror p`).first().click();
  await page.keyboard.press('End');
  await page.keyboard.type(' beside');
  await expect
    .poll(() => theirs.locator(`#${section} .ProseMirror`).textContent())
    .toContain('beside');
  await page.getByRole('link', { name: 'Close side by side' }).click();
  await page.getByRole('region', { name: 'Now' }).waitFor();
  await profile.close();
});

test('[PG9] the simulated colleague types only when asked, and is called simulated at the caret', async () => {
  const page = await openPlanAs(await newProfile(browser), server.url, 'priya', section);
  const before = await textOf(page, section);
  const article = page.locator(`#${section}`);
  await article.getByRole('button', { name: 'Ask a simulated colleague to type here' }).click();
  await article
    .locator('.colleague-caret', { hasText: 'simulated' })
    .waitFor({ state: 'attached' });
  await expect.poll(() => textOf(page, section)).not.toBe(before);
  await page
    .getByRole('banner')
    .getByRole('img', { name: /robot, for the demonstration/ })
    .waitFor();
  await article.getByRole('button', { name: 'Stop the simulated colleague' }).click();
  await article.getByRole('button', { name: 'Ask a simulated colleague to type here' }).waitFor();
  await page.context().close();
});

test('[PG20] beside me: only who sits in the alliance of this plan, a physician first for a nurse and a nurse for a physician', async () => {
  const page = await openAs(await newProfile(browser), server.url, 'tom');
  await page
    .getByRole('link', { name: /^Elena Vargas/ })
    .first()
    .click();
  const inStrokeCare = await partnersOf(page, 'Tom');
  expect(inStrokeCare).toHaveLength(7);
  expect(inStrokeCare[0]).toContain('Dr Priya Raman');
  await page.getByRole('link', { name: 'Alliance: my plans' }).click();
  await page
    .getByRole('link', { name: /Walter Jensen/ })
    .first()
    .click();
  await page
    .getByRole('heading', { name: 'Stroke rehabilitation plan' })
    .waitFor({ state: 'detached' });
  expect((await partnersOf(page, 'Tom')).length).toBeLessThan(7);
  const priya = await openPlanAs(page.context(), server.url, 'priya', section);
  expect((await partnersOf(priya, 'Priya'))[0]).toContain('Tom Akerele RN');
  await page.context().close();
});

test('[PG17] Reset demo asks first, then every text is as in the beginning', async () => {
  const page = await openPlanAs(await newProfile(browser), server.url, 'tom', section);
  await putCaret(page, section, 0);
  await page.keyboard.type(' thrownaway');
  await expect.poll(() => saveWords(page)).toMatch(/^Saved \d\d:\d\d$/);
  await page.getByRole('button', { name: /Tom.*menu/ }).click();
  await page.getByRole('menuitem', { name: 'Reset demo' }).click();
  await page.getByText('Everything written in the demonstration is thrown away').waitFor();
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await page.waitForURL(`${server.url}/`);
  const fresh = await openPlanAs(await newProfile(browser), server.url, 'tom', section);
  expect(await textOf(fresh, section)).not.toContain('thrownaway');
  await fresh.context().close();
  await page.context().close();
});

/** Who can be chosen in the menu to be beside me; waits for the plan, which decides it. */
async function partnersOf(page: Page, name: string): Promise<readonly string[]> {
  await page.getByRole('region', { name: 'Now' }).waitFor();
  await page.getByRole('button', { name: new RegExp(`${name}.*menu`) }).click();
  await page.getByText('Open beside me as').waitFor();
  const items = page.getByRole('menuitem').filter({ has: page.locator('[data-discipline]') });
  const names = await items.allTextContents();
  await page.keyboard.press('Escape');
  return names;
}
