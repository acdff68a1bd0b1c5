import { readFile } from 'node:fs/promises';

import { type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { axeFindings, showIn } from '../support/axe.ts';
import { elenasPlan, launchBrowser, newProfile, openAs } from '../support/browser.ts';
import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';

let server: InProcessServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startInProcess(), launchBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

/** Two plans, as the server would answer for whoever leads both; Tom keeps one in the demonstration. */
const rows = [
  {
    planId: 'plan-a',
    allianceId: 'alliance-a',
    planTitle: 'Heart plan',
    patientName: 'Ada Archer',
    status: 'active',
    unsignedSeats: ['Nurse', '=HYPERLINK("x")'],
    unfilledSeats: [],
    sectionsWithoutOwner: ['Going home'],
    staleSections: [],
    changedAt: '2026-03-01T10:00:00.000Z',
    reviewBy: '2026-01-01',
  },
  {
    planId: 'plan-b',
    allianceId: 'alliance-b',
    planTitle: 'Stroke plan',
    patientName: 'Ben Baker',
    status: 'proposed',
    unsignedSeats: [],
    unfilledSeats: ['Pharmacist'],
    sectionsWithoutOwner: [],
    staleSections: [],
    reviewBy: '2126-01-01',
  },
];

async function overview(width: number, address = '/overview'): Promise<Page> {
  const profile = await newProfile(browser, { width, height: 800 });
  await profile.route('**/api/overview', (route) => route.fulfill({ json: rows }));
  const page = await openAs(profile, server.url, 'tom', address);
  await page.getByRole('table').waitFor();
  return page;
}

const patients = async (page: Page): Promise<string> =>
  (await page.locator('tbody th a').allInnerTexts()).map((name) => name[0]).join('');

test('[HO4] the table is sorted by keyboard, says how, is filtered, and is saved as a file', async () => {
  const page = await overview(1280);
  const sorted = () => page.locator('th[aria-sort]');
  expect(await patients(page)).toBe('AB');
  expect(await sorted().getAttribute('aria-sort')).toBe('ascending');
  await page.getByRole('button', { name: 'Seats that nobody has accepted' }).focus();
  await page.keyboard.press('Enter');
  expect(await patients(page)).toBe('BA');
  expect(await sorted().innerText()).toContain('Seats that nobody has accepted');
  expect(await sorted().getAttribute('aria-sort')).toBe('descending');
  await page.keyboard.press('Space');
  expect(await patients(page)).toBe('AB');
  for (const colorScheme of ['light', 'dark'] as const) {
    await showIn(page, colorScheme);
    expect(await axeFindings(page)).toEqual([]);
  }
  await page.getByLabel('Show only what has these words').fill('pharmacist');
  expect(await patients(page)).toBe('B');
  await page.getByText('1 plan is shown').waitFor({ state: 'attached' });
  await page.getByLabel('Show only what has these words').fill('');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as a CSV file' }).click(),
  ]);
  const text = await readFile(await download.path(), 'utf8');
  expect(text.charCodeAt(0)).toBe(0xfeff);
  const lines = text.split('\r\n');
  expect(lines).toHaveLength(4);
  expect(lines[1]).toContain(`"Ada Archer","Heart plan","active","Nurse; =HYPERLINK(""x"")"`);
  await page.context().close();
});

test('[HO7] at 320 pixels each row is a card, and nothing scrolls sideways', async () => {
  const page = await overview(320);
  const overhang = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  expect(await page.evaluate(overhang)).toBe(0);
  await page.getByRole('row', { name: /Ada Archer/ }).waitFor();
  expect(await page.getByRole('columnheader').count()).toBe(8);
  expect(await axeFindings(page)).toEqual([]);
  await page.context().close();
});

test('[HO1] Home says where each alliance stands and who is on each plan now, and shows the table to whoever leads two', async () => {
  const marcus = await openAs(
    await newProfile(browser),
    server.url,
    'marcus',
    await elenasPlan(server.url),
  );
  await marcus.locator('.ProseMirror').first().waitFor();
  const page = await overview(1280, '/');
  await page.getByRole('region', { name: 'What lacks in my plans' }).waitFor();
  const card = page.locator('section[aria-labelledby=mine] li').filter({ hasText: 'Elena Vargas' });
  await card.getByText('on the plan now').waitFor();
  expect(await card.getByRole('img', { name: /Marcus/ }).count()).toBe(1);
  expect(await card.innerText()).toContain('active');
  expect(await axeFindings(page)).toEqual([]);
  const own = await openAs(await newProfile(browser), server.url, 'marcus');
  await own.getByRole('heading', { name: 'My alliances and plans' }).waitFor();
  expect(await own.getByRole('table').count()).toBe(0);
  await Promise.all([marcus, page, own].map((each) => each.context().close()));
});

test('[HO3] who is in no alliance is led to the first one', async () => {
  const profile = await newProfile(browser, { width: 390, height: 844 });
  for (const address of ['**/api/plans', '**/api/alliances'])
    await profile.route(address, (route) => route.fulfill({ json: [] }));
  const page = await openAs(profile, server.url, 'priya');
  await page.getByRole('heading', { name: 'Form your first alliance' }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('link', { name: 'Form an alliance' }).click();
  await page.waitForURL(/\/alliances\/new/);
  await profile.close();
});
