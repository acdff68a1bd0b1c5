import { readFile } from 'node:fs/promises';

import { type Browser } from 'playwright-core';
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

test('[PT16] from the plan, by the keys that print, to the paper and the PDF; nothing but the paper is printed', async () => {
  const profile = await newProfile(browser);
  const page = await openAs(profile, server.url, 'tom', await elenasPlan(server.url));
  await page.getByRole('link', { name: 'Print', exact: true }).waitFor();
  await page.keyboard.press('Control+p');
  await page.getByRole('heading', { name: 'Print: Stroke rehabilitation plan' }).waitFor();
  const paper = page.getByRole('region', { name: 'How it is printed' });
  await paper.getByText('If something happens').first().waitFor();
  await page.getByRole('link', { name: 'Bedside sheet' }).press('Enter');
  await paper.getByText('what to do, whom to call').waitFor();
  expect(page.url()).toContain('sheet=bedside');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as PDF' }).press('Enter'),
  ]);
  expect(download.suggestedFilename()).toBe('bedside-sheet.pdf');
  expect((await readFile(await download.path())).subarray(0, 5).toString()).toBe('%PDF-');
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('banner').isVisible()).toBe(false);
  expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false);
  expect(await paper.isVisible()).toBe(true);
});

test('[PT16] where the server makes no PDF, the page says what to do instead', async () => {
  const profile = await newProfile(browser);
  await profile.route('**/pdf?*', (route) =>
    route.fulfill({
      status: 501,
      json: {
        resourceType: 'OperationOutcome',
        issue: [{ severity: 'error', code: 'not-supported', details: { text: 'Print it here.' } }],
      },
    }),
  );
  const address = `${await elenasPlan(server.url)}/print`;
  const page = await openAs(profile, server.url, 'tom', address);
  await page.getByRole('button', { name: 'Save as PDF' }).click();
  await page.getByRole('alert').getByText('Print it here.').waitFor();
  expect(await page.getByRole('button', { name: 'Print', exact: true }).isEnabled()).toBe(true);
});

test('[PT17] axe finds nothing on the print page, and a phone needs no sideways scrolling', async () => {
  const profile = await newProfile(browser, { width: 390 });
  const page = await openAs(profile, server.url, 'tom', await elenasPlan(server.url));
  await page.locator('[data-person-menu]').click();
  await page.getByRole('menuitem', { name: 'Print, or save as PDF' }).click();
  await page.getByRole('link', { name: 'Bedside sheet' }).click();
  await page.getByRole('region', { name: 'How it is printed' }).waitFor();
  for (const colorScheme of ['light', 'dark'] as const) {
    await showIn(page, colorScheme);
    expect(await axeFindings(page)).toEqual([]);
  }
  const tooWide: unknown = await page.evaluate(
    'document.documentElement.scrollWidth > document.documentElement.clientWidth',
  );
  expect(tooWide).toBe(false);
});
