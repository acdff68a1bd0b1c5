import { type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { elenasPlan, launchBrowser, newProfile, openAs, putCaret } from '../support/browser.ts';
import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';

let server: InProcessServer;
let browser: Browser;
let plan: string;

beforeAll(async () => {
  [server, browser] = await Promise.all([startInProcess(), launchBrowser()]);
  plan = await elenasPlan(server.url);
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

describe.each([
  [1600, 900],
  [1024, 768],
  [360, 640],
])('at %i × %i', (width, height) => {
  test('[PG29] a section that is gone to is in the window below the bars, has the focus, and Tab reaches its editor', async () => {
    const page = await openPlan({ width, height });
    for (const key of ['contingency', 'mobility']) {
      await chooseInOutline(page, key, width);
      await expectArrival(page, key);
      await page.keyboard.press('Tab');
      await expect
        .poll(() => page.evaluate(`document.activeElement.closest('article')?.id`))
        .toBe(key);
    }
    await page.context().close();
  });

  test('[PG29] Alt with an arrow brings the next section into the window, from an editor too', async () => {
    const page = await openPlan({ width, height });
    for (const key of ['what-matters', 'snapshot', 'health-concerns']) {
      await page.keyboard.press('Alt+ArrowDown');
      await expectArrival(page, key);
    }
    await putCaret(page, 'health-concerns', 0);
    await page.keyboard.press('Alt+ArrowDown');
    await expectArrival(page, await keyAfter(page, 'health-concerns'));
    await page.keyboard.press('Alt+ArrowUp');
    await expectArrival(page, 'health-concerns');
    await page.context().close();
  });
});

test('[PG29] the link of a precaution brings its section into the window; back and forward return to where one was', async () => {
  const page = await openPlan({ width: 1024, height: 768 });
  const now = page.getByRole('region', { name: 'Now' });
  // It comes with the comments, above all else: from here on nothing there grows.
  await now.getByTestId('urgent-row').waitFor();
  await page.evaluate('window.scrollTo(0, 150)');
  const link = now.getByRole('link').first();
  const key = ((await link.getAttribute('href')) ?? '').split('/').at(-1) ?? '';
  await link.click();
  await expectArrival(page, key);
  await page.evaluate('window.scrollBy(0, 333)');
  const there = await page.evaluate('Math.round(window.scrollY)');
  await page.goBack();
  await expect.poll(() => page.evaluate('Math.round(window.scrollY)')).toBe(150);
  await page.goForward();
  await expect.poll(() => page.evaluate('Math.round(window.scrollY)')).toBe(there);
  await page.context().close();
});

test.each([
  [1280, 800],
  [1024, 768],
])(
  '[PG26] at %i × %i a notice pushes what sticks below it down and covers nothing of it',
  async (width, height) => {
    const page = await openPlan({ width, height });
    await page.evaluate('window.scrollTo(0, 2000)');
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Try now' }).waitFor();
    const covered = `[document.querySelector('[role=toolbar] button'), document.querySelector('nav[data-region=outline] a')]
    .filter((each) => {
      const { left, top } = each.getBoundingClientRect();
      return !each.contains(document.elementFromPoint(left + 6, top + 3));
    })
    .map((each) => each.outerHTML)`;
    await page.getByRole('toolbar').waitFor();
    await expect.poll(() => page.evaluate(covered)).toEqual([]);
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Try now' }).waitFor({ state: 'detached' });
    await expect.poll(() => page.evaluate(covered)).toEqual([]);
    await page.context().close();
  },
);

test.each([
  [320, 256],
  [640, 300],
])(
  '[PG26] at %i × %i, as at 400 % zoom, the window belongs to the text, above the way to the sections only',
  async (width, height) => {
    const page = await openPlan({ width, height });
    await chooseInOutline(page, 'mobility', width);
    await expectArrival(page, 'mobility');
    await putCaret(page, 'mobility', 2);
    const tops: unknown = await page.evaluate(
      `Array.from({ length: ${height - 60} }, (_, y) => y)
        .filter((y) => document.elementFromPoint(${width / 2}, y)?.closest('main') == null)`,
    );
    expect(tops).toEqual([]);
    await page.context().close();
  },
);

async function openPlan(look: { readonly width: number; readonly height: number }): Promise<Page> {
  const page = await openAs(await newProfile(browser, look), server.url, 'priya', plan);
  await page.getByRole('article').first().waitFor();
  return page;
}

async function chooseInOutline(page: Page, key: string, width: number): Promise<void> {
  if (width <= 900) await page.getByRole('button', { name: 'Sections' }).click();
  const outline = page.getByRole('navigation', { name: 'Sections' }).locator('visible=true');
  await outline.locator(`a[href$="/${key}"]`).click();
  if (width <= 900) await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** The section's heading is in the window, below what sticks at the top, and has the focus; its editor is there. */
async function expectArrival(page: Page, key: string): Promise<void> {
  await page.waitForURL(new RegExp(`/${key}$`));
  const present = `(() => {
    const heading = document.getElementById('heading-${key}');
    const { left, top, bottom } = heading.getBoundingClientRect();
    const seen = document.elementFromPoint(left + 4, (top + bottom) / 2);
    return { isSeen: seen === heading, hasFocus: document.activeElement === heading };
  })()`;
  await expect.poll(() => page.evaluate(present)).toEqual({ isSeen: true, hasFocus: true });
  await page.locator(`#${key} .ProseMirror`).waitFor();
  // It stays so: nothing scrolls it away afterwards.
  await page.evaluate(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
  );
  expect(await page.evaluate(present)).toEqual({ isSeen: true, hasFocus: true });
}

async function keyAfter(page: Page, key: string): Promise<string> {
  const next: unknown = await page.evaluate(
    `document.getElementById('${key}').nextElementSibling.id`,
  );
  return String(next);
}
