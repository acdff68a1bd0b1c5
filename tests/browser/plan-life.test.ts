import { type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { axeFindings, showIn } from '../support/axe.ts';
import {
  answerChanged,
  caretTold,
  launchBrowser,
  newProfile,
  openPlanAs,
  saveWords,
  textOf,
} from '../support/browser.ts';
import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';

let server: InProcessServer;
let browser: Browser;
let profile: BrowserContext;
let priya: Page;
let tom: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([startInProcess(), launchBrowser()]);
  profile = await newProfile(browser);
  priya = await openPlanAs(profile, server.url, 'priya', 'snapshot');
  tom = await openPlanAs(profile, server.url, 'tom', 'snapshot');
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

test('[PG70] a section is added for its author alone, and is there for everybody once it is shared', async () => {
  await priya
    .getByRole('navigation', { name: 'Sections' })
    .getByRole('button', { name: 'Add a section' })
    .click();
  const dialog = priya.getByRole('dialog', { name: 'Add a section' });
  await dialog.getByLabel('Which part of the plan').selectOption({ label: 'Comfort and symptoms' });
  await dialog.getByLabel('Heading').fill('Comfort');
  await dialog.getByLabel('Only I see it until I share it').check();
  expect(await axeFindings(priya, '[role=dialog]')).toEqual([]);
  await dialog.getByRole('button', { name: 'Add it' }).click();
  await priya.waitForURL(/symptoms$/);
  const text = priya.locator('#symptoms .ProseMirror');
  await text.click();
  await priya.keyboard.type('Warm pack for the right shoulder.');
  await expect.poll(() => saveWords(priya)).toMatch(/^Saved \d/);
  await priya.getByText('Only you see this section').waitFor();
  await tom.reload();
  await tom.locator('#snapshot .ProseMirror').waitFor();
  expect(await tom.getByText('Comfort').count()).toBe(0);
  await priya.locator('#symptoms').getByRole('button', { name: 'Share with the team …' }).click();
  const share = priya.getByRole('dialog');
  await share.getByText('It cannot be made private again').waitFor();
  await share.getByRole('button', { name: 'Share it' }).click();
  await priya.getByText('Only you see this section').waitFor({ state: 'detached' });
  await tom.locator('#symptoms').getByText('Warm pack for the right shoulder.').waitFor();
});

test('[PG71] a section is moved by keys at its heading, for everybody, and the keyboard stays with it', async () => {
  const before = await order(priya);
  await priya.locator('#heading-symptoms').focus();
  await priya.keyboard.press('Alt+Shift+ArrowUp');
  await expect.poll(() => order(priya)).toBe(before - 1);
  await expect.poll(() => order(tom)).toBe(before - 1);
  await expect
    .poll(() => priya.getByTestId('plan-said').textContent())
    .toMatch(new RegExp(`Comfort is number ${before} of `));
  await expect.poll(() => priya.evaluate('document.activeElement.id')).toBe('heading-symptoms');
});

test('[PG71] whoever reads elsewhere goes on reading the same words while sections are moved', async () => {
  const block = tom.locator('#self-care .prose [data-block-id]').nth(4);
  await block.evaluate('(element) => element.scrollIntoView({ block: "center" })');
  const whereIsIt = async (): Promise<number> => Math.round((await block.boundingBox())?.y ?? -1);
  const before = await whereIsIt();
  for (const place of ['first', 'last'] as const) {
    await priya.locator('#heading-contingency').focus();
    const was = await order(tom, 'contingency');
    await priya
      .locator('#contingency')
      .getByRole('button', { name: 'More for If something happens' })
      .click();
    await priya.getByRole('menuitem', { name: 'Move to …' }).click();
    const places = priya.getByRole('dialog').getByLabel('Where it stands');
    const count = await places.locator('option').count();
    await places.selectOption({ index: place === 'first' ? 0 : count - 1 });
    await priya.getByRole('dialog').getByRole('button', { name: 'Move' }).click();
    await expect.poll(() => order(tom, 'contingency')).not.toBe(was);
    expect(await whereIsIt()).toBe(before);
  }
});

test('[PG71] its menu renames it and says when it is due for a look', async () => {
  const menu = priya.locator('#symptoms').getByRole('button', { name: 'More for Comfort' });
  await menu.click();
  await priya.getByRole('menuitem', { name: 'Rename …' }).click();
  await priya.getByLabel('New heading').fill('Pain and comfort');
  await priya.keyboard.press('Enter');
  await tom.getByRole('heading', { name: 'Pain and comfort' }).waitFor();
  await priya
    .locator('#symptoms')
    .getByRole('button', { name: 'More for Pain and comfort' })
    .click();
  await priya.getByRole('menuitem', { name: 'When it is due for a look …' }).click();
  const days = priya.getByLabel('Days without edit or review');
  await days.fill('0');
  await priya.getByText('Between 1 and 365 whole days.').waitFor();
  await days.fill('3');
  await priya.getByRole('button', { name: 'Keep it so' }).click();
  await expect
    .poll(() => priya.getByTestId('plan-said').textContent())
    .toContain('is due for a look after 3 days');
});

test('[PG72] a section that is taken out stands struck at the end with its reason, and comes back whole', async () => {
  await priya
    .locator('#symptoms')
    .getByRole('button', { name: 'More for Pain and comfort' })
    .click();
  await priya.getByRole('menuitem', { name: 'Take out of the plan …' }).click();
  const dialog = priya.getByRole('dialog');
  const sure = dialog.getByRole('button', { name: 'Take it out' });
  expect(await sure.isDisabled()).toBe(true);
  await dialog.getByLabel('Why does it not count any more?').fill('Now part of Swallowing.');
  await priya.keyboard.press('Escape');
  await dialog.getByRole('alert').getByText('not saved yet').waitFor();
  expect(await axeFindings(priya, '[role=dialog]')).toEqual([]);
  await dialog.getByRole('button', { name: 'Write on' }).click();
  await dialog.getByRole('alert').waitFor({ state: 'detached' });
  await sure.click();
  const fold = tom.getByText('1 section was taken out of the plan');
  await fold.click();
  const there = tom.locator('#symptoms');
  await there.getByText('Now part of Swallowing.').waitFor();
  await there.getByText('Warm pack for the right shoulder.').waitFor();
  expect(await tom.locator('#symptoms [contenteditable=true]').count()).toBe(0);
  expect(await tom.getByText('your right was changed').count()).toBe(0);
  await there.getByRole('button', { name: 'Put it back' }).click();
  await fold.waitFor({ state: 'detached' });
  await tom.locator('#symptoms').scrollIntoViewIfNeeded();
  await tom.locator('#symptoms [contenteditable=true]').waitFor();
  expect(await textOf(tom, 'symptoms')).toContain('Warm pack');
});

test('[PG73] one tap says that a section is as it should be, and everybody sees by whom', async () => {
  const tap = priya.getByRole('button', { name: 'Reviewed, no change: Stroke snapshot' });
  await tap.click();
  const said = tom.locator('#snapshot').getByText(/^Reviewed .* by Dr Priya Raman/);
  await expect.poll(() => said.count()).toBe(1);
});

test('[PG73] what its reader has not seen is not reviewed', async () => {
  const sent: string[] = [];
  await priya.route('**/api/plans/*', async (route) => {
    if (route.request().method() === 'POST') sent.push(route.request().url());
    await answerChanged(route, (words) => words.replaceAll('retired seamstress', 'retired tailor'));
  });
  await priya.getByRole('button', { name: 'Reviewed, no change: Stroke snapshot' }).click();
  await priya.locator('#snapshot').getByText('The text has just changed').waitFor();
  expect(sent).toEqual([]);
  await priya.unroute('**/api/plans/*');
});

test('[PG69] the outline marks what nobody has cared for, and it can be looked at alone', async () => {
  const own = await newProfile(browser);
  await own.route('**/api/plans/*', (route) =>
    answerChanged(route, (words) => words.replaceAll('"isStale":false', '"isStale":true')),
  );
  const page = await openPlanAs(own, server.url, 'tom', 'snapshot');
  const outline = page.getByRole('navigation', { name: 'Sections' });
  await outline.getByText('Due', { exact: true }).first().waitFor();
  await page
    .getByText(/^Due for a look · (Edited|Reviewed) .* by /)
    .first()
    .waitFor();
  for (const scheme of ['light', 'dark'] as const) {
    await showIn(page, scheme);
    expect(await axeFindings(page, '[data-outline-row=snapshot]', '#snapshot > header')).toEqual(
      [],
    );
  }
  await own.close();
});

test('[PG80] lines go into another section, stand there before they are gone here, and come back to their place', async () => {
  const source = 'health-concerns';
  await priya.locator(`#${source}`).scrollIntoViewIfNeeded();
  const line = priya.locator(`#${source} .ProseMirror > *`).nth(1);
  const words = ((await line.textContent()) ?? '').trim();
  const before = await textOf(priya, source);
  await line.click();
  await moveTo('Medicines plan');
  await expect.poll(() => wordsOf(tom, 'medicines')).toContain(words);
  await expect.poll(() => wordsOf(tom, source)).not.toContain(words);
  await priya.getByTestId('plan-said').getByRole('button', { name: 'Take back' }).click();
  await expect.poll(() => textOf(priya, source)).toBe(before);
  await expect.poll(() => wordsOf(tom, source)).toContain(words);
  await expect.poll(() => wordsOf(tom, 'medicines')).not.toContain(words);
});

test('[PG80] where they cannot be saved nothing is taken away', async () => {
  const source = 'health-concerns';
  const before = await textOf(priya, source);
  await profile.setOffline(true);
  await priya.getByRole('button', { name: 'Try now' }).waitFor();
  await priya.locator(`#${source} .ProseMirror > *`).nth(1).click();
  await moveTo('Medicines plan');
  await priya.getByText('Nothing was moved: try again when the connection is back.').waitFor();
  expect(await textOf(priya, source)).toBe(before);
  await profile.setOffline(false);
  await expect.poll(() => saveWords(priya)).toMatch(/^Saved/);
});

/** Where the section stands on the page, from 0. */
async function order(page: Page, key = 'symptoms'): Promise<number> {
  const ids: unknown = await page.evaluate(
    `[...document.querySelectorAll('#plan article')].map(({ id }) => id)`,
  );
  return Array.isArray(ids) ? ids.indexOf(key) : -1;
}

/** What stands in a section, static or in an editor. */
async function wordsOf(page: Page, section: string): Promise<string> {
  return (await page.locator(`#${section} .prose`).textContent()) ?? '';
}

async function moveTo(heading: string): Promise<void> {
  await caretTold(priya);
  await priya
    .getByRole('toolbar', { name: 'Formatting' })
    .getByRole('button', { name: 'This line' })
    .click();
  await priya.getByRole('menuitem', { name: heading }).click();
}
