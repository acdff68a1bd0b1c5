/** Somebody goes on typing while their copy of a section is given up and a fresh one comes. */
import { type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { setRight } from '../support/alliance-commands.ts';
import { axeFindings } from '../support/axe.ts';
import {
  launchBrowser,
  newProfile,
  openPlanAs,
  putCaret,
  saveWords,
  textOf,
} from '../support/browser.ts';
import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';
import { signIn } from '../support/people.ts';
import { heldSocket, holdFrames, letFramesGo, poisonAndLetGo } from './held-socket.ts';

const section = 'snapshot';
const sentence = 'She walked to the window and back without a rest.';

let server: InProcessServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startInProcess(), launchBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

test('[SV22] a sentence that is typed while a frame is refused stands in the fresh text whole, at the caret, and the text does not move', async () => {
  const [priya, tom] = await Promise.all([pageOf('priya'), pageOf('tom')]);
  await holdFrames(priya);
  await putCaret(priya, section, 1);
  await priya.keyboard.type('Q');
  await putCaret(priya, section, 2);
  const before = await caretTop(priya);
  await poisonAndLetGo(priya);
  for (const letter of ` ${sentence}`) await priya.keyboard.type(letter, { delay: 15 });

  await expect.poll(() => textOf(tom, section)).toContain(` ${sentence}`);
  expect(await textOf(priya, section)).toContain(` ${sentence}`);
  expect(Math.abs((await caretTop(priya)) - before)).toBeLessThan(40);
  await priya.keyboard.type(' Twice.');
  await expect.poll(() => textOf(tom, section)).toContain(`${sentence} Twice.`);
  await priya.keyboard.press('Control+z');
  await expect.poll(() => textOf(tom, section)).not.toContain('Twice.');

  // The page says it in one line; what can be done stands at the section.
  expect(await priya.getByRole('alert').count()).toBe(1);
  await priya.getByRole('button', { name: 'Go to Stroke snapshot' }).click();
  await expect
    .poll(() => priya.evaluate('document.activeElement.textContent'))
    .toBe('Offer as a comment');
  const [trouble, bars] = await Promise.all([
    priya.locator(`#${section} [data-trouble]`).boundingBox(),
    priya.getByRole('region', { name: 'Not saved' }).boundingBox(),
  ]);
  expect(trouble?.y).toBeGreaterThan((bars?.y ?? 0) + (bars?.height ?? 0));
  expect(await axeFindings(priya)).toEqual([]);
  await throwAway(priya);
  await expect.poll(() => saveWords(priya)).toMatch(/^Saved \d\d:\d\d$/);
  await Promise.all([priya.context().close(), tom.context().close()]);
}, 90_000);

test('[SV22] a sentence that is typed while a right is narrowed is kept whole at the section, in one place', async () => {
  const priya = await pageOf('priya');
  await putCaret(priya, section, -1);
  await holdFrames(priya);
  const late = 'Lucia practises the stairs with her on Monday.';
  await priya.keyboard.type(` ${late.slice(0, 5)}`);
  const lead = await signIn(server.url, 'priya');
  const narrowed = setRight(lead, 'rehab-physician', section, 'comment');
  for (const letter of late.slice(5)) await priya.keyboard.type(letter, { delay: 15 });
  await narrowed;
  await letFramesGo(priya);
  const kept = priya.locator(`#${section} [data-trouble] blockquote`);
  await expect.poll(async () => (await kept.textContent())?.trim()).toBe(late);
  expect(await textOf(priya, section)).not.toContain('stairs');
  const composer = priya.getByTestId('thread-composer');
  expect(await composer.count()).toBe(0);

  await priya.context().close();
}, 90_000);

async function pageOf(persona: 'priya' | 'tom'): Promise<Page> {
  const profile = await newProfile(browser);
  await profile.addInitScript(heldSocket);
  return openPlanAs(profile, server.url, persona, section);
}

/** Where the line with the caret stands in the window. */
async function caretTop(page: Page): Promise<number> {
  const top: unknown = await page.evaluate(
    `document.getSelection().focusNode.parentElement.closest('[data-block-id]').getBoundingClientRect().top`,
  );
  return Number(top);
}

async function throwAway(page: Page): Promise<void> {
  await page.locator(`#${section}`).getByRole('button', { name: 'Throw these words away' }).click();
  await page.locator(`#${section}`).getByRole('button', { name: /^Sure/ }).click();
}
