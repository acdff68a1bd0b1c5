import { type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { axeFindings, showIn } from '../support/axe.ts';
import {
  caretTold,
  elenasPlan,
  launchBrowser,
  newProfile,
  openAs,
  openPlanAs,
  putCaret,
} from '../support/browser.ts';
import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';

let server: InProcessServer;
let browser: Browser;
let profile: BrowserContext;
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([startInProcess(), launchBrowser()]);
  profile = await newProfile(browser);
  page = await openPlanAs(profile, server.url, 'priya', 'snapshot');
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

function combobox(of: Page = page) {
  return of.getByRole('combobox', { name: 'Go to or do' });
}

test('[PG61] the palette comes up while one writes, finds a section, and goes there by keys alone', async () => {
  await page.locator('#snapshot .ProseMirror').click();
  await page.keyboard.press('Control+k');
  await combobox().waitFor();
  expect(await axeFindings(page, '[role=dialog]')).toEqual([]);
  await page.keyboard.type('swallow');
  const present = page.locator('[role=option][aria-selected=true]');
  await expect.poll(() => present.textContent()).toContain('Swallowing and communication');
  expect(await combobox().getAttribute('aria-activedescendant')).toBe(
    await present.getAttribute('id'),
  );
  await page.keyboard.press('Enter');
  await page.waitForURL(/swallowing-communication$/);
  await expect
    .poll(() => page.evaluate('document.activeElement.id'))
    .toBe('heading-swallowing-communication');
});

test('[PG61] it knows the people of the alliance with how to reach them, and my other screens', async () => {
  await page.keyboard.press('Control+k');
  await combobox().fill('hannah');
  const options = page.getByRole('listbox').getByRole('option');
  await expect.poll(() => options.first().textContent()).toMatch(/Hannah Lindqvist.*ext\. 4415/);
  await combobox().fill('table');
  await page.getByRole('option', { name: 'All plans in one table' }).first().waitFor();
  await combobox().fill('zzz');
  await page.getByRole('option', { name: 'Find “zzz” in this plan' }).waitFor();
  expect(await page.getByRole('listbox').getByRole('option').count()).toBe(1);
  await page.keyboard.press('Escape');
  await combobox().waitFor({ state: 'detached' });
});

test('[PG61] closed without a choice, it gives the keyboard back to the caret', async () => {
  await page.locator('#snapshot .ProseMirror p').first().click();
  await page.keyboard.press('End');
  await page.keyboard.press('Control+k');
  await combobox().waitFor();
  await page.keyboard.press('Escape');
  await expect
    .poll(() => page.evaluate('document.activeElement.closest("article")?.id'))
    .toBe('snapshot');
});

test('[PG64] it does not lie over a dialog that waits for an answer, nor over a locked page', async () => {
  await page.keyboard.press('Control+/');
  await page.getByRole('dialog', { name: 'What the keys do' }).waitFor();
  await page.keyboard.press('Control+k');
  expect(await combobox().count()).toBe(0);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const other = await openAs(await newProfile(browser), server.url, 'tom');
  await other.keyboard.press('Control+Alt+l');
  await other
    .getByRole('button', { name: 'Unlock' })
    .or(other.getByText(/locked/i))
    .first()
    .waitFor();
  await other.keyboard.press('Control+k');
  expect(await combobox(other).count()).toBe(0);
  await other.context().close();
});

test('[PG63] a question mark outside of text shows the keys, in text it is a letter, and it can be turned off', async () => {
  await page.locator('#heading-snapshot').focus();
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'What the keys do' });
  await help.waitFor();
  expect(await axeFindings(page, '[role=dialog]')).toEqual([]);
  await help.getByRole('checkbox').uncheck();
  await page.keyboard.press('Escape');
  await help.waitFor({ state: 'detached' });
  await page.locator('#heading-snapshot').focus();
  await page.keyboard.press('?');
  await page.keyboard.press('Control+/');
  await help.getByRole('checkbox').check();
  await page.keyboard.press('Escape');
  const text = page.locator('#snapshot .ProseMirror p').first();
  await text.click();
  await page.keyboard.press('End');
  await caretTold(page);
  await page.keyboard.type('?');
  await expect.poll(() => text.textContent()).toContain('?');
  await page.keyboard.press('Backspace');
  expect(await page.evaluate('localStorage.getItem("alliance.single-keys")')).toBe(null);
  expect(await help.count()).toBe(0);
});

test('[PG62] what is typed in the palette can be looked for in the plan', async () => {
  await page.keyboard.press('Control+k');
  await combobox().fill('second floor');
  await page.getByRole('option', { name: 'Find “second floor” in this plan' }).click();
  const search = page.getByRole('search');
  await expect.poll(() => search.getByRole('status').textContent()).toMatch(/^1 of \d/);
  await page.keyboard.press('Escape');
  await search.waitFor({ state: 'detached' });
});

test('[PG65] words are counted, in the outline too, marked without changing the text, and gone through by Enter', async () => {
  const before = await page.locator('#self-care .prose').innerHTML();
  await page.keyboard.press('Control+Alt+f');
  const search = page.getByRole('search');
  await search.getByRole('textbox').fill('ARM');
  const status = search.getByRole('status');
  await expect.poll(() => status.textContent()).toMatch(/^\d+ of \d+/);
  const count = Number(/of (\d+)/.exec((await status.textContent()) ?? '')?.[1]);
  const inOutline = async (): Promise<number> =>
    (await page.getByText(/^\d+ found$/).allTextContents())
      .map((words) => Number.parseInt(words, 10))
      .reduce((sum, each) => sum + each, 0);
  await expect.poll(inOutline).toBe(count);
  await expect.poll(() => page.evaluate('CSS.highlights.get("found")?.size')).toBe(count);
  const seen = new Set<string>();
  for (let step = 0; step < count; step += 1) {
    await expect.poll(presentWords).toMatch(/^arm$/i);
    await expect.poll(presentInWindow).toBe('in the window');
    seen.add((await status.textContent()) ?? '');
    await page.keyboard.press('Enter');
  }
  expect(seen.size).toBe(count);
  await page.keyboard.press('Shift+Enter');
  await expect.poll(() => status.textContent()).toMatch(new RegExp(`^\\d+ of ${count}`));
  expect(await page.locator('#self-care .prose').innerHTML()).toBe(before);
  expect(await axeFindings(page, '[role=search]')).toEqual([]);
  await page.keyboard.press('Escape');
  expect(String(await page.evaluate('getSelection().toString()'))).toMatch(/^arm$/i);
  expect(await page.evaluate('CSS.highlights.has("found")')).toBe(false);
});

test('[PG65] static text is searched before any editor is there', async () => {
  const plain = await newProfile(browser);
  await plain.route('**/assets/section-editor*.js', (route) => route.abort());
  const reader = await openAs(plain, server.url, 'sofia', await elenasPlan(server.url));
  await reader.getByText('Editing could not be loaded').waitFor();
  await reader.keyboard.press('Control+Alt+f');
  await reader.getByRole('search').getByRole('textbox').fill('seamstress');
  await expect
    .poll(() => reader.getByRole('search').getByRole('status').textContent())
    .toBe('1 of 1Stroke snapshot');
  await plain.close();
});

test('[PG66] the browser’s own keys for searching stay the browser’s', async () => {
  const isLeft: unknown = await page.evaluate(`['f', 'g'].map((key) => {
    const event = new KeyboardEvent('keydown', { key, code: 'Key' + key.toUpperCase(), ctrlKey: true, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(event);
    return !event.defaultPrevented;
  })`);
  expect(isLeft).toEqual([true, true]);
  expect(await page.getByRole('search').count()).toBe(0);
});

test('[PG67] what a colleague writes is counted at once, and the present place stays', async () => {
  await page.keyboard.press('Control+Alt+f');
  const search = page.getByRole('search');
  await search.getByRole('textbox').fill('helper');
  const status = search.getByRole('status');
  await expect.poll(() => status.textContent()).toMatch(/^\d+ of \d+/);
  await page.keyboard.press('Enter');
  const [, present = '', count = ''] =
    /^(\d+) of (\d+)/.exec((await status.textContent()) ?? '') ?? [];
  const colleague = await openPlanAs(profile, server.url, 'tom', 'contingency');
  await putCaret(colleague, 'contingency', -1);
  await colleague.keyboard.type(' Ask a helper.');
  await expect
    .poll(() => status.textContent())
    .toMatch(new RegExp(`^${present} of ${Number(count) + 1}`));
  await colleague.close();
  await search.getByRole('button', { name: 'Close and go there' }).click();
});

test('[PG68] looking at one discipline leaves every other section as one line, and what is gone to or found comes back', async () => {
  const choice = page.getByLabel('Which sections to look at').first();
  await choice.selectOption({ label: 'PT · Physiotherapist (1)' });
  const notice = page.getByText(/^Physiotherapist: 1 of 10 sections are open/);
  await notice.waitFor();
  const outline = page.getByRole('navigation', { name: 'Sections' });
  await expect.poll(() => outline.getByRole('listitem').getByRole('link').count()).toBe(1);
  const articles = page.locator('#plan article');
  expect(await articles.count()).toBe(10);
  await expect.poll(() => page.locator('#plan article[data-aside]').count()).toBe(9);
  await expect
    .poll(async () => (await page.locator('#medicines').boundingBox())?.height)
    .toBeLessThan(60);
  expect(await axeFindings(page, '#medicines', '#snapshot', 'nav')).toEqual([]);
  await page.locator('#medicines').getByRole('button', { name: 'Show Medicines plan' }).click();
  await expect
    .poll(async () => (await page.locator('#medicines').boundingBox())?.height)
    .toBeGreaterThan(100);
  await page.keyboard.press('Control+Alt+f');
  await page.getByRole('search').getByRole('textbox').fill('seamstress');
  await expect.poll(() => page.locator('#snapshot').getAttribute('data-aside')).toBe(null);
  await expect.poll(presentInWindow).toBe('in the window');
  await page.keyboard.press('Escape');
  await page
    .getByRole('region', { name: 'Now' })
    .getByRole('link', { name: 'Nursing care and safety' })
    .first()
    .click();
  await page.waitForURL(/nursing-safety$/);
  await expect.poll(() => page.locator('#nursing-safety').getAttribute('data-aside')).toBe(null);
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect.poll(() => page.locator('#plan article[data-aside]').count()).toBe(0);
});

test('[PG68] the browser’s own search reaches what was put aside and brings it back', async () => {
  const choice = page.getByLabel('Which sections to look at').first();
  await choice.selectOption({ label: 'PT · Physiotherapist (1)' });
  const text = page.locator('#going-home .prose');
  await expect.poll(() => text.getAttribute('hidden')).toBe('until-found');
  // What a browser does when its search has found something there.
  await text.dispatchEvent('beforematch');
  await expect.poll(() => page.locator('#going-home').getAttribute('data-aside')).toBe(null);
  await choice.selectOption({ index: 0 });
});

test.each([
  [390, 'light'],
  [390, 'dark'],
  [1280, 'dark'],
] as const)(
  '[PG10] at %i pixels, in %s, axe finds nothing over the plan',
  async (width, scheme) => {
    await page.setViewportSize({ width, height: 800 });
    await showIn(page, scheme);
    await page.keyboard.press('Control+Alt+f');
    await page.getByRole('search').getByRole('textbox').fill('arm');
    await expect
      .poll(() => page.getByRole('search').getByRole('status').textContent())
      .toMatch(/^\d/);
    expect(await axeFindings(page, '[role=search]', 'nav')).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    await page.keyboard.press('Escape');
    // With words selected in a text the key makes a link of them.
    await page.locator('#heading-snapshot').focus();
    await page.keyboard.press('Control+k');
    await combobox().waitFor();
    expect(await axeFindings(page, '[role=dialog]')).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    await page.keyboard.press('Escape');
    await combobox().waitFor({ state: 'detached' });
  },
);

/** The words at the present place. */
async function presentWords(): Promise<string> {
  return String(await page.evaluate('[...(CSS.highlights.get("found-present") ?? [])].join()'));
}

async function presentInWindow(): Promise<string> {
  const place: unknown = await page.evaluate(`(() => {
    const box = [...(CSS.highlights.get('found-present') ?? [])][0]?.getBoundingClientRect();
    const bars = document.querySelector('[data-bars]').getBoundingClientRect().bottom;
    const isIn = box !== undefined && box.height > 0 && box.top >= bars && box.bottom <= innerHeight;
    return isIn ? 'in the window' : [box?.top, box?.bottom, bars, innerHeight].join(' ');
  })()`);
  return String(place);
}
