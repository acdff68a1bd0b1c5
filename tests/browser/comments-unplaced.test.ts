import { type Browser, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { launchBrowser, newProfile, openPlanAs, textOf } from '../support/browser.ts';
import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';
import { chosenWords, markedWords, seeComments } from './comments-page.ts';

let server: InProcessServer;
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

beforeEach(async () => {
  server = await startInProcess();
  return () => server.close();
});

afterAll(async () => {
  await browser.close();
});

const words = 'Morning medicines at 08:00';

test('[AN3] words that a colleague deletes leave their thread with its quote, by whom and when, and undone they have it again', async () => {
  const { reader, writer } = await withoutWords();
  const group = reader.getByRole('region', { name: 'Their words are no longer in the text' });
  await group.getByText(words).waitFor();
  await group.getByText(/On three mornings she was dizzy/).waitFor();
  await group.getByText(/Removed by Dr Priya Raman on .*\d\d:\d\d\./).waitFor();
  await writer.keyboard.press('Control+z');
  await expect.poll(() => chosenWords(reader)).toBe(words);
  await expect.poll(() => group.count()).toBe(0);
  await reader.context().close();
});

test('[CM26] a thread without words is put at words that are selected, by keyboard', async () => {
  const { reader } = await withoutWords();
  const putBack = putBackIn(reader);
  await putBack.waitFor();
  expect(await putBack.getAttribute('aria-disabled')).toBe('true');
  await lineOf(reader, 'No sedating medicines').dblclick({ position: { x: 60, y: 14 } });
  await expect.poll(() => putBack.getAttribute('aria-disabled')).toBe('false');
  // Choosing words does not close what they are chosen for.
  const group = reader.getByRole('region', { name: 'Their words are no longer in the text' });
  expect(await group.locator('[data-thread]').getAttribute('data-open')).toBe('');
  await putBack.focus();
  await reader.keyboard.press('Enter');
  await expect.poll(() => chosenWords(reader)).toBe('sedating');
  await expect.poll(() => putBack.count()).toBe(0);
  await reader.context().close();
});

test('[CM26] with the keyboard alone: arrows and Shift select, Tab leads through another text to the button, and the words are still meant', async () => {
  const { reader } = await withoutWords();
  const putBack = putBackIn(reader);
  await selectByKeyboard(reader);
  for (let step = 0; step < 80 && !(await isFocused(putBack)); step += 1)
    await reader.keyboard.press('Tab');
  expect(await isFocused(putBack)).toBe(true);
  expect(await putBack.getAttribute('aria-disabled')).toBe('false');
  await reader.keyboard.press('Enter');
  await expect.poll(() => chosenWords(reader)).toBe('doses are');
  await reader.context().close();
});

test('[RL4] a named key goes from the text to the open comment and back, with what was selected', async () => {
  const { reader } = await withoutWords();
  const putBack = putBackIn(reader);
  await selectByKeyboard(reader);
  await reader.getByText(/Ctrl \+ Alt \+ J goes to the text and back/).waitFor();
  const open = await reader
    .locator('[data-rail] [data-thread][data-open]')
    .getAttribute('data-thread');
  await reader.keyboard.press('Control+Alt+KeyJ');
  await expect.poll(() => reader.evaluate('document.activeElement.dataset.thread')).toBe(open);
  await reader.keyboard.press('Control+Alt+KeyJ');
  await expect
    .poll(() => reader.evaluate('document.activeElement.closest("article").id'))
    .toBe('medicines');
  expect(await reader.evaluate('String(getSelection())')).toBe('doses are');
  await reader.keyboard.press('Control+Alt+KeyJ');
  for (let step = 0; step < 4 && !(await isFocused(putBack)); step += 1)
    await reader.keyboard.press('Tab');
  await reader.keyboard.press('Enter');
  await expect.poll(() => chosenWords(reader)).toBe('doses are');
  await reader.context().close();
});

test('[CM26] it can be dragged to a word of its section instead, which is marked on the way; Escape lets go', async () => {
  const { reader } = await withoutWords();
  const handle = reader.getByText('Drag to a word');
  await handle.waitFor();
  await dragTo(handle, lineOf(reader, 'No sedating medicines'));
  await expect.poll(() => markedWords(reader, 'reading-place')).toBe('sedating');
  await reader.keyboard.press('Escape');
  await reader.mouse.up();
  expect(await markedWords(reader, 'reading-place')).toBe('');
  expect(await putBackIn(reader).count()).toBe(1);
  await dragTo(handle, lineOf(reader, 'No sedating medicines'));
  await reader.mouse.up();
  await expect.poll(() => chosenWords(reader)).toBe('sedating');
  await reader.context().close();
});

test('[AN4] a thread whose words were replaced says on its card, closed and open, what it was written about', async () => {
  const profile = await newProfile(browser, { width: 1440, height: 900 });
  const reader = await openPlanAs(profile, server.url, 'hannah', 'medicines');
  const writer = await openPlanAs(profile, server.url, 'priya', 'medicines');
  await seeComments(reader);
  const card = reader.locator('[data-rail] [data-thread]').filter({ hasText: /dizzy/ });
  await card.waitFor();
  expect(await card.getByText('Written about:').count()).toBe(0);
  await lineOf(writer, words).dblclick({ position: { x: 20, y: 10 } });
  await writer.keyboard.type('Evening');
  await expect.poll(() => textOf(reader, 'medicines')).toContain('Evening medicines');
  const about = card.getByRole('figure', { name: 'Written about:' });
  await about.getByText(words).waitFor();
  await card.getByTestId('thread-toggle').click();
  await card.getByRole('textbox').waitFor();
  await about.getByText(words).waitFor();
  await expect.poll(() => chosenWords(reader)).toContain('Evening');
  await profile.close();
});

test('[RL3] marks follow the words while a colleague types in front of them and splits the line', async () => {
  const profile = await newProfile(browser, { width: 1440, height: 900 });
  const reader = await openPlanAs(profile, server.url, 'hannah', 'medicines');
  const writer = await openPlanAs(profile, server.url, 'priya', 'medicines');
  await seeComments(reader);
  await lineOf(writer, words).click({ position: { x: 60, y: 10 } });
  await writer.keyboard.press('Home');
  await writer.keyboard.type('Please: ');
  await writer.keyboard.press('Enter');
  await expect.poll(() => textOf(reader, 'medicines')).toContain('Please: ');
  await expect.poll(() => markedWords(reader, 'comment-thread')).toContain(words);
  const marker = reader
    .locator('#medicines')
    .getByRole('button', { name: /on this line: Morning/ });
  // Both at once: what arrives above them moves them together.
  await expect
    .poll(async () => {
      const [mark, line] = await Promise.all([
        marker.boundingBox(),
        lineOf(reader, words).boundingBox(),
      ]);
      return Math.abs((mark?.y ?? 0) - (line?.y ?? 900));
    })
    .toBeLessThan(12);
  await profile.close();
});

/** Hannah reads her thread after Priya has deleted the whole line that it is about. */
async function withoutWords(): Promise<{ readonly reader: Page; readonly writer: Page }> {
  const profile = await newProfile(browser, { width: 1440, height: 900 });
  const reader = await openPlanAs(profile, server.url, 'hannah', 'medicines');
  await seeComments(reader);
  await expect.poll(() => markedWords(reader, 'comment-thread')).toContain(words);
  const writer = await openPlanAs(profile, server.url, 'priya', 'medicines');
  await lineOf(writer, words).click({ clickCount: 3 });
  await writer.keyboard.press('Delete');
  await expect.poll(() => textOf(reader, 'medicines')).not.toContain(words);
  await reader.bringToFront();
  const thread = reader
    .getByRole('region', { name: 'Their words are no longer in the text' })
    .getByTestId('thread-toggle');
  await thread.click();
  return { reader, writer };
}

function lineOf(page: Page, text: string): Locator {
  return page.locator('#medicines .ProseMirror > *').filter({ hasText: text });
}

/** Selects the words "doses are" of the first line with the keyboard. */
async function selectByKeyboard(page: Page): Promise<void> {
  await page.locator('#medicines .ProseMirror').focus();
  for (const key of ['ArrowRight', 'ArrowRight', 'Shift+ArrowRight'])
    await page.keyboard.press(key);
  await expect.poll(() => page.evaluate('String(getSelection()).trim()')).not.toBe('');
}

function isFocused(button: Locator): Promise<boolean> {
  return button.evaluate((element) => element.matches(':focus'));
}

function putBackIn(page: Page): Locator {
  return page.getByRole('button', { name: 'Put it at the selected words' });
}

async function dragTo(handle: Locator, line: Locator): Promise<void> {
  await line.scrollIntoViewIfNeeded();
  await handle.hover();
  const { mouse } = handle.page();
  await mouse.down();
  const box = await line.boundingBox();
  await mouse.move((box?.x ?? 0) + 60, (box?.y ?? 0) + 14, { steps: 4 });
}
