import { type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';

import { axeFindings, showIn } from '../support/axe.ts';
import { launchBrowser, newProfile, openAs } from '../support/browser.ts';
import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';
import { type PersonaKey, type SignedIn } from '../support/people.ts';
import { type Founded, foundTwo, pinOf } from './founded.ts';

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

/** Opens the charter of an alliance as one of its members. */
async function charterOf(
  { allianceId }: Founded,
  persona: PersonaKey = 'marcus',
  look: Parameters<typeof newProfile>[1] = {},
): Promise<Page> {
  const address = `/alliances/${allianceId}/charter`;
  const page = await openAs(await profileOf(look), server.url, persona, address);
  await page.getByRole('heading', { name: 'Charter · Garden walk alliance' }).waitFor();
  return page;
}

const prose = (page: Page) => page.getByRole('textbox', { name: 'In our own words' });
const dialogOf = (page: Page) => page.getByRole('dialog');

/** Signs the version that asks for signatures, over HTTP. */
async function signOver(founded: Founded, person: SignedIn, seatId: string): Promise<void> {
  const { sealed } = await founded.charter(person);
  const { number, hash } = sealed ?? {};
  const proof = await pinOf(server.url, person.persona);
  const body = { seatId, number, hash, meaning: 'agree', proof };
  expect((await founded.post(person, '/charter/signatures', body)).status).toBe(200);
}

test('[AP18] two people write the prose of a charter together, live, and it is saved as they type', async () => {
  const founded = await foundTwo(server.url, 'marcus');
  await founded.take('tom');
  const [one, other] = await Promise.all([charterOf(founded), charterOf(founded, 'tom')]);
  await prose(one).click();
  await one.keyboard.type('We meet at the bed. ');
  await prose(other).getByText('We meet at the bed.').waitFor();
  await prose(other).click();
  await other.keyboard.press('Control+End');
  await other.keyboard.type('We speak plainly.');
  await prose(one).getByText('We meet at the bed. We speak plainly.').waitFor();
  await one
    .getByTestId('save-state')
    .getByText(/^Saved/)
    .waitFor();
  await one.getByRole('button', { name: 'Put forward to be signed' }).click();
  await dialogOf(one).getByRole('button', { name: 'Put forward', exact: true }).click();
  await one.getByRole('button', { name: 'Sign version 1' }).waitFor();
  const { sealed } = await founded.charter(founded.lead);
  expect(JSON.stringify(sealed?.content.prose)).toContain('We speak plainly.');
});

test('[AP25] a charter is not put forward while words of mine in it are not saved', async () => {
  const founded = await foundTwo(server.url, 'marcus');
  const page = await charterOf(founded);
  await prose(page).click();
  await page.context().setOffline(true);
  await page.keyboard.type('We meet at the bed.');
  await page.getByRole('button', { name: 'Put forward to be signed' }).click();
  await dialogOf(page).getByRole('button', { name: 'Put forward', exact: true }).click();
  await dialogOf(page).getByText('Words in the text are not saved yet.').waitFor();
  await page.context().setOffline(false);
  await page
    .getByTestId('save-state')
    .getByText(/^Saved/)
    .waitFor({ state: 'attached' });
  await dialogOf(page).getByRole('button', { name: 'Put forward', exact: true }).click();
  await dialogOf(page).waitFor({ state: 'detached' });
  const { sealed } = await founded.charter(founded.lead);
  expect(JSON.stringify(sealed?.content.prose)).toContain('We meet at the bed.');
});

test('[AP19] whoever signs reads what changed since the version they signed; a wrong PIN signs nothing', async () => {
  const founded = await foundTwo(server.url, 'marcus');
  await founded.seal();
  await signOver(founded, founded.lead, founded.leadSeat);
  const { version } = await founded.read(founded.lead);
  const purpose = 'Walks to the garden by summer.';
  await founded.send(founded.lead, { type: 'describe', purpose, baseVersion: version });
  await founded.seal();
  const page = await charterOf(founded);
  await page.getByRole('button', { name: 'Sign version 2' }).click();
  const dialog = dialogOf(page);
  await dialog.getByText('What changed since version 1, which you signed').waitFor();
  expect(await dialog.locator('del').allInnerTexts()).toEqual(['spring']);
  expect(await dialog.locator('ins').allInnerTexts()).toEqual(['summer']);
  await dialog.getByRole('button', { name: 'Sign', exact: true }).click();
  await dialog.getByText('Choose what you say.').waitFor();
  await dialog.getByLabel('I agree with a reservation').check();
  await dialog.getByLabel('What it is').fill('Only with the walker.');
  const pin = await pinOf(server.url, 'marcus');
  await dialog.getByLabel('Your PIN').fill(pin === '0000' ? '1111' : '0000');
  await dialog.getByRole('button', { name: 'Sign', exact: true }).click();
  await dialog.getByRole('alert').getByText('This is not your PIN').waitFor();
  expect(await dialog.getByLabel('What it is').inputValue()).toBe('Only with the walker.');
  await dialog.getByLabel('Your PIN').fill(pin);
  await dialog.getByRole('button', { name: 'Sign', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('agreed with a reservation').waitFor();
  await page.getByText('Only with the walker.').waitFor();
});

test('[AP20] a charter that was put forward anew while I was signing is not signed: I read what changed, and my note is kept', async () => {
  const founded = await foundTwo(server.url, 'marcus');
  const tom = await founded.take('tom');
  await founded.seal();
  const page = await charterOf(founded, 'tom');
  await page.getByRole('button', { name: 'Sign version 1' }).click();
  const dialog = dialogOf(page);
  await dialog.getByLabel('I agree with a reservation').check();
  await dialog.getByLabel('What it is').fill('Not at night.');
  await dialog.getByLabel('Your PIN').fill(await pinOf(server.url, 'tom'));
  // The page does not hear of it before it sends.
  await page.route('**/charter', (route) => route.abort());
  const { version } = await founded.read(founded.lead);
  const purpose = 'Walks to the gate by spring.';
  await founded.send(founded.lead, { type: 'describe', purpose, baseVersion: version });
  await founded.seal();
  await dialog.getByRole('button', { name: 'Sign', exact: true }).click();
  await dialog.getByRole('alert').waitFor();
  expect((await founded.charter(tom)).signatures).toEqual([]);
  await page.unroute('**/charter');
  await page.evaluate('window.dispatchEvent(new Event("visibilitychange"))');
  await dialog.getByText('The charter was put forward anew a moment ago.').waitFor();
  expect(await dialog.locator('ins').allInnerTexts()).toEqual(['gate']);
  expect(await dialog.getByLabel('What it is').inputValue()).toBe('Not at night.');
  await dialog.getByRole('button', { name: 'Sign', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  const [signature] = (await founded.charter(tom)).signatures;
  expect(signature).toMatchObject({ number: 2, note: 'Not at night.' });
});

test('[AP21] agreements that somebody else changed meanwhile are shown before mine are saved over them', async () => {
  const founded = await foundTwo(server.url, 'marcus');
  const tom = await founded.take('tom');
  const page = await charterOf(founded);
  await page.getByRole('button', { name: 'Change agreements' }).click();
  await page.getByLabel('When we meet').fill('At eight, at the bed.');
  const { content, revision } = await founded.charter(tom);
  await founded.send(tom, {
    type: 'agree',
    agreements: { ...content.agreements, meetingNorms: 'At noon.' },
    baseRevision: revision,
  });
  await page.getByText('Somebody has changed the agreements meanwhile.').waitFor();
  await page.getByText('At noon.').waitFor();
  expect(await page.getByLabel('When we meet').inputValue()).toBe('At eight, at the bed.');
  await page.getByRole('button', { name: 'Save mine over it' }).click();
  await page.getByRole('button', { name: 'Change agreements' }).waitFor();
  await page.getByText('At eight, at the bed.').waitFor();
});

test('[AP22] a version that was put forward is read as it was, and printed without what is only for the screen', async () => {
  const founded = await foundTwo(server.url, 'marcus');
  await founded.seal();
  const { version } = await founded.read(founded.lead);
  const purpose = 'Walks to the gate by spring.';
  await founded.send(founded.lead, { type: 'describe', purpose, baseVersion: version });
  const page = await charterOf(founded, 'marcus', { width: 320, height: 640 });
  await page.getByText('It has been changed since.').waitFor();
  for (const scheme of ['light', 'dark'] as const) {
    await showIn(page, scheme);
    expect(await axeFindings(page)).toEqual([]);
  }
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
  await page.getByRole('button', { name: 'Sign version 1' }).click();
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByLabel('Versions').selectOption('1');
  await page.getByText('Garden walk alliance: Walks to the garden by spring.').waitFor();
  await page.emulateMedia({ media: 'print' });
  await page.getByRole('button', { name: 'Print' }).waitFor({ state: 'hidden' });
  expect(await page.getByText('I ask before I change your section.').isVisible()).toBe(true);
  expect(await page.getByText('Who has signed version 1').isVisible()).toBe(true);
});
