import { type Thread } from '@alliance/shared/comments/thread';
import { type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';

import { letterBox } from '../inbox/letter-box.ts';
import { axeFindings, showIn } from '../support/axe.ts';
import { answerChanged, launchBrowser, newProfile, openAs } from '../support/browser.ts';
import {
  type InProcessServer,
  serverForTest,
  startInProcess,
} from '../support/in-process-server.ts';
import { type PersonaKey, signIn } from '../support/people.ts';
import { changeThread, comment, startThread } from '../support/threads.ts';

let server: InProcessServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startInProcess(), launchBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

/** A browser of somebody, which is closed at the end of the test. */
async function profileOf(look: Parameters<typeof newProfile>[1] = {}): Promise<BrowserContext> {
  const profile = await newProfile(browser, look);
  onTestFinished(() => profile.close());
  return profile;
}

/** Somebody's first page, with its list. */
async function home(
  persona: string,
  look: Parameters<typeof newProfile>[1] = {},
  url = server.url,
): Promise<Page> {
  const page = await openAs(await profileOf(look), url, persona);
  await listed(page);
  return page;
}

async function listed(page: Page): Promise<void> {
  const known = page.locator('section[aria-labelledby=needs-you] :is(li, p)').first();
  await known.waitFor();
}

const rows = (page: Page) => page.locator('section[aria-labelledby=needs-you] li');

/** Every question of a page about what needs its person, from now on. */
function questionsOf(page: Page): readonly string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/inbox') asked.push(request.url());
  });
  return asked;
}

/** Hannah calls a seat; gives the thread. */
async function call(title: string, words: string, url = server.url): Promise<Thread['id']> {
  const hannah = await signIn(url, 'hannah');
  const { alliance } = await hannah.plan();
  const seatId = alliance.seats.find((seat) => seat.title === title)?.id as never;
  return (await startThread(hannah, { comment: comment(words, [{ seatId }]) })).id;
}

test.each([
  ['priya', 'You are mentioned', 'Medicines plan', 'Hannah Lindqvist PT', 'Read'],
  ['tom', 'Critical: say what you understood', 'Swallowing', 'Sofia Benedetti SLP', 'Read back'],
  ['janelle', 'Waiting for an answer', 'Going home', 'Lucia Vargas', 'Answer'],
])('[IB5] %s has one row with one button: %s', async (persona, why, where, who, button) => {
  const page = await home(persona);
  const row = rows(page).filter({ hasText: why });
  expect(await row.count()).toBe(1);
  expect(await rows(page).getByRole('link').count()).toBe(await rows(page).count());
  const words = await row.innerText();
  for (const word of [why, 'Elena Vargas', where, who]) expect(words).toContain(word);
  const link = row.getByRole('link');
  expect(await link.count()).toBe(1);
  expect(await link.innerText()).toBe(button);
  expect(await link.getAttribute('href')).toMatch(/^\/plans\/[^/]+\/[a-z-]+\?thread=[0-9a-f-]+/);
});

test('[IB22] what a newer server asks for a reason that this page does not know is in the list all the same', async () => {
  const profile = await profileOf();
  await profile.route('**/api/inbox', (route) =>
    answerChanged(route, (words) => words.replaceAll(/"reason":"[a-z-]+"/g, '"reason":"tomorrow"')),
  );
  const page = await openAs(profile, server.url, 'priya');
  await rows(page).first().getByText('Something needs you here').waitFor();
  expect(
    await rows(page)
      .first()
      .getByRole('link', { name: /^Open:/ })
      .count(),
  ).toBe(1);
});

test('[IB21] the sender of what nobody has read back is told whom to call, and how', async () => {
  const page = await home('sofia');
  const row = rows(page).first();
  const words = await row.innerText();
  expect(words).toContain('Nobody has read this back yet: call Rehab nurse, ext. 4412');
  expect(words).toMatch(/hours ago/);
  expect(await row.getByRole('link').innerText()).toBe('Open');
  expect(await axeFindings(page)).toEqual([]);
  await row.getByRole('link').click();
  await page.waitForURL(/\?thread=/);
});

test('[IB1] who needs to do nothing is told so, and what would appear there', async () => {
  const page = await home('marcus');
  expect(await page.getByText('Nothing needs you.').count()).toBe(1);
  expect(await rows(page).count()).toBe(0);
});

test('[IB5] the button leads to the thread', async () => {
  const page = await home('janelle');
  await page.getByRole('link', { name: /^Answer:/ }).click();
  await page.waitForURL(/\?thread=/);
  expect(page.url()).toMatch(/\/plans\/[^/]+\/going-home\?thread=[0-9a-f-]+$/);
});

test('[IB6] what is marked as read on one tab is gone from the other, which is told and asks once', async () => {
  const profile = await profileOf();
  const [one, other] = [
    await openAs(profile, server.url, 'sofia'),
    await openAs(profile, server.url, 'sofia'),
  ];
  await Promise.all([listed(one), listed(other)]);
  await call('Speech-language therapist', 'zzreadzz: which texture?');
  for (const page of [one, other]) await page.getByText('zzreadzz').waitFor();
  await one.bringToFront();
  await one
    .getByRole('link', { name: /^Read:/ })
    .first()
    .focus();
  const asked = questionsOf(other);
  await one.keyboard.press('e');
  await other.getByText('zzreadzz').waitFor({ state: 'detached' });
  // Once for this; what had begun before may still be asked once more.
  expect([1, 2]).toContain(asked.length);
  await expect.poll(() => one.getByText('zzreadzz').count()).toBe(0);
  expect(await one.evaluate('document.activeElement !== document.body')).toBe(true);
});

test('[IB19] ten comments at once are a few questions of each tab, and all ten are shown', async () => {
  const { url } = await serverForTest();
  const page = await home('marcus', {}, url);
  const asked = questionsOf(page);
  const begun = Date.now();
  const words = Array.from({ length: 10 }, (_unused, index) => `zzmany${index}zz`);
  await Promise.all(words.map((each) => call('Occupational therapist', each, url)));
  await expect.poll(() => rows(page).count()).toBe(10);
  // However slow the machine is: twice in a second, and one at either end.
  expect(asked.length).toBeLessThanOrEqual(2 + (Date.now() - begun) / 500);
});

test('[CM21] script in a comment stands in the list as it was typed', async () => {
  const script = `zzscriptzz <script>document.title='hit'</script><img src=x onerror="document.title='hit'">{{7*7}}`;
  const { url } = await serverForTest();
  const page = await home('marcus', {}, url);
  const title = await page.title();
  await call('Occupational therapist', script, url);
  await page.getByText('zzscriptzz').waitFor();
  expect(await rows(page).first().innerText()).toContain(script);
  expect(await rows(page).locator('img, script').count()).toBe(0);
  expect(await page.title()).toBe(title);
});

test('[IB6] what somebody else does is seen at once, in the list and in the bar of a plan', async () => {
  const { url } = await serverForTest();
  const page = await home('marcus', {}, url);
  const onPlan = await openAs(page.context(), url, 'marcus');
  await onPlan
    .getByRole('link', { name: /^Elena Vargas/ })
    .first()
    .click();
  const count = onPlan.getByRole('link', { name: /needs? you/ });
  await onPlan.locator('.ProseMirror').first().waitFor();
  expect(await count.count()).toBe(0);
  const id = await call('Occupational therapist', 'zznewzz: the splint?', url);
  await page.getByText('zznewzz').waitFor();
  await expect.poll(() => count.getAttribute('aria-label')).toBe('1 needs you: go to the list');
  const marcus = await signIn(url, 'marcus');
  const { id: planId } = await marcus.plan();
  await changeThread(marcus, { id, planId } as Thread, { type: 'reply', comment: comment('On.') });
  await page.getByText('Nothing needs you.').waitFor();
  await expect.poll(() => count.count()).toBe(0);
});

test('[IB6] after a time without connection the list, which said of when it was, is the present one', async () => {
  const { url } = await serverForTest();
  const page = await home('marcus', {}, url);
  await page.context().setOffline(true);
  await page.getByText(/This list is of \d\d:\d\d/).waitFor();
  expect(await page.getByText('Nothing needs you.').count()).toBe(1);
  await call('Occupational therapist', 'zzbackzz: the chair?', url);
  await page.context().setOffline(false);
  await page.getByText('zzbackzz').waitFor();
  await expect.poll(() => page.getByText(/This list is of/).count()).toBe(0);
});

test('[IB5] the list works by keyboard alone, and its keys do nothing elsewhere', async () => {
  const { url } = await serverForTest();
  await call('Occupational therapist', 'zzfirstzz?', url);
  await call('Occupational therapist', 'zzsecondzz?', url);
  const page = await home('marcus', {}, url);
  const focused = (): Promise<unknown> =>
    page.evaluate(`document.activeElement.closest('li')?.innerText ?? ''`);
  await page.keyboard.press('j');
  await page.keyboard.press('e');
  expect(await focused()).toBe('');
  expect(await rows(page).count()).toBe(2);
  await rows(page).first().getByRole('link').focus();
  await page.keyboard.press('j');
  expect(await focused()).toContain('zzsecondzz');
  await page.keyboard.press('ArrowUp');
  expect(await focused()).toContain('zzfirstzz');
  await page.keyboard.press('e');
  await expect.poll(focused).toContain('zzsecondzz');
  expect(await rows(page).count()).toBe(1);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/mobility\?thread=/);
});

test('[PG10] axe finds nothing in the list, in light and dark', async () => {
  const page = await home('tom');
  for (const colorScheme of ['light', 'dark'] as const) {
    await showIn(page, colorScheme);
    expect(await axeFindings(page)).toEqual([]);
  }
});

test('[PG11] at 320 pixels neither list nor dialog scrolls sideways', async () => {
  const page = await home('tom', { width: 320, height: 640 });
  const overhang = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  expect(await page.evaluate(overhang)).toBe(0);
  await page.getByRole('button', { name: /^E-mail/ }).click();
  await page.getByRole('dialog').getByText('This server sends no e-mail').waitFor();
  expect(await page.evaluate(overhang)).toBe(0);
});

test('[IB8] whoever wants e-mails says how often, gives an address and confirms it, in one small dialog', async () => {
  const box = await letterBox();
  const { url } = await serverForTest({}, { SMTP_URL: box.url });
  const page = await home('janelle' satisfies PersonaKey, {}, url);
  await page.getByRole('button', { name: 'E-mail me: never' }).click();
  const dialog = page.getByRole('dialog', { name: 'E-mail me' });
  await dialog.getByLabel('Once a day').check();
  await dialog.getByText('Nothing is sent before you have given an address.').waitFor();
  await dialog.getByLabel('At', { exact: true }).selectOption('17:00');
  await dialog.getByLabel('Your e-mail address').fill('janelle@ward.example');
  await dialog.getByRole('button', { name: 'Send the code' }).click();
  await dialog.getByText('A code was sent to janelle@ward.example').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  const code = /\b\d{6}\b/.exec(box.letters[0]?.text ?? '')?.[0] ?? '';
  const typed = dialog.getByLabel('The code, six digits');
  await typed.fill(code === '000000' ? '000001' : '000000');
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  await dialog.getByText('This is not the code that was sent').waitFor();
  await typed.fill(code);
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  await dialog.getByText('E-mails go to janelle@ward.example').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'E-mail me: once a day at 17:00' }).waitFor();
});

test('[IB18] while the code for another address is awaited, it is said where e-mails go', async () => {
  const box = await letterBox();
  const { url } = await serverForTest({}, { SMTP_URL: box.url });
  const codeOf = (): string => /\b\d{6}\b/.exec(box.letters.at(-1)?.text ?? '')?.[0] ?? '';
  const janelle = await signIn(url, 'janelle');
  await janelle.post('/api/me/notifications/address', { address: 'janelle@ward.example' });
  await janelle.post('/api/me/notifications/confirm', { code: codeOf() });
  const page = await home('janelle' satisfies PersonaKey, {}, url);
  await page.getByRole('button', { name: /^E-mail/ }).click();
  const dialog = page.getByRole('dialog', { name: 'E-mail me' });
  await dialog.getByRole('button', { name: 'Use another address' }).click();
  await dialog.getByLabel('Your e-mail address').fill('other@ward.example');
  await dialog.getByRole('button', { name: 'Send the code' }).click();
  await dialog.getByText('A code was sent to other@ward.example').waitFor();
  expect(await dialog.getByText('E-mails go to janelle@ward.example').count()).toBe(1);
  expect(await axeFindings(page)).toEqual([]);
  await dialog.getByLabel('The code, six digits').fill(codeOf());
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  await dialog.getByText('E-mails go to other@ward.example').waitFor();
  expect(await dialog.getByText('A code was sent').count()).toBe(0);
});
