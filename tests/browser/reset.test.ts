import { type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import {
  launchBrowser,
  newProfile,
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

test('[PG30] who writes while the demonstration is reset is told so, and keys neither get lost nor scroll the page', async () => {
  const writer = await openPlanAs(await newProfile(browser), server.url, 'priya', section);
  await putCaret(writer, section, 0);
  await writer.keyboard.type(' before');
  await expect.poll(() => saveWords(writer)).toMatch(/^Saved \d\d:\d\d$/);
  const place = `document.querySelector('#${section} .prose').getBoundingClientRect().top`;
  const before = Number(await writer.evaluate(place));
  const reset = resetAs(await openPlanAs(await newProfile(browser), server.url, 'tom', section));
  const words = writer.getByText('The demonstration was reset. This is the new plan');
  while (!(await words.isVisible())) await writer.keyboard.press('Space');
  await reset;
  await writer.keyboard.press('Space');
  expect(await writer.evaluate('document.activeElement === document.body')).toBe(false);
  // A line or two because of the notices; the space bar scrolls by a whole window.
  expect(Math.abs(Number(await writer.evaluate(place)) - before)).toBeLessThan(150);
  await writer.locator(`#${section} .ProseMirror`).waitFor();
  expect(await textOf(writer, section)).not.toContain('before');
  await writer.context().close();
});

test('[PG30] what had been typed and was not saved before a reset can be copied', async () => {
  const profile = await newProfile(browser);
  await profile.grantPermissions(['clipboard-read', 'clipboard-write']);
  const writer = await openPlanAs(profile, server.url, 'priya', section);
  await putCaret(writer, section, 0);
  await profile.setOffline(true);
  await writer.keyboard.type(' onlyhere');
  await expect.poll(() => saveWords(writer)).toMatch(/^Offline/);
  await resetAs(await openPlanAs(await newProfile(browser), server.url, 'tom', section));
  await profile.setOffline(false);
  const notice = writer.getByText('what you had typed is not in it').locator('..');
  await notice.waitFor();
  await notice.getByRole('button', { name: 'Copy' }).click();
  await notice.getByRole('button', { name: 'Copied' }).waitFor();
  expect(await writer.evaluate('navigator.clipboard.readText()')).toContain('onlyhere');
  expect(await writer.locator('[data-tone=stop]').count()).toBe(0);
  await notice.getByRole('button', { name: 'Throw these words away' }).click();
  await notice.getByRole('button', { name: 'Sure' }).click();
  await writer.getByRole('button', { name: 'All right' }).click();
  await expect.poll(() => writer.getByText('The demonstration was reset').count()).toBe(0);
  await profile.close();
});

test('[PG30] the patient is told of a reset, too', async () => {
  const profile = await newProfile(browser);
  const tom = await openPlanAs(profile, server.url, 'tom', section);
  const elena = await profile.newPage();
  await elena.goto(`${new URL(tom.url()).origin}/?as=elena`);
  await elena.locator('.ProseMirror').waitFor();
  await resetAs(tom);
  await elena.getByText('The demonstration was reset. This is the new plan').waitFor();
  // The words may come a moment before the new plan's text can be written in.
  await expect.poll(() => elena.locator('.ProseMirror').count()).toBe(1);
  await profile.close();
});

/** Resets the demonstration in the menu; nothing else is asked. */
async function resetAs(page: Page): Promise<void> {
  const questions: string[] = [];
  page.on('dialog', (dialog) => {
    questions.push(dialog.type());
    void dialog.accept();
  });
  await page.getByRole('button', { name: /Tom.*menu/ }).click();
  await page.getByRole('menuitem', { name: 'Reset demo' }).click();
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await page.waitForURL(`${server.url}/`);
  expect(questions).toEqual([]);
  await page.close();
}
