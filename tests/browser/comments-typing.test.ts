import { type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import {
  elenasPlan,
  launchBrowser,
  newProfile,
  openAs,
  openPlanAs,
  textOf,
} from '../support/browser.ts';
import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';
import {
  chosenWords,
  composerText,
  expectComposer,
  markedWords,
  seeComments,
} from './comments-page.ts';

let server: InProcessServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startInProcess(), launchBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

const sentence = 'Her pressure falls by 30 when she stands'.padEnd(40, '.');

test('[RL6] forty characters typed without a pause where one may only comment are a comment on the word at the caret', async () => {
  const page = await openPlanAs(await newProfile(browser), server.url, 'hannah', 'medicines');
  await seeComments(page);
  const before = await textOf(page, 'medicines');
  await page.locator('#medicines .ProseMirror p').first().click();
  await page.keyboard.type(sentence);
  await expectComposer(page, sentence);
  expect(sentence).toHaveLength(40);
  expect((await chosenWords(page)).length).toBeGreaterThan(1);
  expect(await textOf(page, 'medicines')).toBe(before);
  await page.keyboard.press('Control+Enter');
  await page.locator('[data-rail] [data-thread]').filter({ hasText: sentence }).waitFor();
  await page.context().close();
});

test('[RL6] what is pasted where one may only comment is in the comment, whole', async () => {
  const page = await openPlanAs(await newProfile(browser), server.url, 'hannah', 'snapshot');
  await seeComments(page);
  await page.locator('#snapshot .ProseMirror p').first().click();
  await paste(page, 'pasted words\nin two lines');
  await expectComposer(page, 'pasted words\nin two lines');
  await page.context().close();
});

test('[RL6] static text is commented by typing as well, before any editor is there', async () => {
  const profile = await newProfile(browser);
  await profile.route('**/assets/section-editor*.js', (route) => route.abort());
  const page = await openAs(profile, server.url, 'hannah', await elenasPlan(server.url));
  await seeComments(page);
  const text = page.locator('#what-matters [data-static] p').first();
  await text.click();
  await page.keyboard.type(sentence);
  await expectComposer(page, sentence);
  await expect.poll(() => chosenWords(page)).toMatch(/\w/);
  await profile.close();
});

test('[RL6] with the keyboard alone: Tab into the section, arrows to the word, and type', async () => {
  const page = await openPlanAs(await newProfile(browser), server.url, 'hannah', 'snapshot');
  await seeComments(page);
  await page
    .locator('#snapshot')
    .getByRole('button', { name: /Comment on the section/ })
    .focus();
  // Past what else can be done with the section.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.className')).toContain('ProseMirror');
  for (let word = 0; word < 3; word += 1) await page.keyboard.press('ArrowRight');
  expect(await markedWords(page, 'reading-place')).toBe('retired');
  await page.keyboard.type(sentence);
  await expectComposer(page, sentence);
  await expect.poll(() => chosenWords(page)).toBe('retired');
  await page.context().close();
});

test('[RL6] what is typed while another draft holds words goes on in that one, on a line of its own, and it is said', async () => {
  const page = await openPlanAs(await newProfile(browser), server.url, 'hannah', 'snapshot');
  await seeComments(page);
  const line = page.locator('#snapshot .ProseMirror p').first();
  await line.click({ position: { x: 20, y: 10 } });
  await page.keyboard.type('first');
  const about = await chosenWords(page);
  await line.click({ position: { x: 120, y: 10 } });
  await page.keyboard.type(' and x');
  await expectComposer(page, 'first\n and x');
  await page.getByText(`You were already writing about “${about}”.`).waitFor();
  await page.context().close();
});

test('[RL6] what is pasted while an SBAR is being written stands in a box that is shown, and is sent', async () => {
  const page = await openPlanAs(await newProfile(browser), server.url, 'hannah', 'snapshot');
  await seeComments(page);
  const line = page.locator('#snapshot .ProseMirror p').first();
  await line.click();
  await page.keyboard.type('She is drowsy.');
  const composer = page.locator('[data-rail-draft]');
  await composer.getByRole('combobox').first().selectOption({ label: 'SBAR' });
  await line.click();
  await paste(page, 'PASTED STOP WARFARIN');
  await expect
    .poll(() => composer.getByRole('textbox', { name: 'Situation' }).inputValue())
    .toBe('She is drowsy.\nPASTED STOP WARFARIN');
  await page.keyboard.press('Control+Enter');
  await page
    .locator('[data-rail] [data-thread]')
    .filter({ hasText: 'PASTED STOP WARFARIN' })
    .waitFor();
  await page.context().close();
});

test('[RL6] a space that is typed first at a caret is in the comment', async () => {
  const page = await openPlanAs(await newProfile(browser), server.url, 'hannah', 'snapshot');
  await seeComments(page);
  await page.locator('#snapshot .ProseMirror p').first().click();
  await page.keyboard.type(' 5 mg');
  await expectComposer(page, ' 5 mg');
  await page.context().close();
});

test('[RL6] what was typed for comments that never come stands on the page, whole, to be copied', async () => {
  const profile = await newProfile(browser, { width: 1440, height: 900 });
  const asked = Promise.withResolvers<undefined>();
  await profile.route('**/assets/comment-parts*.js', async (route) => {
    await asked.promise;
    await route.abort();
  });
  const page = await openPlanAs(profile, server.url, 'hannah', 'snapshot');
  await page.locator('#snapshot .ProseMirror p').first().click();
  await page.keyboard.type('Typed too early');
  asked.resolve(undefined);
  const rail = page.getByRole('complementary', { name: 'Comments' });
  await rail.getByText('Typed too early').waitFor();
  expect(await rail.getByRole('button', { name: 'Copy' }).isVisible()).toBe(true);
  await page.getByText(/Critical comments cannot be shown/).waitFor();
  await profile.close();
});

test('[RL4] selected words are commented by Ctrl + Alt + M or by the button beside them, sent by Ctrl + Enter', async () => {
  const page = await openPlanAs(await newProfile(browser), server.url, 'marcus', 'snapshot');
  await seeComments(page);
  const line = page.locator('#snapshot .ProseMirror p').first();
  await line.dblclick({ position: { x: 20, y: 10 } });
  const button = page.getByRole('button', { name: 'Comment on the selected words' });
  expect(await button.getAttribute('title')).toContain('Ctrl + Alt + M');
  await page.keyboard.press('Control+Alt+KeyM');
  await expectComposer(page, '');
  await expect.poll(() => chosenWords(page)).toBe('Elena');
  await page.keyboard.type('Does she sew with the left hand?');
  await page.keyboard.press('Control+Enter');
  const card = page.locator('[data-rail] [data-thread]').filter({ hasText: 'sew with the left' });
  await card.waitFor();
  expect(await composerText(page).count()).toBe(0);
  await line.dblclick({ position: { x: 20, y: 10 } });
  await button.click();
  await expectComposer(page, '');
  await page.context().close();
});

function paste(page: Page, text: string): Promise<unknown> {
  return page.evaluate(`(() => {
    const data = new DataTransfer();
    data.setData('text/plain', ${JSON.stringify(text)});
    document.activeElement.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  })()`);
}
