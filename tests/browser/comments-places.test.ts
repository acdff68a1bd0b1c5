import { type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { elenasPlan, launchBrowser, newProfile, openAs, openPlanAs } from '../support/browser.ts';
import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';
import { signIn } from '../support/people.ts';
import { comment, startThread, threadsOf } from '../support/threads.ts';
import { type Box, boxOfChosen, chosenWords, composerText, seeComments } from './comments-page.ts';

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

describe('with 60 threads before it', () => {
  beforeEach(() => pile(60));

  test('[RL2] the composer stands at its words, and a row counts what finds no room and leads to it', async () => {
    const page = await openMedicines('hannah');
    await clickWords(page, 'Orders and doses');
    await page.keyboard.type('Which orders?');
    await composerText(page).waitFor();
    await expect.poll(() => farFromWords(page, '[data-rail-draft]')).toBeLessThan(40);
    await expectInWindow(page, '[data-rail-draft]');
    const row = page.locator('[data-rail]').getByRole('button', { name: /^\d+ more above$/ });
    expect(Number.parseInt((await row.textContent()) ?? '', 10)).toBeGreaterThan(30);
    await row.click();
    await page.waitForURL(/thread=/);
    const opened = new URL(page.url()).searchParams.get('thread');
    await expect.poll(() => page.evaluate('document.activeElement.dataset.thread')).toBe(opened);
    await page.context().close();
  });

  test('[RL2] so does the card of words that were clicked, and of a link', async () => {
    const page = await openMedicines('hannah');
    await clickWords(page, words);
    await expect.poll(() => chosenWords(page)).toBe(words);
    await expect.poll(() => farFromWords(page, '[data-thread][data-open]')).toBeLessThan(40);
    await expectInWindow(page, '[data-thread][data-open]');
    await page.waitForURL(/thread=/);
    await page.reload();
    await expect.poll(() => chosenWords(page)).toBe(words);
    await expect.poll(() => farFromWords(page, '[data-thread][data-open]')).toBeLessThan(40);
    await page.context().close();
  });

  test('[RL4] previous leads to what is folded above', async () => {
    const page = await openMedicines('hannah');
    await clickWords(page, words);
    const row = page.locator('[data-rail]').getByRole('button', { name: /^\d+ more above$/ });
    await row.waitFor();
    const folded = Number.parseInt((await row.textContent()) ?? '', 10);
    const all = await page.locator('[data-rail] [data-thread]').count();
    const open = await page.evaluate<number>(
      `[...document.querySelectorAll('[data-rail] [data-thread]')].findIndex((card) => card.dataset.open === '')`,
    );
    expect(folded).toBeLessThan(all);
    for (let step = 0; step < open - folded + 1; step += 1)
      await page.keyboard.press('Control+Alt+KeyP');
    await expect
      .poll(() =>
        page.evaluate(
          `getComputedStyle(document.querySelector('[data-rail] [data-thread][data-open]')).visibility`,
        ),
      )
      .toBe('visible');
    await page.context().close();
  });
});

describe.each([
  ['beside the text', 1440, 900],
  ['in a column', 768, 1024],
] as const)('%s', (_name, width, height) => {
  test('[RL15] a comment begun at the lower edge is wholly in the window', async () => {
    const page = await openMedicines('hannah', width, height);
    await atLowerEdge(page, 'list in Spanish');
    await clickWords(page, 'list in Spanish');
    await page.keyboard.type('Who prints it?');
    await expect.poll(() => composerText(page).inputValue()).toBe('Who prints it?');
    await expectInWindow(page, '[data-rail-draft]');
    await page.getByRole('button', { name: 'Send', exact: true }).click({ timeout: 2000 });
    await page.context().close();
  });

  test('[RL15] so is a card that is opened there, and one that is opened by a link', async () => {
    const page = await openMedicines('tom', width, height);
    await atLowerEdge(page, words);
    await clickWords(page, words);
    await expect.poll(() => chosenWords(page)).toBe(words);
    await expectInWindow(page, '[data-thread][data-open]');
    const hannah = await signIn(server.url, 'hannah');
    const { threads } = await threadsOf(hannah, (await hannah.plan()).id);
    const thread = threads.find(({ subject }) => 'quote' in subject && subject.quote === words);
    const address = `${await elenasPlan(server.url)}?thread=${thread?.id}`;
    const other = await openAs(page.context(), server.url, 'tom', address);
    await expect.poll(() => chosenWords(other)).toBe(words);
    await expectInWindow(other, '[data-thread][data-open]');
    await page.context().close();
  });
});

test('[RL15] after a jump upward the composer begins below the head of the comments', async () => {
  const page = await openMedicines('hannah');
  await clickWords(page, 'Orders and doses');
  await page.keyboard.type('Which orders?');
  await page.evaluate(`document.querySelector('#swallowing-communication').scrollIntoView()`);
  const text = page.locator('#swallowing-communication [data-ready] .ProseMirror > *');
  await text.nth(1).click();
  await page.keyboard.type('and');
  await expect.poll(() => composerText(page).inputValue()).toContain('and');
  await expectInWindow(page, '[data-rail-draft]');
  await page.context().close();
});

test('[RL4] the button at selected words covers no card, and is gone when the comment is sent', async () => {
  const page = await openMedicines('hannah');
  const line = lineOf(page, words);
  await line.scrollIntoViewIfNeeded();
  await line.dblclick({ position: { x: 60, y: 12 } });
  const button = page.getByRole('button', { name: 'Comment on the selected words' });
  const box = await button.boundingBox();
  const rail = await page.locator('[data-rail]').boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(rail?.x ?? 0);
  await button.click();
  await page.keyboard.type('Why then?');
  await page.keyboard.press('Control+Enter');
  await page.locator('[data-rail]').getByText('Why then?').waitFor();
  await expect.poll(() => page.evaluate('document.activeElement.className')).toContain('Prose');
  expect(await button.count()).toBe(0);
  await page.context().close();
});

test('[RL1] a closed card says that it is about the whole plan or a section, and that patient and family read it', async () => {
  const person = await signIn(server.url, 'priya');
  await startThread(person, { subject: { on: 'section', sectionKey: 'mobility' } });
  const elena = await signIn(server.url, 'elena');
  await startThread(elena, {
    subject: { on: 'section', sectionKey: 'mobility' },
    audience: 'shared',
    comment: comment('May I walk alone?'),
  });
  const page = await openMedicines('hannah');
  const card = page.locator('[data-rail] [data-thread]').filter({ hasText: 'Two helpers' });
  await card.getByText('Section: Walking and transfers').waitFor();
  const asked = page.locator('[data-rail] [data-thread]').filter({ hasText: 'May I walk alone?' });
  await asked.getByText('Patient and family read this too').waitFor();
  expect(await card.getByText('Patient and family read this too').count()).toBe(0);
  await page.context().close();
});

/** Threads on the second section of the plan, which stands before the medicines. */
async function pile(count: number): Promise<void> {
  // One person may write 60 times in a minute.
  const people = await Promise.all(
    (['hannah', 'priya'] as const).map((who) => signIn(server.url, who)),
  );
  await Promise.all(
    people.map(async (person, who) => {
      for (let index = who; index < count; index += people.length)
        await startThread(person, {
          subject: { on: 'section', sectionKey: 'snapshot' },
          comment: comment(`Before ${index}`),
        });
    }),
  );
}

async function openMedicines(persona: string, width = 1440, height = 900): Promise<Page> {
  const profile = await newProfile(browser, { width, height });
  const page = await openPlanAs(profile, server.url, persona, 'medicines');
  await seeComments(page);
  return page;
}

function lineOf(page: Page, text: string) {
  return page.locator('#medicines .ProseMirror > *').filter({ hasText: text }).first();
}

/** Clicks the beginning of a text. */
async function clickWords(page: Page, text: string): Promise<void> {
  await page
    .locator('#medicines .ProseMirror')
    .getByText(text)
    .last()
    .click({ position: { x: 60, y: 10 } });
}

/** Scrolls so that a line is the last one in the window. */
async function atLowerEdge(page: Page, text: string): Promise<void> {
  const box = await lineOf(page, text).boundingBox();
  const height = page.viewportSize()?.height ?? 0;
  const bar = (page.viewportSize()?.width ?? 0) > 900 ? 0 : 60;
  const wanted = height - bar - 50;
  await page.evaluate(`window.scrollBy({ top: ${(box?.y ?? 0) - wanted}, behavior: 'instant' })`);
}

/** How many pixels lower or higher than its marked words a card begins. */
async function farFromWords(page: Page, card: string): Promise<number> {
  const { top } = await boxOfChosen(page);
  return Math.abs((await boxOf(page, card)).top - top);
}

function boxOf(page: Page, selector: string): Promise<Box> {
  return page.evaluate<Box>(`(() => {
    const { top, bottom } = document.querySelector('[data-rail] ' + ${JSON.stringify(selector)}).getBoundingClientRect();
    return { top, bottom };
  })()`);
}

/** Below the head of the rail and above the bar of a narrow window. */
async function expectInWindow(page: Page, selector: string): Promise<void> {
  const edges = await page.evaluate<Box>(`(() => {
    const head = document.querySelector('[data-rail-head]').getBoundingClientRect();
    const bar = [...document.querySelectorAll('nav')]
      .filter((each) => getComputedStyle(each).position === 'fixed' && each.offsetHeight > 0)[0];
    return { top: head.bottom, bottom: bar?.getBoundingClientRect().top ?? innerHeight };
  })()`);
  await expect
    .poll(async () => {
      const { top, bottom } = await boxOf(page, selector);
      return top >= edges.top && bottom <= edges.bottom ? 'seen' : { top, bottom, edges };
    })
    .toBe('seen');
}
