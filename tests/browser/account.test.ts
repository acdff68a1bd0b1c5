import { type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import {
  type AccountServer,
  type Member,
  appCode,
  goodPassword,
  setUp,
  join,
  startWithAccounts,
} from '../support/accounts.ts';
import { launchBrowser } from '../support/browser.ts';
import { expectNoFaults, openFresh, openSignedIn, signIn } from './account-page.ts';

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

test('[IP13] my name, my address and my password can be changed, the last two with my present password only', async () => {
  const page = await accountOf('kim@example.org');
  await page.getByLabel('Your name').fill('Kim Osei RN');
  await page.getByLabel('What colleagues call you').fill('Kimmy');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Kim Osei RN: menu' }).waitFor();
  await page.getByRole('button', { name: 'Change the address' }).click();
  await page.getByLabel('New e-mail address').fill('kimmy@example.org');
  await page.getByLabel('Your present password').fill('not mine');
  await page.getByRole('button', { name: 'Change the address' }).click();
  await page.getByRole('alert').filter({ hasText: 'Nothing was changed' }).waitFor();
  await page.getByLabel('Your present password').fill(goodPassword);
  await page.getByRole('button', { name: 'Change the address' }).click();
  await page.getByText('You sign in with kimmy@example.org.').waitFor();
  await page.getByRole('button', { name: 'Change my password' }).click();
  await page.getByLabel('Your present password').fill(goodPassword);
  await page.getByLabel('New password').fill('another good sentence');
  await page.getByRole('button', { name: 'Change the password' }).click();
  await page.getByText('Your new password holds').waitFor();
  const fresh = await openFresh(browser, `${server.url}/account`);
  await signIn(fresh, 'kimmy@example.org', 'another good sentence');
  await fresh.getByRole('heading', { name: 'My account' }).waitFor();
  expect(await fresh.getByLabel('Your name').inputValue()).toBe('Kim Osei RN');
  await fresh.context().close();
  await page.context().close();
});

test('[IP14] a second factor is shown as a picture and a key, holds after its first code, and its backup codes are shown once', async () => {
  const page = await accountOf('lee@example.org');
  await page.getByRole('button', { name: 'Set it up' }).click();
  await page.getByLabel('Your present password').fill(goodPassword);
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('img', { name: /key as a picture/ }).waitFor();
  const key = (await page.getByTestId('factor-key').textContent()) ?? '';
  expect(key).toMatch(/^([A-Z2-7]{4} )+[A-Z2-7]{1,4}$/);
  await page.getByLabel(/six digits/).fill('000000');
  await page.getByRole('button', { name: 'Turn it on' }).click();
  await page.getByRole('alert').filter({ hasText: 'code is not right' }).waitFor();
  await page.getByLabel(/six digits/).fill(appCode(key));
  await page.getByRole('button', { name: 'Turn it on' }).click();
  await page.getByText('The second factor is on.').waitFor();
  const codes = await page
    .getByRole('list', { name: 'Backup codes' })
    .locator('li')
    .allTextContents();
  expect(codes.length).toBeGreaterThan(3);
  await expectNoFaults(page);
  await page.getByRole('button', { name: 'I have kept them' }).click();
  expect(await page.content()).not.toContain(codes[0]);
  const fresh = await openFresh(browser, `${server.url}/account`);
  await signIn(fresh, 'lee@example.org');
  await fresh.getByText('One more step').waitFor();
  await expectNoFaults(fresh);
  expect(await fresh.evaluate('fetch("/api/me").then(({ status }) => status)')).toBe(401);
  await fresh.getByLabel('Code').fill('111111');
  await fresh.getByRole('button', { name: 'Sign in' }).click();
  await fresh.getByRole('alert').filter({ hasText: 'code is not right' }).waitFor();
  await fresh.getByLabel('Code').fill(codes[0] ?? '');
  await fresh.getByRole('button', { name: 'Sign in' }).click();
  await fresh.getByText('On: signing in asks for a code').waitFor();
  await fresh.getByRole('button', { name: 'Turn it off' }).click();
  await fresh.getByLabel('Your present password').fill(goodPassword);
  await fresh.getByRole('button', { name: 'Turn it off' }).click();
  await fresh.getByText('The second factor is off.').waitFor();
  await fresh.context().close();
  await page.context().close();
});

test('[IP15] where I am signed in is listed, and each other place can be ended', async () => {
  const page = await accountOf('mo@example.org');
  const elsewhere = await openSignedIn(browser, `${server.url}/account`, 'mo@example.org');
  await page.reload();
  const list = page.getByRole('region', { name: 'Where I am signed in' });
  await list.getByText('this one').waitFor();
  // The account was made by one more.
  await expect.poll(() => list.getByRole('button', { name: /^Sign out:/ }).count()).toBe(2);
  await list.getByRole('button', { name: 'Sign out everywhere else' }).click();
  await list.getByText('You are signed in nowhere else.').waitFor();
  await elsewhere.reload();
  await elsewhere.getByRole('heading', { name: 'Sign in' }).waitFor();
  await elsewhere.context().close();
  await page.context().close();
});

test('[IP21] axe finds nothing on my account, in light and dark, and it fits on a phone', async () => {
  const page = await accountOf('nia@example.org');
  await page.getByRole('button', { name: 'Change the address' }).click();
  await expectNoFaults(page);
  await page.context().close();
});

/** Makes an account and opens its page. */
async function accountOf(email: string): Promise<Page> {
  await join(server.url, administrator, email);
  const page = await openSignedIn(browser, `${server.url}/account`, email);
  await page.getByRole('heading', { name: 'Second factor' }).waitFor();
  return page;
}
