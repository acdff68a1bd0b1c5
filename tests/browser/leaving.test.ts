import { type Browser, type Page, type WebSocket } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import {
  elenasPlan,
  launchBrowser,
  newProfile,
  openAs,
  openPlanAs,
  putCaret,
  saveWords,
  textOf,
} from '../support/browser.ts';
import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';

const section = 'snapshot';
const offlineWords = /^Offline – \d+ changes? kept in this tab, do not close it$/;

let server: InProcessServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startInProcess(), launchBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

test('[PG21] what was typed without a connection survives Home and the way back, and is saved from any screen', async () => {
  const profile = await newProfile(browser);
  const home = profile.waitForEvent('response', (each) => each.url().includes('home-screen'));
  const page = await openPlanAs(profile, server.url, 'tom', section);
  await (await home).finished();
  const sockets: WebSocket[] = [];
  page.on('websocket', (socket) => sockets.push(socket));
  await typeOffline(page, ' keptwords');
  await page.getByRole('link', { name: 'Alliance: my plans' }).click();
  const left = page.getByRole('complementary', { name: 'From the plan that you left' });
  await expect.poll(() => left.textContent()).toMatch(/Offline – \d+ changes? kept in this tab/);
  await page.goBack();
  await expect.poll(() => textOf(page, section)).toContain('keptwords');
  await page.locator(`#${section} .ProseMirror`).pressSequentially('again');
  await page.getByRole('link', { name: 'Alliance: my plans' }).click();
  await left.waitFor();
  await page.context().setOffline(false);
  await left.waitFor({ state: 'detached' });
  // What was kept for its words has ended with them; the first page goes on hearing what needs me.
  await expect.poll(() => sockets.filter((socket) => !socket.isClosed()).length).toBe(1);
  const reader = await openPlanAs(await newProfile(browser), server.url, 'priya', section);
  expect(await textOf(reader, section)).toContain('keptwords');
  expect(await textOf(reader, section)).toContain('again');
  await reader.context().close();
  await page.context().close();
});

test('[PG22] switching person asks first, staying keeps every word, and it goes on by itself once all is saved', async () => {
  const page = await openPlanAs(await newProfile(browser), server.url, 'priya', section);
  await typeOffline(page, ' onlyhere');
  await chooseInMenu(page, 'Switch person');
  const dialog = page.getByRole('dialog', { name: /only in this tab/ });
  await dialog.getByRole('button', { name: /^Leave and lose \d+ changes?$/ }).waitFor();
  await dialog.getByRole('button', { name: 'Copy' }).waitFor();
  await dialog.getByRole('button', { name: 'Stay' }).last().click();
  await dialog.waitFor({ state: 'detached' });
  expect(await textOf(page, section)).toContain('onlyhere');
  await chooseInMenu(page, 'Switch person');
  await dialog.waitFor();
  await page.context().setOffline(false);
  await page.getByText('Who are you working as?').waitFor();
  await page.getByRole('button', { name: /Tom Akerele/ }).click();
  await page.getByRole('button', { name: /Tom.*menu/ }).waitFor();
  await page.locator(`#${section} .ProseMirror`).waitFor();
  expect(await textOf(page, section)).toContain('onlyhere');
  await page.context().close();
});

test('[PG22] signing out asks first; who leaves all the same loses exactly what the page said', async () => {
  const profile = await newProfile(browser);
  const page = await openPlanAs(profile, server.url, 'priya', section);
  await typeOffline(page, ' givenup');
  await chooseInMenu(page, 'Switch person');
  await page.getByRole('button', { name: /^Leave and lose/ }).click();
  await page.getByText('Who are you working as?').waitFor();
  await profile.setOffline(false);
  await page.getByRole('button', { name: /Priya/ }).click();
  await page.locator(`#${section} .ProseMirror`).waitFor();
  expect(await textOf(page, section)).not.toContain('givenup');
  await putCaret(page, section, 0);
  await profile.setOffline(true);
  await page.keyboard.type(' second');
  await expect.poll(() => saveWords(page)).toMatch(offlineWords);
  await chooseInMenu(page, 'Sign out');
  await page.getByRole('dialog', { name: /only in this tab/ }).waitFor();
  await profile.setOffline(false);
  await page.getByText('Who are you working as?').waitFor();
  const after = await openPlanAs(profile, server.url, 'priya', section);
  expect(await textOf(after, section)).toContain('second');
  await profile.close();
});

test('[PG5] who has nothing to lose is not asked, connected or not, and reads so', async () => {
  const profile = await newProfile(browser);
  const page = await openPlanAs(profile, server.url, 'hannah', section);
  const questions: string[] = [];
  page.on('dialog', (dialog) => {
    questions.push(dialog.type());
    void dialog.dismiss();
  });
  await page.locator(`#${section} .ProseMirror`).click();
  await profile.setOffline(true);
  await expect
    .poll(() => saveWords(page))
    .toBe('Offline – you can go on reading; nothing of yours waits to be saved');
  const closed = page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  await closed;
  expect(questions).toEqual([]);
  await profile.close();
});

test('[PG22] two people side by side are not left while one has something unsaved, and then by themselves', async () => {
  const profile = await newProfile(browser, { width: 1600, height: 900 });
  const address = `${await elenasPlan(server.url)}?beside=tom`;
  const page = await openAs(profile, server.url, 'priya', address);
  const mine = page.frameLocator('iframe[title="Alliance as Dr Priya Raman"]');
  await mine.locator(`#${section}`).scrollIntoViewIfNeeded();
  await mine.locator(`#${section} .ProseMirror p`).first().click();
  await page.keyboard.press('End');
  await profile.setOffline(true);
  await page.keyboard.type(' framed');
  await mine.getByTestId('save-state').first().getByText(offlineWords).waitFor();
  await page.getByRole('link', { name: 'Close side by side' }).click();
  const dialog = page.getByRole('dialog', { name: 'Not everything is saved yet' });
  await dialog.getByRole('button', { name: 'Stay' }).last().click();
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => mine.locator(`#${section}`).textContent()).toContain('framed');
  await page.getByRole('link', { name: 'Close side by side' }).click();
  await dialog.waitFor();
  await profile.setOffline(false);
  await page.locator(`#${section}`).getByText('framed').waitFor();
  await profile.close();
});

async function typeOffline(page: Page, words: string): Promise<void> {
  await putCaret(page, section, 0);
  await page.context().setOffline(true);
  await page.keyboard.type(words);
  await expect.poll(() => saveWords(page)).toMatch(offlineWords);
}

async function chooseInMenu(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: /: menu$/ }).click();
  await page.getByRole('menuitem', { name: item }).click();
}
