import { type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import {
  elenasPlan,
  launchBrowser,
  newProfile,
  openAs,
  openPlanAs,
  putCaret,
  saveWords,
  textOf,
} from '../support/browser.ts';
import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';
import { expectNoFaults } from './account-page.ts';

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

test('[IP5] a page that nobody touches says that it is about to be locked, a key goes on, and then it is locked', async () => {
  const page = await quietPage('priya');
  await page.clock.fastForward(4 * 60_000 + 35_000);
  const warning = page.getByRole('alert').filter({ hasText: 'about to be locked' });
  await warning.waitFor();
  await page.keyboard.press('Shift');
  await warning.waitFor({ state: 'detached' });
  await page.clock.fastForward(4 * 60_000);
  expect(await page.getByRole('heading', { name: 'Locked by Priya' }).count()).toBe(0);
  await page.clock.fastForward(61_000);
  await page.getByRole('heading', { name: 'Locked by Priya' }).waitFor();
  await page.context().close();
});

test('[IP6] a laptop that slept is locked when it wakes, and moving the pointer does not open it', async () => {
  const page = await quietPage('priya');
  // Timers sleep, too: only the clock has gone on.
  await page.clock.setSystemTime(Date.now() + 60 * 60_000);
  await page.mouse.move(200, 200);
  await page.mouse.move(220, 240);
  await page.getByRole('heading', { name: 'Locked by Priya' }).waitFor();
  expect(await foundIn(page, ['Elena'])).toEqual([]);
  await page.context().close();
});

test('[IP7] of a locked page no word of the plan, no patient and no comment is left in the document, and it hears nothing', async () => {
  const profile = await newProfile(browser);
  const page = await openPlanAs(profile, server.url, 'priya', section);
  await write(page, ' sentinel-plan');
  const sockets = await openSockets(page);
  expect(sockets()).toBeGreaterThan(0);
  const words = ['sentinel-plan', 'Elena', 'Vargas', 'Stroke rehabilitation', 'dizzy'];
  expect(await foundIn(page, words)).toEqual(words);
  await page.keyboard.press('Control+Alt+KeyL');
  await page.getByLabel('Your PIN').waitFor();
  expect(await foundIn(page, ['Locked by Priya', ...words])).toEqual(['Locked by Priya']);
  expect(await page.title()).toBe('Locked – Alliance');
  await expect.poll(sockets).toBe(0);
  await expect.poll(() => statusOfMe(page)).toBe(401);
  await profile.close();
});

test('[IP7] what the page behind it wants to show is hidden, too', async () => {
  const page = await openAs(await newProfile(browser), server.url, 'priya');
  await lock(page);
  await page.evaluate(`{
    const late = document.createElement('div');
    late.textContent = 'late words of a plan';
    document.body.append(late);
    document.title = 'Elena Vargas';
  }`);
  expect(await foundIn(page, ['late words', 'Elena'])).toEqual([]);
  await unlock(page);
  await page.getByText('late words of a plan').waitFor({ state: 'attached' });
  expect(await page.title()).toBe('Elena Vargas');
  await page.context().close();
});

test('[IP8] after unlocking everything is where it was: the page, the place, the caret, and what was not saved is saved', async () => {
  const profile = await newProfile(browser);
  const page = await openPlanAs(profile, server.url, 'priya', section);
  await write(page, ' before');
  await profile.setOffline(true);
  await page.keyboard.type(' unsaved-words');
  await expect.poll(() => saveWords(page)).toMatch(/^Offline/);
  const place = await topOf(page);
  await lock(page);
  await page.getByText('Something here is not saved yet').waitFor();
  await profile.setOffline(false);
  await unlock(page);
  await expect.poll(() => saveWords(page)).toMatch(/^Saved \d\d:\d\d$/);
  // A line that comes or goes above may move it a little; a page that forgot its place begins at its top.
  expect(place).toBeLessThan(400);
  expect(Math.abs((await topOf(page)) - place)).toBeLessThan(100);
  await page.keyboard.type(' goes-on');
  expect(await textOf(page, section)).toContain('before unsaved-words goes-on');
  const tom = await openPlanAs(await newProfile(browser), server.url, 'tom', section);
  await expect.poll(() => textOf(tom, section)).toContain('unsaved-words goes-on');
  await tom.context().close();
  await profile.close();
});

/** Where the section stands in the window, in pixels from its upper edge. */
async function topOf(page: Page): Promise<number> {
  return Number(
    await page.evaluate(`document.querySelector('#${section}').getBoundingClientRect().top`),
  );
}

test('[IP8] a wrong PIN opens nothing and says so', async () => {
  const page = await openAs(await newProfile(browser), server.url, 'tom');
  await lock(page);
  await page.getByLabel('Your PIN').fill('wrong');
  await page.getByRole('button', { name: 'Unlock' }).click();
  await page.getByRole('alert').filter({ hasText: 'This is not your PIN' }).waitFor();
  expect(await foundIn(page, ['Elena'])).toEqual([]);
  await unlock(page);
  await page.context().close();
});

test('[IP9] “Somebody else” warns before unsaved words go, and leaves nothing of the person before', async () => {
  const profile = await newProfile(browser);
  // Without the socket what is typed cannot be saved, but whoever leaves can be signed out.
  const cuts: (() => Promise<void>)[] = [];
  let isCut = false;
  await profile.routeWebSocket(/\/sync/, (socket) => {
    if (isCut) return void socket.close();
    cuts.push(() => socket.close());
    socket.connectToServer();
  });
  const page = await openPlanAs(profile, server.url, 'priya', section);
  await putCaret(page, section, 0);
  isCut = true;
  await Promise.all(cuts.map((cut) => cut()));
  await page.keyboard.type(' sentinel-lost');
  await expect.poll(() => saveWords(page)).toMatch(/Offline|Saving|Not saved/);
  await lock(page);
  await page.getByRole('button', { name: 'Somebody else' }).click();
  const asking = page.getByRole('alertdialog', { name: 'Lose what is not saved?' });
  await asking.getByRole('button', { name: 'Stay' }).click();
  await asking.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Somebody else' }).click();
  const reloaded = page.waitForEvent('load');
  await asking.getByRole('button', { name: /lose the words/ }).click();
  await reloaded;
  await page.getByRole('heading', { name: 'Who are you working as?' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/');
  expect(await foundIn(page, ['sentinel-lost'])).toEqual([]);
  expect(await page.evaluate('JSON.stringify([sessionStorage, localStorage])')).not.toMatch(
    /sentinel|priya/i,
  );
  await page.getByRole('button', { name: /Tom/ }).click();
  await page.getByRole('heading', { name: 'My plans, Tom' }).waitFor();
  await page.goto(`${server.url}${await elenasPlan(server.url)}/${section}`);
  await page.locator(`#${section} .prose`).waitFor();
  expect(await foundIn(page, ['sentinel-lost'])).toEqual([]);
  await profile.close();
});

test('[IP10] tabs of one person count together, lock together and are unlocked together', async () => {
  const page = await quietPage('hannah');
  const other = await quietPage('hannah', page.context());
  await page.clock.fastForward(4 * 60_000 + 40_000);
  await page.getByText('about to be locked').waitFor();
  await other.keyboard.press('Shift');
  await page.getByText('about to be locked').waitFor({ state: 'detached' });
  await lock(other);
  await page.getByRole('heading', { name: 'Locked by Hannah' }).waitFor();
  await unlock(other);
  await page.getByRole('heading', { name: 'My plans, Hannah' }).waitFor();
  expect(await page.getByLabel('Your PIN').count()).toBe(0);
  await page.context().close();
});

test('[IP11] without network the page locks all the same, says what unlocking needs, and loading it anew opens nothing', async () => {
  const profile = await newProfile(browser);
  const page = await openAs(profile, server.url, 'marcus');
  await page.waitForLoadState('networkidle');
  await profile.setOffline(true);
  await lock(page);
  await page.getByLabel('Your PIN').fill('1234');
  await page.getByRole('button', { name: 'Unlock' }).click();
  await page.getByRole('alert').filter({ hasText: 'server cannot be reached' }).waitFor();
  await page.getByRole('button', { name: 'Somebody else' }).click();
  await expect.poll(() => page.getByRole('alert').count()).toBe(2);
  await profile.setOffline(false);
  await page.reload();
  await page.getByRole('heading', { name: 'Locked by Marcus' }).waitFor();
  expect(await statusOfMe(page)).toBe(401);
  await unlock(page);
  await page.getByRole('heading', { name: 'My plans, Marcus' }).waitFor();
  await profile.close();
});

test('[IP12] “Lock now” in the menu locks at once; the keyboard is in the field for the PIN, and nothing scrolls sideways', async () => {
  const profile = await newProfile(browser, { width: 320, height: 640 });
  const page = await openAs(profile, server.url, 'sofia');
  await page.getByRole('button', { name: /Sofia.*menu/ }).click();
  await page.getByRole('menuitem', { name: /Lock now/ }).click();
  await page.getByLabel('Your PIN').waitFor();
  await page.keyboard.type('0');
  expect(await page.getByLabel('Your PIN').inputValue()).toBe('0');
  await expectNoFaults(page);
  await profile.close();
});

test('[IP12] a letter written with AltGr locks nothing', async () => {
  const page = await openAs(await newProfile(browser), server.url, 'sofia');
  const press = `window.dispatchEvent(new KeyboardEvent('keydown', { code: 'KeyL', ctrlKey: true, altKey: true, modifierAltGraph: true }))`;
  await page.evaluate(press);
  expect(await page.getByLabel('Your PIN').count()).toBe(0);
  await page.evaluate(press.replace('true, modifierAltGraph: true', 'true'));
  await page.getByLabel('Your PIN').waitFor();
  await page.context().close();
});

/** A page whose clock a test moves, in a profile or in a new one. */
async function quietPage(persona: string, profile?: BrowserContext): Promise<Page> {
  const page = await (profile ?? (await newProfile(browser))).newPage();
  await page.clock.install();
  await page.goto(`${server.url}/?as=${persona}`);
  await page
    .getByRole('link', { name: /^Elena Vargas/ })
    .first()
    .waitFor();
  return page;
}

async function write(page: Page, words: string): Promise<void> {
  await putCaret(page, section, 0);
  await page.keyboard.type(words);
  await expect.poll(() => saveWords(page)).toMatch(/^Saved \d\d:\d\d$/);
}

async function lock(page: Page): Promise<void> {
  await page.keyboard.press('Control+Alt+KeyL');
  await page.getByLabel('Your PIN').waitFor();
}

/** Types the PIN that the lock shows. */
async function unlock(page: Page): Promise<void> {
  const help = (await page.getByText(/^In the demonstration: /).textContent()) ?? '';
  await page.getByLabel('Your PIN').fill(help.replace('In the demonstration: ', ''));
  await page.getByRole('button', { name: 'Unlock' }).click();
  await page.getByRole('button', { name: 'Unlock' }).waitFor({ state: 'detached' });
}

/** Which of some words are anywhere in the document, in its fields, or in what a screen reader is told. */
async function foundIn(page: Page, words: readonly string[]): Promise<readonly string[]> {
  const document: unknown = await page.evaluate(
    `document.documentElement.outerHTML + [...document.querySelectorAll('input, textarea')].map((field) => field.value).join()`,
  );
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const all = `${String(document)}\n${JSON.stringify(nodes)}`.toLowerCase();
  return words.filter((word) => all.includes(word.toLowerCase()));
}

/** How many sockets of a page are open; those before this call are closed first, so that each is counted. */
async function openSockets(page: Page): Promise<() => number> {
  let open = 0;
  page.on('websocket', (socket) => {
    open += 1;
    socket.on('close', () => (open -= 1));
  });
  await page.reload();
  await page.locator(`#${section} .ProseMirror`).waitFor();
  return () => open;
}

/** What the server says to this page about who it is. */
async function statusOfMe(page: Page): Promise<number> {
  return Number(
    await page.evaluate(
      `fetch('/api/me', { headers: { 'x-alliance-persona': sessionStorage.getItem('alliance.persona') } }).then(({ status }) => status)`,
    ),
  );
}
