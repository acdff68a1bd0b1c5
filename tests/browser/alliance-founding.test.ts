import { type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';

import { axeFindings, showIn } from '../support/axe.ts';
import { launchBrowser, newProfile, openAs } from '../support/browser.ts';
import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';
import { signIn } from '../support/people.ts';
import { foundTwo } from './founded.ts';

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

const beginButton = (page: Page) => page.getByRole('button', { name: 'Begin and invite' });

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

/** Opens a link to a seat as a persona of the demonstration, or as nobody. */
async function openLink(link: string, persona?: string): Promise<Page> {
  const page = await (await profileOf()).newPage();
  await page.goto(persona === undefined ? link : link.replace('#', `?as=${persona}#`));
  return page;
}

test('[AP1] two people found an alliance, each signs, and it is active by itself', async () => {
  const page = await founding();
  await fillIn(page);
  await beginButton(page).click();
  await page.getByRole('heading', { name: 'The alliance is there' }).waitFor();
  const link = await page.getByLabel('Link for Nurse').inputValue();
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
  // Neither Agnes nor her family has a seat: the nurse records what she says.
  expect(await tom.getByText(/Nobody (owns|writes)/).count()).toBe(0);
  expect(await tom.getByText('For Agnes').count()).toBe(1);

  // The founder hears of it without asking.
  await page.getByRole('link', { name: 'Back to the alliance' }).click();
  await page.getByText('Active', { exact: true }).waitFor();
});

test('[AP2] what is missing is named with a way to where it is typed, and nothing typed is lost on the way', async () => {
  const page = await founding();
  await page.getByLabel('Name', { exact: true }).fill('Agnes Probe (synthetic)');
  await beginButton(page).click();
  const missing = page.getByRole('alert').filter({ hasText: 'Before you begin' });
  await missing.waitFor();
  expect(await missing.getByRole('listitem').allInnerTexts()).toEqual([
    'The patient’s date of birth is missing.',
    'The purpose is missing.',
    'Say what the patient has said, or record it later.',
  ]);
  const purpose = page.getByLabel('What is it for? One sentence');
  expect(await purpose.getAttribute('aria-invalid')).toBe('true');
  await missing.getByRole('link', { name: 'The purpose is missing.' }).click();
  await expect.poll(() => purpose.isVisible()).toBe(true);
  await purpose.fill('Walks to the garden by spring.');
  await page.getByRole('banner').getByRole('link').first().click();
  await page.getByRole('heading', { name: 'My plans, Marcus' }).waitFor();
  await page.goBack();
  await page.getByText('This is what you began before.').waitFor();
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toContain('Agnes');
  expect(await purpose.inputValue()).toBe('Walks to the garden by spring.');
});

test('[AP3] two people found an alliance with the keyboard alone', async () => {
  const page = await founding('sofia');
  const { keyboard } = page;
  const tabTo = async (label: string): Promise<void> => {
    for (let step = 0; step < 60; step += 1) {
      const found: unknown = await page.evaluate(
        `(() => { const at = document.activeElement; return [at.labels?.[0]?.textContent, at.textContent].includes(${JSON.stringify(label)}); })()`,
      );
      if (found === true) return;
      await keyboard.press('Tab');
    }
    throw new Error(`${label} is not reached with Tab.`);
  };
  await tabTo('Name');
  await keyboard.type('Agnes Probe (synthetic)');
  await tabTo('Born on');
  await keyboard.type('02031944');
  await tabTo('What is it for? One sentence');
  await keyboard.type('Walks to the garden by spring.');
  await tabTo('The patient has agreed, spoken');
  await keyboard.press('Space');
  await tabTo('Begin and invite');
  await keyboard.press('Enter');
  await page.getByRole('heading', { name: 'The alliance is there' }).waitFor();
  expect(await page.getByLabel('Link for Nurse').inputValue()).toContain('/invitations#');
});

test('[AP4] founding that stops in the middle says so and goes on where it stopped, once', async () => {
  const page = await founding('hannah');
  await fillIn(page);
  await page.route('**/api/alliances', (route) => route.abort());
  await beginButton(page).click();
  await page.getByText('The server cannot be reached. Nothing was sent').waitFor();
  expect(await page.getByLabel('How they want to be called').inputValue()).toBe('Agnes');
  await page.unroute('**/api/alliances');
  await page.route('**/charter/versions', (route) => route.abort());
  await beginButton(page).click();
  await page.getByText('It has begun, but not everything is done.').waitFor();
  await page.unroute('**/charter/versions');
  await page.getByRole('button', { name: 'Go on where it stopped' }).click();
  await page.getByLabel('Link for Nurse').waitFor();
  const hannah = await signIn(server.url, 'hannah');
  const plans = (await hannah.plans()).filter(({ patientName }) => patientName.includes('Agnes'));
  expect(plans.map(({ alliance }) => alliance.status)).toEqual(['proposed']);
});

test('[AP26] a mistyped address is named and stops nothing: the alliance is begun, and its seat is asked again', async () => {
  const page = await founding('tom');
  await fillIn(page);
  await page
    .getByLabel('Nurse', { exact: true })
    .selectOption('Somebody by their e-mail address in Alliance');
  await page.getByLabel('E-mail address', { exact: true }).fill('nobody@ward.example');
  await beginButton(page).click();
  const unknown = page.getByText(
    'Nobody has been asked for “Nurse”: nobody here signs in with nobody@ward.example.',
  );
  await unknown.waitFor();
  await page.getByText('One thing is left for you').waitFor();
  await page.getByRole('link', { name: 'Go to the alliance' }).click();
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Somebody by their e-mail address in Alliance').check();
  await dialog.getByLabel('E-mail address', { exact: true }).fill('nobody@ward.example');
  await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
  await dialog.getByText('Nobody here signs in with this address. Nobody was asked.').waitFor();
  const address = dialog.getByLabel('E-mail address', { exact: true });
  expect(await address.getAttribute('aria-invalid')).toBe('true');
});

test('[AP5] axe finds nothing while an alliance is founded, in light and dark, and nothing scrolls sideways at 320 pixels', async () => {
  const page = await founding('janelle', { width: 320, height: 640 });
  await page.getByLabel('A team').check();
  await page.getByText('Change the charter').click();
  await page.getByLabel('Begin with').selectOption('stroke-rehabilitation');
  await page.getByLabel('Which seat is yours?').selectOption('Speech-language therapist');
  await page.getByLabel('Rehab physician', { exact: true }).selectOption('Somebody I work with');
  await beginButton(page).click();
  await page.getByText('Before you begin').waitFor();
  for (const scheme of ['light', 'dark'] as const) {
    await showIn(page, scheme);
    expect(await axeFindings(page)).toEqual([]);
  }
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
});

test('[AP23] a team begins with a template: its seats, role cards, charter and purpose are there, and I choose which seat is mine', async () => {
  const page = await founding('sofia');
  await page.getByLabel('A team').check();
  await page.getByLabel('Begin with').selectOption('stroke-rehabilitation');
  await page.getByLabel('Which seat is yours?').selectOption('Speech-language therapist');
  expect(await page.getByLabel('What is it for? One sentence').inputValue()).toContain('home');
  await page.getByLabel('Name', { exact: true }).fill('Bert Probe (synthetic)');
  await page.getByLabel('Born on').fill('1944-02-03');
  await page.getByLabel('Nobody can be asked now').check();
  await page.getByLabel('Why nobody can be asked').fill('Asleep after surgery.');
  await page
    .getByLabel('Physiotherapist', { exact: true })
    .last()
    .selectOption('Somebody I work with');
  await page
    .getByLabel('Who', { exact: true })
    .selectOption({ label: 'Hannah Lindqvist PT – Physiotherapist' });
  await beginButton(page).click();
  await page.getByText('Hannah Lindqvist PT has been asked for “Physiotherapist”').waitFor();
  await page.getByRole('link', { name: 'Go to the alliance' }).click();
  const mine = page.getByRole('listitem').filter({ hasText: 'My seat' });
  await mine.waitFor();
  expect(await mine.getByRole('heading', { level: 3 }).innerText()).toContain('Speech-language');
  await page.getByText(/^Could not be asked, .*: Asleep after surgery\./).waitFor();
});

test('[AP6] the secret of a link leaves the address at once, is in no request’s address, and the page says nothing of the patient', async () => {
  const founded = await foundTwo(server.url, 'marcus');
  const secret = await founded.link();
  const profile = await profileOf({ width: 320, height: 640 });
  const asked: string[] = [];
  profile.on('request', (request) => asked.push(request.url()));
  const page = await profile.newPage();
  await page.goto(`${server.url}/invitations#${secret}`);
  await page.getByRole('heading', { name: 'You are asked to take a seat' }).waitFor();
  expect(page.url()).toBe(`${server.url}/invitations`);
  expect(asked.filter((url) => url.split('#')[0]?.includes(secret))).toEqual([]);
  const words = await page.getByRole('main').innerText();
  expect(words).toContain('Marcus Oyelaran OT asks you to take the seat “Ward nurse”');
  expect(words).not.toMatch(/Agnes|garden/i);
  expect(await axeFindings(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
  await page.getByRole('button', { name: 'Sign in to answer' }).click();
  await page.getByRole('button', { name: /Tom Akerele/ }).click();
  await page.getByText('You answer as Tom Akerele RN.').waitFor();
  await page.getByRole('button', { name: 'Accept' }).click();
  await page.getByRole('heading', { name: 'Garden walk alliance' }).waitFor();
});

test('[AP7] a link that is spent, broken or gone after a reload says what to do next', async () => {
  const founded = await foundTwo(server.url, 'marcus');
  const secret = await founded.link();
  const page = await openLink(`${server.url}/invitations#${secret}`, 'tom');
  await page.getByText('You answer as Tom').waitFor();
  await page.reload();
  await page.getByText('The link is not complete').waitFor();
  await founded.take('hannah');
  const late = await openLink(`${server.url}/invitations#${secret}`, 'tom');
  await late.getByText('This link does not work').waitFor();
  const broken = await openLink(`${server.url}/invitations#${'a'.repeat(43)}`);
  await broken.getByText('Ask whoever sent it for a new one.').waitFor();
  expect(await broken.getByRole('button', { name: 'Accept' }).count()).toBe(0);
});

test('[AP8] whoever is asked by name declines only with words, and the lead reads them on the seat', async () => {
  const founded = await foundTwo(server.url, 'marcus');
  const hannah = await signIn(server.url, 'hannah');
  await founded.send(founded.lead, {
    type: 'invite',
    seatId: founded.nurseSeat,
    personId: hannah.personId,
    message: 'Could you?',
    days: 7,
  });
  const address = `/alliances/${founded.allianceId}`;
  const page = await openAs(await profileOf(), server.url, 'hannah', address);
  await page.getByText('Could you?').waitFor();
  expect(await page.getByRole('main').innerText()).not.toMatch(/Agnes|garden/i);
  await page.getByRole('button', { name: 'Decline' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Decline' }).click();
  expect(await dialog.getByLabel('Why not').getAttribute('aria-invalid')).toBe('true');
  await dialog.getByLabel('Whom to ask instead').fill('Ask Tom: he knows her.');
  await dialog.getByRole('button', { name: 'Decline' }).click();
  await page.getByText('Thank you for your answer').waitFor();
  const lead = await openAs(await profileOf(), server.url, 'marcus', address);
  await lead.getByText('Recommends: Ask Tom: he knows her.').waitFor();
  await lead.getByText('The ward nurse has declined.').click();
  expect(await lead.evaluate('document.activeElement.textContent')).toBe('Invite again');
});
