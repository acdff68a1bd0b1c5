import { type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';

import { launchBrowser, newProfile, openAs } from '../support/browser.ts';
import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';

let server: InProcessServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startInProcess(), launchBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

async function profileOf(look: Parameters<typeof newProfile>[1] = {}): Promise<BrowserContext> {
  const profile = await newProfile(browser, look);
  onTestFinished(() => profile.close());
  return profile;
}

async function founding(
  persona = 'marcus',
  look: Parameters<typeof newProfile>[1] = {},
): Promise<Page> {
  const page = await openAs(await profileOf(look), server.url, persona, '/alliances/new');
  await page.getByRole('heading', { name: 'Begin an alliance' }).waitFor();
  return page;
}

/** What two people have to type at least. */
async function fillIn(page: Page): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill('Agnes Probe (synthetic)');
  await page.getByLabel('How they want to be called').fill('Agnes');
  await page.getByLabel('Born on').fill('1944-02-03');
  await page.getByLabel('What is it for? One sentence').fill('Walks to the garden by spring.');
  await page.getByLabel('The patient has agreed, spoken').check();
}

test('[AP1] two people found an alliance, each signs, and it is active by itself', async () => {
  const page = await founding();
  await fillIn(page);
  await page.getByRole('button', { name: 'Begin and invite' }).click();
  await page.getByRole('heading', { name: 'The alliance is there' }).waitFor();
  const link = await page.getByLabel('Link for Registered nurse').inputValue();
  expect(link).toMatch(/\/invitations#[\w-]{43}$/);
  await page.getByRole('link', { name: 'Read and sign the charter' }).click();
  await sign(page);

  const tom = await openLink(link, 'tom');
  await tom.getByRole('button', { name: 'Accept' }).click();
  await tom.getByRole('link', { name: 'Read and sign' }).click();
  await sign(tom);
  await tom.getByRole('link', { name: 'Back to the alliance' }).click();
  await tom.getByText('Active', { exact: true }).waitFor();
  await tom.getByText('Interprofessional').waitFor();
  expect(await tom.getByText('For Agnes').count()).toBe(1);
});

/** Signs the version that is shown, with the PIN that the page shows. */
async function sign(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign version 1' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('I agree', { exact: true }).check();
  const help = await dialog.getByText(/your PIN is/).innerText();
  await dialog.getByLabel('Your PIN').fill(/\d{4}/.exec(help)?.[0] ?? '');
  await dialog.getByRole('button', { name: 'Sign', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** Opens a link to a seat as somebody who is signed in in another tab. */
async function openLink(link: string, persona: string): Promise<Page> {
  const page = await (await profileOf()).newPage();
  await page.goto(`${link.replace('#', `?as=${persona}#`)}`);
  return page;
}
