import { type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';

import { axeFindings, showIn } from '../support/axe.ts';
import { launchBrowser, newProfile, openAs } from '../support/browser.ts';
import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';
import { type Founded, foundTwo } from './founded.ts';

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

/** Opens the page of an alliance as one of its members. */
async function pageOf(
  { allianceId }: Founded,
  persona = 'marcus',
  look: Parameters<typeof newProfile>[1] = {},
): Promise<Page> {
  const address = `/alliances/${allianceId}`;
  const page = await openAs(await profileOf(look), server.url, persona, address);
  await page.getByRole('heading', { name: 'Garden walk alliance' }).waitFor();
  return page;
}

/** Does something about a seat: by its button, or in the menu with the others. */
async function act(page: Page, seat: string, action: string): Promise<void> {
  const group = page.getByRole('group', { name: `For this seat: ${seat}` });
  const button = group.getByRole('button', { name: action, exact: true });
  if ((await button.count()) > 0) return button.click();
  await group.getByRole('button', { name: /^More/ }).click();
  await page.getByRole('menuitem', { name: action, exact: true }).click();
}

const dialogOf = (page: Page) => page.getByRole('dialog');

async function confirm(page: Page, button: string): Promise<void> {
  await dialogOf(page).getByRole('button', { name: button, exact: true }).click();
  await dialogOf(page).waitFor({ state: 'detached' });
}

test('[AP9] the page says how the alliance stands and what is missing, each leading to where it is mended', async () => {
  const founded = await foundTwo(server.url, 'marcus');
  const page = await pageOf(founded);
  await page.getByText('Draft: nobody has been asked to sign yet').waitFor();
  const missing = page.getByRole('region', { name: 'What is still missing' });
  await missing.getByText('It becomes active by itself once').waitFor();
  await missing.getByRole('button', { name: 'No ward nurse has accepted yet.' }).click();
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Invite');
  await missing.getByRole('link', { name: 'The charter has not been put forward' }).click();
  await page.getByRole('button', { name: 'Put forward to be signed' }).click();
  await confirm(page, 'Put forward');
  await page.getByRole('link', { name: 'Back to the alliance' }).click();
  await missing.getByRole('button', { name: 'The alliance has not been sent out' }).click();
  const sendOut = 'Send out to be accepted and signed';
  expect(await page.evaluate('document.activeElement.textContent')).toBe(sendOut);
  await page.keyboard.press('Enter');
  await dialogOf(page).getByText('It becomes active by itself').waitFor();
  await confirm(page, 'Send out');
  await page.getByText('Forming: not yet formal').waitFor();
  await missing.getByText('Not signed the charter yet: Ward physician, Ward nurse.').waitFor();
});

test('[AP10] a lead narrows a seat in one section, sees what is usual, and what was narrowed is in the charter', async () => {
  const founded = await foundTwo(server.url, 'marcus');
  await founded.take('tom');
  const page = await pageOf(founded);
  await act(page, 'Ward nurse', 'Rights');
  const medicines = dialogOf(page).getByLabel('Medicines plan');
  const usual = await medicines.locator('option:checked').innerText();
  expect(usual).toBe('Writes it (usual)');
  await medicines.selectOption('comment');
  await confirm(page, 'Save rights');
  const { seats } = await founded.read(founded.lead);
  const nurse = seats.find(({ id }) => id === founded.nurseSeat);
  expect(nurse?.scope).toEqual([{ sectionKey: 'medicines', right: 'comment' }]);
  await page.getByRole('link', { name: 'Open the charter' }).click();
  await page.getByText('Rights that differ from the usual: Medicines plan: comments').waitFor();
});

test('[AP11] a role card that somebody else changed meanwhile is shown before mine is saved over it', async () => {
  const founded = await foundTwo(server.url, 'marcus');
  const tom = await founded.take('tom');
  const page = await pageOf(founded);
  await act(page, 'Ward nurse', 'Change role card');
  await dialogOf(page).getByLabel('How to reach whoever sits here').fill('ext. 22');
  const { seats } = await founded.read(tom);
  const revision = seats.find(({ id }) => id === founded.nurseSeat)?.revision;
  await founded.send(tom, {
    type: 'change-seat',
    seatId: founded.nurseSeat,
    change: { contact: 'pager 7' },
    baseRevision: revision,
  });
  await dialogOf(page).getByText('Somebody has changed this card meanwhile.').waitFor();
  await dialogOf(page).getByText('Ward nurse · pager 7').waitFor();
  const mine = dialogOf(page).getByLabel('How to reach whoever sits here');
  expect(await mine.inputValue()).toBe('ext. 22');
  await confirm(page, 'Save mine over it');
  await page.getByText('ext. 22').waitFor();
});

test('[AP12] a shift is arranged by person, time and kind, shown as now and next, and ended again', async () => {
  const founded = await foundTwo(server.url, 'marcus');
  await founded.take('tom');
  const page = await pageOf(founded, 'tom');
  await act(page, 'Ward nurse', 'Arrange cover');
  const dialog = dialogOf(page);
  await dialog.getByRole('button', { name: 'Arrange' }).click();
  await dialog.getByText('Choose who covers.').waitFor();
  await dialog.getByLabel('Who').selectOption({ label: 'Hannah Lindqvist PT – Physiotherapist' });
  await dialog.getByLabel('From').fill('2030-01-05T07:00');
  await dialog.getByLabel('To').fill('2030-01-05T06:00');
  await dialog.getByRole('button', { name: 'Arrange' }).click();
  await dialog.getByText('Cover ends before it begins.').waitFor();
  await dialog.getByLabel('To').fill('2030-01-05T19:00');
  await confirm(page, 'Arrange');
  await page.getByText('Hannah Lindqvist PT (covering), from').waitFor();
  await page.getByText('Who covers when').click();
  await page.getByRole('button', { name: /^End the cover of Hannah/ }).click();
  await page.getByText('Who covers when').waitFor({ state: 'detached' });
  const { seats } = await founded.read(founded.lead);
  expect(seats.find(({ id }) => id === founded.nurseSeat)?.coverage).toHaveLength(1);
});

test('[AP24] a handover note is read by those who sit in the seat, and by nobody else', async () => {
  const founded = await foundTwo(server.url, 'marcus');
  const tom = await founded.take('tom');
  const text = 'Two good hours before noon.';
  const page = await pageOf(founded, 'tom');
  await act(page, 'Ward nurse', 'Write handover note');
  await dialogOf(page).getByLabel('What the next one in this seat needs to know').fill(text);
  await confirm(page, 'Leave the note');
  await page.getByText(text).waitFor();
  expect(JSON.stringify(await founded.read(tom))).toContain(text);
  expect(JSON.stringify(await founded.read(founded.lead))).not.toContain(text);
});

test('[AP13] the last lead is told why they cannot leave, and what to do first', async () => {
  const founded = await foundTwo(server.url, 'marcus');
  const page = await pageOf(founded);
  await act(page, 'Ward physician', 'Give my seat back');
  await dialogOf(page).getByRole('button', { name: 'Give it back' }).click();
  const refusal = dialogOf(page).getByRole('alert');
  await refusal.waitFor();
  expect(await refusal.innerText()).toMatch(/lead/i);
  expect((await founded.read(founded.lead)).mySeatIds).toEqual([founded.leadSeat]);
});

test('[AP14] what others arrange appears without reloading, and offline the page stays and says of when it is', async () => {
  const founded = await foundTwo(server.url, 'marcus');
  const page = await pageOf(founded);
  await founded.take('tom');
  await page.getByText('Tom Akerele RN').waitFor();
  await page.context().setOffline(true);
  await act(page, 'Ward nurse', 'Change role card');
  await dialogOf(page).getByLabel('How to reach whoever sits here').fill('ext. 33');
  await dialogOf(page).getByRole('button', { name: 'Save', exact: true }).click();
  await dialogOf(page).getByText('The server cannot be reached.').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('The newest state could not be loaded.').waitFor();
  expect(await page.getByText('Tom Akerele RN').count()).toBe(1);
  await page.context().setOffline(false);
});

test('[AP15] axe finds nothing on the page and in its dialogs, in light and dark, and nothing scrolls sideways at 320 pixels', async () => {
  const founded = await foundTwo(server.url, 'marcus');
  const page = await pageOf(founded, 'marcus', { width: 320, height: 640 });
  for (const scheme of ['light', 'dark'] as const) {
    await showIn(page, scheme);
    expect(await axeFindings(page)).toEqual([]);
  }
  for (const action of ['Invite', 'Rights']) {
    await act(page, 'Ward nurse', action);
    await dialogOf(page).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialogOf(page).waitFor({ state: 'detached' });
  }
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
});

test('[AP16] what follows from suspending and closing is said before, and a closed alliance offers nothing more', async () => {
  const founded = await foundTwo(server.url, 'marcus');
  const page = await pageOf(founded);
  await page.getByRole('button', { name: 'Close for good' }).click();
  await dialogOf(page).getByText('Nobody opens its plan any more').waitFor();
  await confirm(page, 'Close for good');
  await page.getByText('Closed', { exact: true }).waitFor();
  expect(await page.getByRole('group', { name: /^For this seat/ }).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Add a seat' }).count()).toBe(0);
});

test('[AP17] a link for a seat is shown once to be copied, and the seat says that somebody is asked', async () => {
  const founded = await foundTwo(server.url, 'marcus');
  const page = await pageOf(founded);
  await act(page, 'Ward nurse', 'Invite');
  await dialogOf(page).getByRole('button', { name: 'Make the link' }).click();
  const link = await dialogOf(page).getByLabel('Link', { exact: true }).inputValue();
  expect(link).toMatch(/\/invitations#[\w-]{43}$/);
  await confirm(page, 'Done');
  await page.getByText(/has made a link; it works until/).waitFor();
  await act(page, 'Ward nurse', 'Withdraw invitation');
  await dialogOf(page).getByText('a link that was passed on stops working at once').waitFor();
  await confirm(page, 'Withdraw');
  await page.getByText('Invitation withdrawn').waitFor();
});
