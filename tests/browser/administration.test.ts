import { type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import {
  type AccountServer,
  type Member,
  join,
  setUp,
  startWithAccounts,
} from '../support/accounts.ts';
import { launchBrowser, newProfile, openAs } from '../support/browser.ts';
import { serverForTest } from '../support/in-process-server.ts';
import { expectNoFaults, openFresh, openSignedIn } from './account-page.ts';

let server: AccountServer;
let browser: Browser;
let administrator: Member;

beforeAll(async () => {
  [server, browser] = await Promise.all([startWithAccounts(), launchBrowser()]);
  administrator = await setUp(server);
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

test('[IP16] administration is in the menu of administrators; for everybody else its address leads nowhere', async () => {
  await join(server.url, administrator, 'kim@example.org');
  const kim = await openSignedIn(browser, `${server.url}/`, 'kim@example.org');
  await kim.getByRole('button', { name: /menu$/ }).click();
  await kim.getByRole('menuitem', { name: 'My account' }).waitFor();
  expect(await kim.getByRole('menuitem', { name: 'Administration' }).count()).toBe(0);
  await kim.goto(`${server.url}/administration/people`);
  await kim.getByRole('heading', { name: 'There is no such page' }).waitFor();
  await kim.context().close();
  const ada = await openSignedIn(browser, `${server.url}/`, administrator.email);
  await ada.getByRole('button', { name: /menu$/ }).click();
  await ada.getByRole('menuitem', { name: 'Administration' }).click();
  await ada.getByRole('heading', { name: 'Administration' }).waitFor();
  await ada.context().close();
});

test('[IP17] an administrator invites by a link that is shown once, finds people, and suspends: that page is signed out at once', async () => {
  await join(server.url, administrator, 'lee@example.org');
  const page = await openSignedIn(browser, `${server.url}/administration`, administrator.email);
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  await page.getByRole('button', { name: 'Make the link' }).click();
  const link = (await page.getByTestId('made-link').textContent()) ?? '';
  await page.getByRole('button', { name: 'Close' }).click();
  expect(await page.content()).not.toContain(link);
  const guest = await openFresh(browser, link);
  await guest.getByRole('heading', { name: 'Join' }).waitFor();
  await guest.context().close();
  const lee = await openSignedIn(browser, `${server.url}/`, 'lee@example.org');
  await page.getByLabel(/^Search/).fill('nobody at all');
  await page.getByText('Nobody here has these words').waitFor();
  await page.getByLabel(/^Search/).fill('LEE example');
  expect(await page.getByRole('row').count()).toBe(2);
  await expectNoFaults(page);
  await chooseFor(page, 'Dr lee', 'Suspend');
  const asking = page.getByRole('dialog', { name: 'Suspend Dr lee?' });
  await asking.getByText('signed out everywhere at once').waitFor();
  await asking.getByRole('button', { name: 'Suspend' }).click();
  await page.getByText('Suspended', { exact: true }).waitFor();
  await lee.getByRole('dialog', { name: 'You have been signed out' }).waitFor();
  await lee.context().close();
  await page.context().close();
});

test('[IP17] what cannot be done is said where it was asked for: the last administrator stays one', async () => {
  const page = await openSignedIn(browser, `${server.url}/administration`, administrator.email);
  await chooseFor(page, 'Dr ada', 'End as administrator');
  const asking = page.getByRole('dialog');
  await asking.getByRole('button', { name: 'End as administrator' }).click();
  await asking.getByRole('alert').filter({ hasText: 'last person who administers' }).waitFor();
  await asking.getByRole('button', { name: 'Cancel' }).last().click();
  await asking.waitFor({ state: 'detached' });
  expect(await page.getByText('Administrator', { exact: true }).count()).toBe(1);
  await page.context().close();
});

test('[IP17] sessions are listed, and ended at the second press', async () => {
  await join(server.url, administrator, 'mo@example.org');
  const at = `${server.url}/administration/sessions`;
  const page = await openSignedIn(browser, at, administrator.email);
  const row = page.getByRole('row').filter({ hasText: 'Dr mo' });
  await expectNoFaults(page);
  await row.getByRole('button', { name: 'Sign out' }).click();
  expect(await row.count()).toBe(1);
  await row.getByRole('button', { name: 'Sure? Sign out' }).click();
  await row.waitFor({ state: 'detached' });
  await page.context().close();
});

test('[IP19] after how many minutes pages lock is set for everybody, and a page that is opened then keeps to it', async () => {
  const at = `${server.url}/administration/settings`;
  const page = await openSignedIn(browser, at, administrator.email);
  const minutes = page.getByLabel('Minutes without a key, pointer or touch');
  await minutes.fill('31');
  await page.getByRole('button', { name: 'Save' }).click();
  const refusal = 'document.querySelector("input[type=number]").validity.rangeOverflow';
  expect(await page.evaluate(refusal)).toBe(true);
  await minutes.fill('2');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('are locked after 2 minutes').waitFor();
  await expectNoFaults(page);
  await page.clock.install();
  await page.reload();
  await minutes.waitFor();
  await page.clock.fastForward(2 * 60_000 + 1_000);
  await page.getByRole('heading', { name: 'Locked by ada' }).waitFor();
  await page.context().close();
});

test('[IP18] alliances are listed by their leads and how far they are, without a word of what they are about', async () => {
  const demo = await serverForTest();
  const page = await openAs(
    await newProfile(browser),
    demo.url,
    'priya',
    '/administration/alliances',
  );
  await page.getByRole('row').filter({ hasText: 'Dr Priya Raman' }).first().waitFor();
  expect(await page.getByRole('main').textContent()).not.toMatch(
    /Elena|Vargas|Walter|Jensen|stroke|heart|rehabilitation/i,
  );
  await expectNoFaults(page);
  await page.context().close();
});

test('[IP20] switching the demonstration off says what it throws away, wants a word typed, and leads to the first account', async () => {
  const demo = await serverForTest();
  const page = await openAs(
    await newProfile(browser),
    demo.url,
    'priya',
    '/administration/settings',
  );
  await page.getByRole('button', { name: 'Switch the demonstration off' }).click();
  const asking = page.getByRole('dialog', { name: 'Switch the demonstration off?' });
  await asking.getByText('Everything in the demonstration is thrown away').waitFor();
  const off = asking.getByRole('button', { name: 'Switch the demonstration off' });
  expect(await off.isDisabled()).toBe(true);
  await asking.getByLabel(/^To be sure, type/).fill('throw away');
  await off.click();
  await page.getByRole('heading', { name: 'Set up this server' }).waitFor();
  expect(page.url()).toBe(`${demo.url}/set-up`);
  await page.goto(demo.url);
  await page.getByRole('heading', { name: 'This server has no administrator yet' }).waitFor();
  await page.context().close();
});

async function chooseFor(page: Page, name: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: action }).click();
}
