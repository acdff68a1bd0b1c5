import { type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import {
  elenasPlan,
  launchBrowser,
  newProfile,
  openAs,
  openPlanAs,
  saveWords,
} from '../support/browser.ts';
import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';
import { chosenWords, expectComposer, markedWords, seeComments } from './comments-page.ts';

let server: InProcessServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startInProcess(), launchBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

test('[PG23] edit, suggest and comment differ in word and sign, at the section and in the outline', async () => {
  const page = await openPlanAs(await newProfile(browser), server.url, 'hannah', 'mobility');
  const words = [
    ['Walking and transfers', 'You can edit', 'Edit'],
    ['Stroke snapshot', 'You can comment · suggestions come later', 'Comment for now'],
    ['What matters to Elena', 'You can comment', 'Comment'],
  ] as const;
  const signs = new Set<string>();
  for (const [heading, chip, brief] of words) {
    const said = page.getByRole('article', { name: heading }).getByText(chip, { exact: true });
    await said.waitFor();
    const row = page
      .getByRole('navigation', { name: 'Sections' })
      .getByRole('link', { name: heading });
    expect(await row.textContent()).toContain(brief);
    signs.add((await said.locator('svg').getAttribute('class')) ?? '');
  }
  expect(signs.size).toBe(words.length);
  await page.context().close();
});

test('[PG24] the outline shows every discipline that edits a section', async () => {
  const page = await openPlanAs(await newProfile(browser), server.url, 'hannah', 'snapshot');
  const row = page
    .getByRole('navigation', { name: 'Sections' })
    .getByRole('link', { name: 'Stroke snapshot' });
  const badges = row.locator('[data-discipline]');
  expect(await badges.allTextContents()).toEqual(['MDRehab physician', 'RNRehab nurse']);
  await page.context().close();
});

test('[PG9] whether the simulated colleague types is seen from itself: it ends when somebody else stops it', async () => {
  const profile = await newProfile(browser);
  const page = await openPlanAs(profile, server.url, 'priya', 'snapshot');
  const other = await openPlanAs(profile, server.url, 'tom', 'snapshot');
  const start = { name: 'Ask a simulated colleague to type here' } as const;
  const stop = { name: 'Stop the simulated colleague' } as const;
  await page.locator('#snapshot').getByRole('button', start).click();
  await page.locator('#snapshot').getByRole('button', stop).waitFor();
  await other.locator('#snapshot').getByRole('button', stop).click();
  await page.locator('#snapshot').getByRole('button', start).waitFor();
  expect(await page.getByText('A simulated colleague is typing').count()).toBe(0);
  await profile.close();
});

test.each([320, 360, 768, 1180])(
  '[PG25] at %i pixels the patient’s name and allergies are whole',
  async (width) => {
    const page = await openAs(
      await newProfile(browser, { width, height: 640 }),
      server.url,
      'tom',
      await elenasPlan(server.url),
    );
    const banner = page.getByRole('region', { name: 'Patient' });
    await banner.getByText('Elena Vargas').waitFor();
    expect(await cutIn(page)).toEqual([]);
    await banner.getByRole('button', { name: 'Show more about the patient' }).click();
    await banner.getByText('Spanish').waitFor();
    expect(await cutIn(page)).toEqual([]);
    await page.context().close();
  },
);

test.each([1200, 1440, 2560, 3840])(
  '[NW8] at %i pixels no heading and no word of the Now panel is cut',
  async (width) => {
    const page = await openAs(
      await newProfile(browser, { width, height: 1000 }),
      server.url,
      'janelle',
      await elenasPlan(server.url),
    );
    await page.getByRole('heading', { name: 'Since you last looked' }).waitFor();
    const cut = `[...document.querySelectorAll('#now [data-part], #now [data-part] *')]
      .filter((each) => each.clientWidth > 1 && each.scrollWidth > each.clientWidth + 1)
      .map((each) => each.textContent)`;
    expect(await page.evaluate(cut)).toEqual([]);
    await page.context().close();
  },
);

/** What of the patient's banner does not show all of its words. */
function cutIn(page: Page): Promise<unknown> {
  return page.evaluate(`[...document.querySelectorAll('[aria-label="Patient"] *')]
    .filter((each) => !each.closest('button') && each.clientWidth > 0)
    .filter((each) => each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1 || each.getBoundingClientRect().right > innerWidth)
    .map((each) => each.textContent)`);
}

test('[PG4] without connection the page counts the comments that are only in this tab, and beside Saved too', async () => {
  const profile = await newProfile(browser);
  const page = await openPlanAs(profile, server.url, 'hannah', 'medicines');
  await seeComments(page);
  await page.locator('#medicines .ProseMirror > *').first().click();
  await page.keyboard.type('Which tablets?');
  await expectComposer(page, 'Which tablets?');
  await expect.poll(() => saveWords(page)).toMatch(/^Saved.* · 1 comment not sent$/);
  await profile.setOffline(true);
  await page.setViewportSize({ width: 375, height: 812 });
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(375);
  const title = page.getByRole('heading', { name: 'Stroke rehabilitation plan' });
  expect((await title.boundingBox())?.width).toBeGreaterThan(70);
  const offline = 'Offline – 1 comment kept in this tab, do not close it';
  await expect.poll(() => saveWords(page)).toBe(offline);
  const draft = page.locator('[data-rail-draft]');
  await draft.getByRole('button', { name: 'Send' }).click();
  await expect.poll(() => draft.count()).toBe(0);
  expect(await saveWords(page)).toBe(offline);
  await profile.setOffline(false);
  await expect.poll(() => saveWords(page)).toMatch(/^Saved[^·]*$/);
  await profile.close();
});

test('[PG34] beside open comments, and on a phone, what may be done and the button to comment stay in the column', async () => {
  const profile = await newProfile(browser, { width: 768, height: 1024 });
  const page = await openPlanAs(profile, server.url, 'hannah', 'medicines');
  await seeComments(page);
  await page.getByRole('button', { name: 'Comments', exact: false }).last().click();
  await page.getByRole('complementary', { name: 'Comments' }).waitFor();
  await expectToolsInColumn(page);
  await page.setViewportSize({ width: 375, height: 812 });
  await expectToolsInColumn(page);
  await profile.close();
});

async function expectToolsInColumn(page: Page): Promise<void> {
  const section = page.locator('#medicines');
  const chip = await section.getByText(/^You can comment/).boundingBox();
  const button = await section
    .getByRole('button', { name: /^Comment on/ })
    .first()
    .boundingBox();
  const column = await section.boundingBox();
  expect(right(chip)).toBeLessThanOrEqual(button?.x ?? 0);
  expect(right(button)).toBeLessThanOrEqual(right(column));
  const bar = page.locator('#plan > :has(> [role=toolbar])');
  if (!(await bar.isVisible())) return;
  expect(right(await bar.boundingBox())).toBeLessThanOrEqual(right(column));
}

function right(box: { readonly x: number; readonly width: number } | null): number {
  return (box?.x ?? Infinity) + (box?.width ?? 0);
}

test('[RL21] a touched word that may be commented is marked and offered on a phone, without a bar for formatting', async () => {
  const profile = await browser.newContext({
    viewport: { width: 375, height: 812 },
    hasTouch: true,
    isMobile: true,
    locale: 'en-GB',
  });
  profile.setDefaultTimeout(25_000);
  const page = await openPlanAs(profile, server.url, 'hannah', 'medicines');
  await seeComments(page);
  const line = page.locator('#medicines .ProseMirror p').first();
  await line.tap();
  const bar = page.getByRole('navigation', { name: 'Quick ways' });
  const offer = bar.getByRole('button', { name: /^Comment on “.+”$/ });
  await offer.waitFor();
  const words = await markedWords(page, 'reading-place');
  expect(await offer.textContent()).toContain(`“${words}”`);
  expect(await page.getByRole('toolbar', { name: 'Formatting' }).isVisible()).toBe(false);
  await bar.getByRole('button', { name: /^Comments/ }).waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(375);
  await offer.tap();
  await page
    .getByRole('dialog')
    .or(page.getByRole('complementary', { name: 'Comments' }))
    .first()
    .waitFor();
  await expect.poll(() => chosenWords(page)).toBe(words);
  await profile.close();
});

test('[ED32] the console stays quiet when a plan is opened', async () => {
  const profile = await newProfile(browser);
  const page = await profile.newPage();
  const said: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'warning') said.push(message.text());
  });
  await page.goto(`${server.url}${await elenasPlan(server.url)}/snapshot?as=tom`);
  await page.locator('#snapshot .ProseMirror').click();
  await page.keyboard.press('Home');
  expect(said.filter((words) => words.includes('TextSelection'))).toEqual([]);
  await profile.close();
});

test('[IB20] the list says how long something critical waits, and no time of day', async () => {
  const profile = await newProfile(browser);
  const page = await openAs(profile, server.url, 'tom');
  const row = page.getByRole('listitem').filter({ hasText: 'coughed on thin fluids' });
  expect(await row.locator('time').textContent()).toMatch(/^(19|20) hours ago$/);
  await profile.close();
});
