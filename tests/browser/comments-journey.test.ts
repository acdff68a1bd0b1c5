/**
 * The journeys of a comment from end to end, each with a server and browsers of its own people. `JOURNEY_REPEATS=10`
 * runs them so often.
 */
import { type ThreadView } from '@alliance/shared/comments/thread-view';
import { type Browser, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';

import {
  launchBrowser,
  newProfile,
  openAs,
  openPlanAs,
  saveWords,
  textOf,
} from '../support/browser.ts';
import { type PersonaKey, signIn } from '../support/people.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { threadsOf } from '../support/threads.ts';
import { boxOfChosen, expectComposer, seeComments } from './comments-page.ts';
import { wordsAtServer } from './words-at-server.ts';

const repeats = Number(process.env['JOURNEY_REPEATS'] ?? '1');
const runs = Array.from({ length: repeats }, (_, index) => [index + 1] as const);

const section = 'medicines';
const words = 'Morning medicines at 08:00';
const question = 'Dizzy after these: can they come an hour later?';

let server: ServerProcess;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServerProcess(), launchBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

describe.each(runs)('run %i', () => {
  // Each journey begins with the demonstration as it was.
  beforeEach(() => resetDemo());

  test('[RL13] asked by a therapist, answered by the physician, split by the nurse, resolved: every screen has the thread at its words', async () => {
    const [hannah, priya, tom] = await Promise.all([at('hannah'), at('priya'), at('tom')]);
    await comment(hannah, question);
    for (const page of [hannah, priya, tom]) await cardWith(page, question).waitFor();

    await Promise.all([splitCommentedWords(tom), answer(priya, 'Yes, 09:00 from tomorrow.')]);
    const pages = [hannah, priya, tom];
    for (const page of pages) await seeInText(page, 'Morning washed, medicines');
    await expect.poll(() => saveWords(tom)).toMatch(/^Saved \d\d:\d\d$/);
    for (const page of pages) await seeThreadAtItsWords(page);

    await cardWith(hannah, question).getByText('Yes, 09:00 from tomorrow.').waitFor();
    await cardWith(hannah, question).getByRole('button', { name: 'Resolve' }).click();
    for (const page of pages) await seeResolved(page);
    const record = await recordOf();
    expect(record.status).toBe('resolved');
    expect(await wordsAtServer(server.url, record)).toBe(keptWords);

    for (const page of pages) {
      await page.reload();
      await seeComments(page);
      await page.getByRole('button', { name: 'Resolved', exact: true }).click();
      await cardWith(page, question).getByTestId('thread-toggle').click();
      await seeThreadAtItsWords(page);
      await seeResolved(page);
    }
  }, 90_000);

  test('[RL13] a critical thread is read back by the nurse on a phone and confirmed by its sender, and only then leaves the Now panel', async () => {
    const [sofia, priya] = await Promise.all([at('sofia'), at('priya')]);
    for (const page of [sofia, priya]) await urgentRow(page).waitFor();
    const phone = await phoneOf('tom');
    await phone
      .getByRole('link', { name: /^Read back:/ })
      .first()
      .tap();
    const card = phone.locator('[data-rail=sheet] [data-thread]').filter({ hasText: critical });
    await card.getByRole('textbox', { name: 'What I understood and will do' }).fill(understood);
    await card.getByRole('button', { name: 'Read back', exact: true }).tap();
    await card.getByText(/Sofia Benedetti.* has to confirm it/).waitFor();
    for (const page of [sofia, priya])
      await urgentRow(page)
        .getByText(/Tom Akerele/)
        .waitFor();

    await urgentRow(sofia).getByRole('button', { name: 'Confirm' }).click();
    await cardWith(sofia, critical).getByText(understood).waitFor();
    for (const page of [sofia, priya, phone]) expect(await urgentRow(page).count()).toBe(1);
    await cardWith(sofia, critical).getByRole('button', { name: 'Confirm' }).click();
    for (const page of [sofia, priya, phone]) await urgentRow(page).waitFor({ state: 'detached' });
    await card.getByText(/^Read back by Tom Akerele.*, confirmed by Sofia Benedetti/).waitFor();
    await phone.goBack();
    await phone.getByRole('heading', { name: /My plans/ }).waitFor();
    await phone.getByRole('link', { name: /^Read back:/ }).waitFor({ state: 'detached' });
  }, 240_000);

  test('[RL13] a comment written without a connection waits, says so, and arrives once by itself', async () => {
    const [hannah, priya] = await Promise.all([at('hannah'), at('priya')]);
    await hannah.context().setOffline(true);
    await comment(hannah, question);
    const waiting = cardWith(hannah, question);
    await waiting.getByTestId('thread-toggle').click();
    await waiting.getByText(/Not sent yet/).waitFor();
    expect(await cardWith(priya, question).count()).toBe(0);
    await hannah.context().setOffline(false);
    await cardWith(priya, question).waitFor();
    await waiting.getByText(/Not sent yet/).waitFor({ state: 'detached' });
    expect((await recordsOf()).length).toBe(1);
    for (const page of [hannah, priya]) expect(await cardWith(page, question).count()).toBe(1);
  }, 240_000);

  test('[RL13] a comment that shows as sent is there after the server was killed at that moment', async () => {
    const hannah = await at('hannah');
    await comment(hannah, question);
    await cardWith(hannah, question).filter({ hasNotText: 'Sending …' }).waitFor();
    await server.kill('SIGKILL');
    await server.restart();
    expect((await recordsOf()).length).toBe(1);
    const priya = await at('priya');
    await cardWith(priya, question).waitFor();
  }, 240_000);
});

const critical = 'She coughed on thin fluids';
const understood = 'No thin fluids from now, coffee too, until Sofia has seen her.';

/** The commented words after somebody typed in the middle of them. */
const keptWords = 'Morning washed, medicines at 08:00';

async function resetDemo(): Promise<void> {
  const priya = await signIn(server.url, 'priya');
  const response = await priya.post('/api/demo/reset', {});
  if (!response.ok) throw new Error(`The reset was answered with ${response.status}.`);
}

/** Somebody's own browser, on the section, with the comments there; it is closed at the end of the test. */
async function at(persona: PersonaKey): Promise<Page> {
  const profile = await newProfile(browser, { width: 1440, height: 900 });
  onTestFinished(() => profile.close());
  const page = await openPlanAs(profile, server.url, persona, section);
  await seeComments(page);
  return page;
}

/** Selects words of the section with the mouse. */
async function selectWords(page: Page, chosen: string): Promise<void> {
  const { left, right, y } = await placeOf(page, chosen);
  await page.mouse.move(left, y);
  await page.mouse.down();
  await page.mouse.move(right, y, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => page.evaluate('String(getSelection())')).toBe(chosen);
}

/** Where words that stand on one line of the section are in the window; scrolls there. */
async function placeOf(page: Page, chosen: string): Promise<LinePlace> {
  await page.locator(`#${section}`).getByText(chosen).first().scrollIntoViewIfNeeded();
  return await page.evaluate<LinePlace>(`(() => {
    const walker = document.createTreeWalker(
      document.querySelector('#${section} .ProseMirror'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const start = walker.currentNode.data.indexOf(${JSON.stringify(chosen)});
      if (start === -1) continue;
      const range = document.createRange();
      range.setStart(walker.currentNode, start);
      range.setEnd(walker.currentNode, start + ${chosen.length});
      const { left, right, top, bottom } = range.getBoundingClientRect();
      return { left, right, y: (top + bottom) / 2 };
    }
  })()`);
}

/** In the window, in CSS pixels; y is the middle of the line. */
interface LinePlace {
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

async function splitCommentedWords(page: Page): Promise<void> {
  await putCaretBehind(page, 'Morning ');
  await page.keyboard.press('Enter');
  await page.keyboard.type('washed, ');
}

/** Clicks behind words; a caret that stands there two frames later stays. */
async function putCaretBehind(page: Page, before: string): Promise<void> {
  const { right, y } = await placeOf(page, before);
  const caret = (): Promise<unknown> =>
    page.evaluate(`new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => {
      const { anchorNode, anchorOffset } = getSelection();
      resolve(anchorNode?.textContent.slice(0, anchorOffset));
    })))`);
  await expect
    .poll(async () => {
      await page.mouse.click(right, y);
      return caret();
    })
    .toBe(before);
}

async function answer(page: Page, text: string): Promise<void> {
  const card = cardWith(page, question);
  await card.getByTestId('thread-toggle').click();
  await card.getByRole('textbox', { name: 'Answer' }).fill(text);
  await page.keyboard.press('Control+Enter');
  await card.getByText(text).waitFor();
}

async function seeInText(page: Page, text: string): Promise<void> {
  await expect.poll(() => textOf(page, section)).toContain(text);
}

/** The thread, opened, marks its words, and its card stands beside them. */
async function seeThreadAtItsWords(page: Page): Promise<void> {
  const card = cardWith(page, question);
  if ((await card.getAttribute('data-open')) === null)
    await card.getByTestId('thread-toggle').click();
  await expect.poll(() => markedText(page)).toBe(keptWords);
  await expect
    .poll(async () =>
      Math.abs(((await card.boundingBox())?.y ?? 0) - (await boxOfChosen(page)).top),
    )
    .toBeLessThan(6);
}

/** The marked words without the names at colleagues' carets in them. */
async function markedText(page: Page): Promise<unknown> {
  return page.evaluate(`(() => {
    const [range] = CSS.highlights.get('comment-chosen') ?? [];
    const words = range?.cloneContents();
    words?.querySelectorAll('.colleague-caret').forEach((caret) => caret.remove());
    return words?.textContent;
  })()`);
}

async function seeResolved(page: Page): Promise<void> {
  await cardWith(page, question)
    .getByText(/^Resolved by Hannah/)
    .waitFor();
}

/** The row of the critical thread in the Now panel. */
function urgentRow(page: Page): Locator {
  return page.getByTestId('urgent-row').filter({ hasText: critical });
}

/** Somebody's phone, on their list of what needs them. */
async function phoneOf(persona: PersonaKey): Promise<Page> {
  const profile = await browser.newContext({
    viewport: { width: 375, height: 812 },
    hasTouch: true,
    isMobile: true,
    reducedMotion: 'reduce',
    locale: 'en-GB',
  });
  profile.setDefaultTimeout(25_000);
  onTestFinished(() => profile.close());
  return openAs(profile, server.url, persona);
}

/** Comments on the medication time by typing. */
async function comment(page: Page, text: string): Promise<void> {
  await selectWords(page, words);
  await page.keyboard.type(text);
  await expectComposer(page, text);
  await page.keyboard.press('Control+Enter');
}

/** The threads that begin with the question, as the server keeps them. */
async function recordsOf(): Promise<readonly ThreadView[]> {
  const marcus = await signIn(server.url, 'marcus');
  const { threads } = await threadsOf(marcus, (await marcus.plan()).id);
  return threads.filter(
    ({ comments: [{ words: said }] }) => 'text' in said && said.text === question,
  );
}

async function recordOf(): Promise<ThreadView> {
  const [thread] = await recordsOf();
  if (thread === undefined) throw new Error('The server has no such thread.');
  return thread;
}

function cardWith(page: Page, text: string): Locator {
  return page.locator('[data-rail] [data-thread]').filter({ hasText: text });
}
