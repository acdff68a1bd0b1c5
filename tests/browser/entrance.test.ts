import { type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import {
  type AccountServer,
  type Member,
  goodPassword,
  join,
  secretOf,
  signInWith,
  startWithAccounts,
} from '../support/accounts.ts';
import { launchBrowser } from '../support/browser.ts';
import { expectNoFaults, openFresh, openSignedIn, signIn } from './account-page.ts';

const ada = 'ada@example.org';

let server: AccountServer;
let browser: Browser;
let administrator: Member;

beforeAll(async () => {
  [server, browser] = await Promise.all([startWithAccounts(), launchBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

test('[IP1] a server without any account says how the first one is made; its link makes it, once', async () => {
  const page = await openFresh(browser, server.url, { width: 320, height: 640 });
  await page.getByRole('heading', { name: 'This server has no administrator yet' }).waitFor();
  await page.goto(`${server.url}/set-up#${server.setUpSecret}`);
  await page.getByRole('heading', { name: 'Set up this server' }).waitFor();
  await expectNoFaults(page);
  await fillIn(page, { name: 'Dr Ada Osei', shortName: 'Ada', email: ada, password: 'short' });
  await page.getByRole('button', { name: 'Make the account' }).click();
  const refusal = 'document.querySelector("[autocomplete=new-password]").validationMessage';
  expect(await page.evaluate(refusal)).toBe('A password has at least 12 characters.');
  await page.getByLabel('Password', { exact: true }).fill(goodPassword);
  let sent = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/api/set-up')) sent += 1;
  });
  await page.getByRole('button', { name: 'Make the account' }).dblclick();
  await page.getByRole('heading', { name: 'My plans, Ada' }).waitFor();
  expect(sent).toBe(1);
  await page.goto(`${server.url}/set-up#${server.setUpSecret}`);
  await page.getByRole('heading', { name: 'This link cannot be used' }).waitFor();
  administrator = await signInWith(server.url, ada);
  await page.context().close();
});

test('[IP2] the secret of a link is out of the address at once, and loading the page anew asks for the link', async () => {
  const page = await openFresh(browser, `${server.url}/join#${await linkToJoin()}`);
  await page.getByRole('heading', { name: 'Join' }).waitFor();
  expect(page.url()).toBe(`${server.url}/join`);
  await page.reload();
  await page.getByRole('heading', { name: 'This page needs its link' }).waitFor();
  await page.getByText('is printed where the server was started').waitFor();
  await page.context().close();
});

test('[IP2] a link to join makes an account that is signed in, and one to a new password sets it', async () => {
  const page = await openFresh(browser, `${server.url}/join#${await linkToJoin()}`);
  await fillIn(page, {
    name: 'Kim Osei RN',
    shortName: 'Kim',
    email: 'kim@example.org',
    password: goodPassword,
  });
  await page.getByRole('button', { name: 'Make my account' }).click();
  await page.getByRole('heading', { name: 'My plans, Kim' }).waitFor();
  const { person } = (await fetchAs(page, '/api/me')) as { person: { id: string } };
  const made = await administrator.post(`/api/administration/people/${person.id}/link`);
  const { url } = (await made.json()) as { readonly url: string };
  await page.goto(url);
  await page.getByRole('heading', { name: 'A new password for Kim Osei RN' }).waitFor();
  await expectNoFaults(page);
  await page.getByLabel('New password').fill('another good sentence');
  await page.getByRole('button', { name: 'Set this password' }).click();
  await page.getByText('The new password holds').waitFor();
  await page.getByRole('link', { name: 'Go to my plans' }).click();
  await signIn(page, 'kim@example.org', 'another good sentence');
  await page.getByRole('heading', { name: 'My plans, Kim' }).waitFor();
  await page.context().close();
});

test('[IP3] signing in says plainly what is wrong, and leads to the address that was opened', async () => {
  const page = await openFresh(browser, `${server.url}/account`);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await expectNoFaults(page);
  await signIn(page, ada, 'not my password');
  await page.getByRole('alert').filter({ hasText: 'do not fit together' }).waitFor();
  expect(await page.getByLabel('E-mail address').inputValue()).toBe(ada);
  await signIn(page, ada);
  await page.getByRole('heading', { name: 'My account' }).waitFor();
  expect(page.url()).toBe(`${server.url}/account`);
  await page.context().close();
});

test('[IP4] a session that was ended is asked for again over the page; another account does not get the page', async () => {
  const lee = await join(server.url, administrator, 'lee@example.org');
  const page = await openSignedIn(browser, `${server.url}/account`, lee.email);
  const name = page.getByLabel('Your name');
  await name.fill('Dr Lee, still being typed');
  await endAllSessionsOf(lee);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.evaluate('window.dispatchEvent(new Event("visibilitychange"))');
  const again = page.getByRole('dialog', { name: 'You have been signed out' });
  await again.waitFor();
  await expect
    .poll(() => page.evaluate('document.activeElement.textContent'))
    .toMatch(/go on writing/);
  await page.keyboard.type('words about a patient');
  expect(await again.getByLabel('E-mail address').inputValue()).toBe('');
  await signIn(page, ada);
  await again.getByRole('alert').filter({ hasText: 'belongs to Dr lee' }).waitFor();
  await signIn(page, lee.email);
  await again.waitFor({ state: 'detached' });
  expect(await name.inputValue()).toBe('Dr Lee, still being typed');
  await page.context().close();
});

test('[IP8] with an account the page is opened again with the password, and a half-written form is as it was', async () => {
  const page = await openSignedIn(browser, `${server.url}/account`, ada);
  await page.getByLabel('Your name').fill('Half-typed name');
  await page.keyboard.press('Control+Alt+KeyL');
  await page.getByLabel('Your password').fill(goodPassword);
  await page.getByRole('button', { name: 'Unlock' }).click();
  expect(await page.getByLabel('Your name').inputValue()).toBe('Half-typed name');
  await page.context().close();
});

test('[IP9] with “Somebody else” every tab of the person leads to the sign-in, and going back leads to nothing of theirs', async () => {
  const page = await openSignedIn(browser, `${server.url}/`, ada);
  const other = await page.context().newPage();
  await other.goto(`${server.url}/account`);
  await other.getByRole('heading', { name: 'My account' }).waitFor();
  await page.getByRole('button', { name: 'Dr Ada Osei: menu' }).click();
  await page.getByRole('menuitem', { name: 'My account' }).click();
  await page.getByRole('heading', { name: 'My account' }).waitFor();
  await page.keyboard.press('Control+Alt+KeyL');
  await page.getByRole('button', { name: 'Somebody else' }).click();
  for (const each of [page, other]) {
    await each.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await each.content()).not.toContain('Ada');
  }
  await page.goBack();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(await page.content()).not.toContain('Ada');
  await page.context().close();
});

test('[IP8] a session that ended behind the lock is begun again there, and what was being typed comes back', async () => {
  const noa = await join(server.url, administrator, 'noa@example.org');
  const page = await openSignedIn(browser, `${server.url}/account`, noa.email);
  await page.getByLabel('Your name').fill('Dr Noa, still being typed');
  // A page that tells of its lock only now hears at once that its session is over.
  const heard = page.waitForResponse('**/api/session/lock');
  // The keys say nothing to a page that has not yet heard how long it may stay open.
  await expect
    .poll(async () => {
      await page.keyboard.press('Control+Alt+KeyL');
      return page.getByRole('button', { name: 'Unlock' }).isVisible();
    })
    .toBe(true);
  await heard;
  await page.getByLabel('Your password').fill(goodPassword);
  await endAllSessionsOf(noa);
  await page.getByRole('button', { name: 'Unlock' }).click();
  await page.getByText('The sign-in is over, too').waitFor();
  await signIn(page, noa.email);
  await page.getByRole('heading', { name: 'My account' }).waitFor();
  expect(await page.getByLabel('Your name').inputValue()).toBe('Dr Noa, still being typed');
  await page.context().close();
});

interface NewPerson {
  readonly name: string;
  readonly shortName: string;
  readonly email: string;
  readonly password: string;
}

async function fillIn(page: Page, person: NewPerson): Promise<void> {
  await page.getByLabel('Your name').fill(person.name);
  await page.getByLabel('What colleagues call you').fill(person.shortName);
  await page.getByLabel('E-mail address').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
}

async function linkToJoin(): Promise<string> {
  const made = await administrator.post('/api/administration/links', { isAdministrator: false });
  const { url } = (await made.json()) as { readonly url: string };
  return secretOf(url);
}

async function endAllSessionsOf(member: Member): Promise<void> {
  const change = { change: 'end-sessions' };
  await administrator.post(`/api/administration/people/${member.personId}`, change);
}

function fetchAs(page: Page, path: string): Promise<unknown> {
  return page.evaluate(`fetch(${JSON.stringify(path)}).then((answer) => answer.json())`);
}
