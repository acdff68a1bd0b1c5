import { type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { elenasPlan, launchBrowser, newProfile, openPlanAs, openAs } from '../support/browser.ts';
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

const looks = [
  { width: 1280, height: 700 },
  { width: 360, height: 640 },
  { width: 320, height: 256 },
] as const;

test.each(looks)(
  '[PG28] at $width × $height, who types where they may only read is answered in the window, and no text moves',
  async (look) => {
    const page = await openPlanAs(
      await newProfile(browser, look),
      server.url,
      'hannah',
      'medicines',
    );
    const last = page.locator('#medicines .ProseMirror > *').last();
    await last.scrollIntoViewIfNeeded();
    await last.click();
    const before = await last.boundingBox();
    await page.keyboard.press('Backspace');
    await expectHint(page, /nothing was changed/, look);
    expect(await last.boundingBox()).toEqual(before);
    await page.locator('#heading-health-concerns').focus();
    await expect.poll(() => page.getByTestId('hint').count()).toBe(0);
    await page.context().close();
  },
);

test.each([
  ['priya', '#snapshot .ProseMirror'],
  ['elena', '.ProseMirror'],
])('[PG28] a section that is full says so in the window, to %s', async (persona, selector) => {
  const look = { width: 1024, height: 600 };
  const profile = await newProfile(browser, look);
  const page = await openAs(profile, server.url, persona, await elenasPlan(server.url));
  const last = page.locator(selector).locator('> *').last();
  await page.locator('article, section').last().waitFor();
  await page
    .locator(persona === 'priya' ? '#snapshot' : '.prose')
    .first()
    .scrollIntoViewIfNeeded();
  await last.click();
  const before = await last.boundingBox();
  await pasteHuge(page, selector);
  await expectHint(page, /This section is full/, look);
  expect(await last.boundingBox()).toEqual(before);
  await page.context().close();
});

async function expectHint(
  page: Page,
  words: RegExp,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<void> {
  const hint = page.getByTestId('hint');
  await expect.poll(() => hint.textContent()).toMatch(words);
  const box = await hint.boundingBox();
  expect(box?.y).toBeGreaterThanOrEqual(0);
  expect((box?.y ?? height) + (box?.height ?? 0)).toBeLessThanOrEqual(height);
  expect((box?.x ?? width) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
  expect(await hint.locator('..').getAttribute('aria-live')).toBe('polite');
  const covers: unknown = await page.evaluate(`(() => {
    const caret = document.getSelection().getRangeAt(0).getBoundingClientRect();
    const hint = document.querySelector('[data-testid=hint]').getBoundingClientRect();
    return caret.height > 0 && caret.bottom > hint.top && caret.top < hint.bottom;
  })()`);
  expect(covers).toBe(false);
}

/** More than a section can hold, as one paste. */
async function pasteHuge(page: Page, selector: string): Promise<void> {
  // A string, because this package knows no DOM.
  await page.evaluate(`(() => {
    const data = new DataTransfer();
    data.setData('text/plain', 'x'.repeat(900 * 1024));
    const paste = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    document.querySelector('${selector}').dispatchEvent(paste);
  })()`);
}
