import path from 'node:path';

import { type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import { launchBrowser, newProfile, putCaret, textOf } from '../support/browser.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';

// Seven people on one machine, where many other things may run beside.
vi.setConfig({ testTimeout: 120_000 });

/** One journey: each test goes on where the one before it ended, in the pages that are open. */
let server: ServerProcess;
let browser: Browser;
const pages = new Map<Name, Page>();

beforeAll(async () => {
  [server, browser] = await Promise.all([
    startServerProcess({ ALLIANCE_DEMO: '0' }),
    launchBrowser(),
  ]);
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

/** With which somebody signs in. */
const addressOf = (name: Name): string => `${name.toLowerCase()}@ward.example`;

/** Everybody of the journey, as colleagues read their names. */
const names = {
  Ana: 'Dr Ana Ruiz',
  Kim: 'Kim Osei RN',
  Hana: 'Hana Novak PT',
  Max: 'Max Berg OT',
  Noor: 'Noor Haddad OT',
  Sofia: 'Sofia Bianchi SLP',
  Jo: 'Jo Clarke SW',
} as const;

type Name = keyof typeof names;

/** Long enough, and not the same for two people. */
const passwordOf = (name: Name): string => `${name} keeps a garden`;

test('[JY1] the printed link of a new server makes the first account, which finds its way to founding an alliance', async () => {
  await expect.poll(() => server.output()).toMatch(/\/set-up#\S+/);
  const [link = ''] = /http\S+\/set-up#\S+/.exec(server.output()) ?? [];
  const ana = await openAs('Ana', link);
  await see(ana, 'Set up this server');
  await photograph(ana, 'set-up');
  await makeAccount(ana, 'Ana');
  await see(ana, 'My plans, Ana');
  await photograph(ana, 'first-home');
});

test('[JY2] physician and nurse who have never met here are an active alliance of two, in far less than two minutes', async () => {
  const ana = pageOf('Ana');
  const begun = performance.now();
  await ana.getByRole('link', { name: /an alliance/ }).click();
  await see(ana, 'Begin an alliance');
  await describePatient(ana, 'Agnes Probe (synthetic)', 'Agnes');
  await ana.getByLabel('What is it for? One sentence').fill('Walks to the garden by spring.');
  await ana.getByLabel('The patient has agreed, spoken').check();
  await photograph(ana, 'founding');
  await ana.getByRole('button', { name: 'Begin and invite' }).click();
  await see(ana, 'The alliance is there');
  const link = await linkFor(ana, 'Nurse');
  await photograph(ana, 'links');
  await ana.getByRole('link', { name: 'Read and sign the charter' }).click();
  await sign(ana, 'Ana');

  const kim = await joinBy(link, 'Kim');
  await kim.getByRole('button', { name: 'Accept' }).click();
  await kim.getByRole('link', { name: 'Read and sign' }).click();
  await kim.getByRole('button', { name: 'Sign version 1' }).waitFor();
  await photograph(kim, 'charter');
  await sign(kim, 'Kim');
  // Whoever signs last sees at once what it has brought about, and the way on.
  await kim.getByText('Active', { exact: true }).waitFor();
  await kim.getByRole('link', { name: 'Open the plan' }).waitFor();
  await kim.getByRole('link', { name: 'Back to the alliance' }).click();
  await kim.getByText('Active', { exact: true }).waitFor();
  await kim.getByText('Interprofessional', { exact: true }).waitFor();
  await photograph(kim, 'active');
  // Ten fields and fifteen clicks of two people; the rest of the two minutes is theirs to read and think.
  expect(performance.now() - begun).toBeLessThan(60_000);
  await kim.getByRole('link', { name: 'Open the plan' }).click();
  await kim.locator('#nursing-safety .ProseMirror').waitFor();
  await photograph(kim, 'first-plan');
});

test('[JY3] a stroke team of six begins with its template; one declines and recommends somebody, who is asked and comes', async () => {
  const ana = pageOf('Ana');
  await ana.goto(`${server.url}/alliances/new`);
  await see(ana, 'Begin an alliance');
  await ana.getByLabel(/^A team/).check();
  await ana.getByLabel('Begin with').selectOption({ label: 'Stroke rehabilitation' });
  for (const seat of ['Dietitian', 'Psychologist', 'Patient', 'Family'])
    await ana.getByRole('button', { name: `Take out ${seat}` }).click();
  await describePatient(ana, 'Elias Probe (synthetic)', 'Elias');
  await ana.getByLabel('The patient has agreed, in writing').check();
  await askByAddress(ana, 'Rehab nurse', addressOf('Kim'));
  await photograph(ana, 'founding-team');
  await ana.getByRole('button', { name: 'Begin and invite' }).click();
  await see(ana, 'The alliance is there');
  await photograph(ana, 'team-links');
  const links = await linksOf(ana);
  await ana.getByRole('link', { name: 'Read and sign the charter' }).click();
  await sign(ana, 'Ana');

  const max = await joinBy(links['Occupational therapist'], 'Max');
  await photograph(max, 'invitation');
  await decline(max, 'I leave the ward in a week.', `Ask ${names.Noor}.`);
  await photograph(max, 'declined');

  await ana.getByRole('link', { name: 'Back to the alliance' }).click();
  const seat = seatOn(ana, 'Occupational therapist');
  await seat.getByText(`Recommends: Ask ${names.Noor}.`).waitFor();
  await photograph(ana, 'recommended');
  const again = await inviteAgain(ana, 'Occupational therapist');

  const kim = pageOf('Kim');
  await kim.goto(server.url);
  await kim.getByRole('link', { name: /^Answer:/ }).click();
  await kim.getByRole('button', { name: 'Accept' }).click();
  await signFromAlliance(kim, 'Kim');
  const others = [
    [links['Physiotherapist'], 'Hana'],
    [again, 'Noor'],
    [links['Speech-language therapist'], 'Sofia'],
    [links['Social worker'], 'Jo'],
  ] as const;
  for (const [link, name] of others) {
    expect(await seenIn(ana, 'Active')).toBe(0);
    const page = await joinBy(link, name);
    await page.getByRole('button', { name: 'Accept' }).click();
    await signFromAlliance(page, name);
  }
  await ana.getByText('Active', { exact: true }).waitFor();
  expect(await seenIn(ana, /nobody has been asked|not signed/i)).toBe(0);
  await photograph(ana, 'team-active');
});

test('[JY4] a seat is narrowed while its owner types: what she types next is refused there, and not a letter of it is lost', async () => {
  const [ana, hana] = [pageOf('Ana'), pageOf('Hana')];
  await hana.getByRole('link', { name: 'Back to the alliance' }).click();
  await hana.getByRole('link', { name: 'Open the plan' }).click();
  await openWalking(hana);
  await putCaret(hana, 'mobility', -1);
  const narrowing = narrow(ana, 'Physiotherapist', 'Walking and transfers', 'Comments');
  const trouble = hana.locator('#mobility [data-trouble]');
  let typed = '';
  for (let number = 1; (await trouble.count()) === 0; number += 1) {
    await hana.keyboard.type(` w${number}`, { delay: 20 });
    typed += ` w${number}`;
  }
  await narrowing;
  await photograph(hana, 'narrowed', false);
  const kim = pageOf('Kim');
  await openElias(kim);
  const saved = async (): Promise<string> =>
    (await textOf(kim, 'mobility')).replace(/^.*?(?= w1)/s, '');
  await expect.poll(saved).toMatch(/^ w1/);
  await expect
    .poll(async () =>
      isTogether(typed, await saved(), (await trouble.locator('blockquote').textContent()) ?? ''),
    )
    .toBe(true);
  await hana.locator('#mobility').getByRole('button', { name: 'Offer as a comment' }).waitFor();
});

/** Whether what is saved and what is kept are together all that was typed; a word that was cut in two is kept whole. */
function isTogether(typed: string, saved: string, kept: string): boolean {
  const words = kept.trim();
  const before = typed.slice(0, typed.length - words.length).trimEnd();
  const cut = saved.slice(before.length).trim();
  return (
    words !== '' &&
    typed.endsWith(words) &&
    saved.startsWith(before) &&
    words.startsWith(cut) &&
    !cut.includes(' ')
  );
}

/** The page of somebody whom the journey has met. */
function pageOf(name: Name): Page {
  const page = pages.get(name);
  if (page === undefined) throw new Error(`${name} has no page yet.`);
  return page;
}

/** A browser of somebody's own, at an address. */
async function openAs(name: Name, address: string): Promise<Page> {
  const page = await (await newProfile(browser)).newPage();
  pages.set(name, page);
  await page.goto(address);
  return page;
}

async function see(page: Page, heading: string): Promise<void> {
  await page.getByRole('heading', { name: heading, exact: true }).waitFor();
}

function seenIn(page: Page, words: string | RegExp): Promise<number> {
  return page.getByText(words, { exact: true }).count();
}

/** Fills in who somebody is, and sends it. */
async function makeAccount(page: Page, name: Name): Promise<void> {
  await page.getByLabel('Your name').fill(names[name]);
  await page.getByLabel('What colleagues call you').fill(name);
  await page.getByLabel('E-mail address').fill(addressOf(name));
  await page.getByLabel('Password', { exact: true }).fill(passwordOf(name));
  await page.getByRole('button', { name: /^Make (the|my) account$/ }).click();
}

/** Somebody new opens a link to a seat, makes an account and is back at what is asked. */
async function joinBy(link: string | undefined, name: Name): Promise<Page> {
  if (link === undefined) throw new Error(`There is no link for ${name}.`);
  const page = await openAs(name, link);
  await page.getByRole('button', { name: /I am new here/ }).click();
  await makeAccount(page, name);
  await page.getByText(`You answer as ${names[name]}.`).waitFor();
  return page;
}

async function describePatient(page: Page, name: string, preferredName: string): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('How they want to be called').fill(preferredName);
  await page.getByLabel('Born on').fill('1944-02-03');
}

async function askByAddress(page: Page, seat: string, address: string): Promise<void> {
  await page
    .getByLabel(seat, { exact: true })
    .selectOption({ label: 'Somebody by their e-mail address in Alliance' });
  await page.getByLabel('E-mail address', { exact: true }).fill(address);
}

function linkFor(page: Page, seat: string): Promise<string> {
  return page.getByLabel(`Link for ${seat}`).inputValue();
}

/** The link to each seat that was made. */
async function linksOf(page: Page): Promise<Readonly<Record<string, string>>> {
  const seats = [
    'Physiotherapist',
    'Occupational therapist',
    'Speech-language therapist',
    'Social worker',
  ];
  return Object.fromEntries(
    await Promise.all(seats.map(async (seat) => [seat, await linkFor(page, seat)] as const)),
  );
}

/** Reads and signs the first version, on the page of the charter. */
async function sign(page: Page, name: Name): Promise<void> {
  await page.getByRole('button', { name: 'Sign version 1' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('I agree', { exact: true }).check();
  await dialog.getByLabel('Your password').fill(passwordOf(name));
  await dialog.getByRole('button', { name: 'Sign', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

async function signFromAlliance(page: Page, name: Name): Promise<void> {
  await page.getByRole('link', { name: 'Read and sign' }).click();
  await sign(page, name);
}

async function decline(page: Page, reason: string, recommendation: string): Promise<void> {
  await page.getByRole('button', { name: 'Decline' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Why not').fill(reason);
  await dialog.getByLabel('Whom to ask instead').fill(recommendation);
  await dialog.getByRole('button', { name: 'Decline' }).click();
  await see(page, 'Thank you for your answer');
}

function seatOn(page: Page, title: string) {
  return page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { level: 3, name: title }) });
}

/** Makes a new link for a seat on the page of the alliance. */
async function inviteAgain(page: Page, title: string): Promise<string> {
  await seatOn(page, title).getByRole('button', { name: 'Invite again' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  const link = await dialog.getByLabel('Link', { exact: true }).inputValue();
  await dialog.getByRole('button', { name: 'Done' }).click();
  return link;
}

/** Gives a seat less in one section. */
async function narrow(page: Page, title: string, section: string, right: string): Promise<void> {
  await seatOn(page, title).getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Rights' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(section).selectOption({ label: right });
  await dialog.getByRole('button', { name: 'Save rights' }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** Goes to the section in an open plan, and waits until it is live. */
async function openWalking(page: Page): Promise<void> {
  const outline = page.getByRole('navigation', { name: 'Sections' });
  await outline.getByRole('link', { name: /^Walking and transfers/ }).click();
  await page.locator('#mobility .ProseMirror').waitFor();
}

/** A colleague opens the plan, and reads what is stored of the section. */
async function openElias(colleague: Page): Promise<void> {
  await colleague.goto(server.url);
  await colleague
    .getByRole('heading', { name: /^Elias Probe/ })
    .getByRole('link')
    .click();
  await openWalking(colleague);
}

/** For whoever wants to look at the journey: a picture of the page, where a folder is named. */
async function photograph(page: Page, name: string, isWhole = true): Promise<void> {
  const folder = process.env['JOURNEY_SHOTS'];
  if (folder === undefined) return;
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: isWhole });
}
