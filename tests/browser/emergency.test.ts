import { type SeatId } from '@alliance/shared/alliance/alliance';
import { type Browser, type Page } from 'playwright-core';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { commandAlliance, seatOf, setRight } from '../support/alliance-commands.ts';
import { axeFindings, showIn } from '../support/axe.ts';
import {
  launchBrowser,
  newProfile,
  openAs,
  openPlanAs,
  putCaret,
  textOf,
} from '../support/browser.ts';
import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';
import { type SignedIn, signIn } from '../support/people.ts';
import { heldSocket, holdFrames, letFramesGo } from './held-socket.ts';

let server: InProcessServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startInProcess(), launchBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

async function pageOf(persona: string, section: string): Promise<Page> {
  const profile = await newProfile(browser);
  await profile.addInitScript(heldSocket);
  return openPlanAs(profile, server.url, persona, section);
}

test('[PG41] who may only suggest edits at once when it cannot wait; everybody sees it until an owner has looked', async () => {
  const section = 'nursing-safety';
  const [hannah, tom] = await Promise.all([pageOf('hannah', section), pageOf('tom', section)]);
  const place = hannah.locator(`#${section}`);
  await place.getByRole('button', { name: /^More for/ }).click();
  await hannah.getByRole('menuitem', { name: 'It cannot wait: edit now' }).click();
  const dialog = hannah.getByRole('dialog');
  for (const words of ['60 minutes', 'are told at once', 'It is recorded'])
    await dialog.getByText(words).waitFor();
  expect(await dialog.getByRole('button', { name: 'Edit now' }).isDisabled()).toBe(true);
  await showIn(hannah, 'dark');
  expect(await axeFindings(hannah)).toEqual([]);
  await dialog.getByLabel('Why can it not wait?').fill('She fell at the sink.');
  await dialog.getByRole('button', { name: 'Edit now' }).click();
  await dialog.waitFor({ state: 'detached' });
  await place.getByText(/^You can edit here until \d\d:\d\d/).waitFor();
  await place.locator('.ProseMirror[contenteditable=true]').waitFor();
  await putCaret(hannah, section, -1);
  await hannah.keyboard.type(' Two helpers from now on.');
  await expect.poll(() => textOf(tom, section)).toContain('Two helpers from now on.');

  const banner = tom.locator(`#${section}`).getByText(/^Hannah .* edits here until \d\d:\d\d/);
  await banner.getByText('She fell at the sink.').waitFor();
  expect(await axeFindings(tom, `#${section}`)).toEqual([]);
  await tom.locator(`#${section}`).getByRole('button', { name: 'I have looked at it' }).click();
  await banner.waitFor({ state: 'detached' });
  // Her hour runs on.
  expect(await place.locator('.ProseMirror[contenteditable=true]').count()).toBe(1);
  await Promise.all([hannah, tom].map((page) => page.context().close()));
}, 90_000);

test('[IB33] an emergency edit stands in an owner’s open list at once, leads to its section, and goes when an owner has looked', async () => {
  const [hannah, tom, home] = await Promise.all([
    signIn(server.url, 'hannah'),
    signIn(server.url, 'tom'),
    openAs(await newProfile(browser), server.url, 'priya'),
  ]);
  await home.getByRole('heading', { name: 'Needs you' }).waitFor();
  const emergencyId = v7();
  const sectionKey = 'contingency';
  const reason = 'The number was wrong.';
  await commandAlliance(hannah, { type: 'emergency-edit', emergencyId, sectionKey, reason });
  const row = home.locator('li[data-reason=emergency]').filter({ hasText: reason });
  const way = row.getByRole('link', { name: /^Look/ });
  expect(await way.getAttribute('href')).toMatch(/^\/plans\/[^/]+\/contingency$/);
  await commandAlliance(tom, { type: 'see-emergency', emergencyId });
  await row.waitFor({ state: 'detached' });
  await home.context().close();
});

test('[PG42] a right that is narrowed while I type says so where I type, and my words are kept and offered', async () => {
  const section = 'mobility';
  const [hannah, priya] = await Promise.all([
    pageOf('hannah', section),
    signIn(server.url, 'priya'),
  ]);
  await putCaret(hannah, section, 0);
  await holdFrames(hannah);
  await hannah.keyboard.insertText(' heldwords');
  await setRight(priya, 'physical-therapist', section, 'suggest');
  await letFramesGo(hannah);
  const place = hannah.locator(`#${section}`);
  await place.getByText(/^You cannot edit here any more/).waitFor();
  await place
    .locator('[role=alert] blockquote')
    .getByText(/heldwords/)
    .waitFor();
  await place.getByRole('button', { name: 'Offer as a comment' }).waitFor();
  expect(await axeFindings(hannah, `#${section}`)).toEqual([]);
  await setRight(priya, 'physical-therapist', section, 'edit');
  await place.getByText('You can edit here now.').waitFor();
  await place.getByRole('button', { name: 'Understood' }).click();
  await place.getByText('You can edit here now.').waitFor({ state: 'detached' });
  await place
    .locator('[role=alert] blockquote')
    .getByText(/heldwords/)
    .waitFor();
  await hannah.context().close();
});

test('[PG43] sections go and come without loading the page again; unsaved words of one that goes stay to be copied', async () => {
  const section = 'self-care';
  const [marcus, priya] = await Promise.all([
    pageOf('marcus', section),
    signIn(server.url, 'priya'),
  ]);
  const heading = await marcus.locator(`#heading-${section}`).innerText();
  await setRight(priya, 'occupational-therapist', 'medicines', 'none');
  await marcus.getByText(/not open to you any more: your right was changed/).waitFor();
  expect(await marcus.locator('#medicines').count()).toBe(0);
  await setRight(priya, 'occupational-therapist', 'medicines', 'read');
  await marcus.locator('#medicines').waitFor();
  await marcus.getByText(/open to you now/).waitFor();

  await putCaret(marcus, section, 0);
  await holdFrames(marcus);
  await marcus.keyboard.insertText(' lostwords');
  await setRight(priya, 'occupational-therapist', section, 'none');
  await letFramesGo(marcus);
  await marcus.locator(`#${section}`).waitFor({ state: 'detached' });
  await marcus.getByText(new RegExp(`^${heading}.* not open to you any more`)).waitFor();
  await marcus
    .getByText(/no longer open to you. Copy your words/)
    .first()
    .waitFor();
  await marcus.getByRole('button', { name: 'Copy' }).first().waitFor();
  await marcus.context().close();
});

test('[PG44] the page says that the alliance rests, and shows nothing of a plan that is not open any more', async () => {
  const [sofia, priya] = await Promise.all([
    pageOf('sofia', 'swallowing-communication'),
    signIn(server.url, 'priya'),
  ]);
  await commandAlliance(priya, { type: 'suspend' });
  await sofia.getByText(/This alliance is suspended/).waitFor();
  expect(await sofia.locator('.ProseMirror[contenteditable=true]').count()).toBe(0);
  await commandAlliance(priya, { type: 'resume' });
  await sofia.getByText(/This alliance is suspended/).waitFor({ state: 'detached' });
  await leave(priya, 'speech-language');
  await sofia.getByRole('heading', { name: 'This plan is not open to you any more' }).waitFor();
  expect(await sofia.locator('article').count()).toBe(0);
  expect(await axeFindings(sofia)).toEqual([]);
  await sofia.context().close();
});

/** The lead takes the seat away. */
async function leave(lead: SignedIn, disciplineKey: string): Promise<void> {
  const { id } = await seatOf(lead, disciplineKey);
  await commandAlliance(lead, { type: 'remove-seat', seatId: id as SeatId });
}
