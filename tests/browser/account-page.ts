import { type Browser, type Page } from 'playwright-core';
import { expect } from 'vitest';

import { goodPassword } from '../support/accounts.ts';
import { axeFindings, showIn } from '../support/axe.ts';
import { newProfile } from '../support/browser.ts';

/** Opens an address in a browser profile of its own, with nobody signed in. */
export async function openFresh(
  browser: Browser,
  address: string,
  look: Parameters<typeof newProfile>[1] = {},
): Promise<Page> {
  const page = await (await newProfile(browser, look)).newPage();
  await page.goto(address);
  return page;
}

/** Fills in the form of the sign-in and sends it. */
export async function signIn(page: Page, email: string, password = goodPassword): Promise<void> {
  await page.getByRole('textbox', { name: 'E-mail address' }).fill(email);
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Opens an address and signs in there. */
export async function openSignedIn(
  browser: Browser,
  address: string,
  email: string,
  look: Parameters<typeof newProfile>[1] = {},
): Promise<Page> {
  const page = await openFresh(browser, address, look);
  await signIn(page, email);
  await page.getByRole('banner').waitFor();
  return page;
}

/** Axe in light and dark, and no scrolling sideways on the narrowest phone. */
export async function expectNoFaults(page: Page): Promise<void> {
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await axeFindings(page)).toEqual([]);
  await showIn(page, 'dark');
  expect(await axeFindings(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
}
