import { createMemoryStorage } from '@alliance/server/storage/memory';
import { type Storage, StorageFull } from '@alliance/server/storage/port';
import { type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import {
  launchBrowser,
  newProfile,
  openPlanAs,
  putCaret,
  saveWords,
  textOf,
} from '../support/browser.ts';
import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';

const section = 'snapshot';

let isFull = false;
let server: InProcessServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([
    startInProcess({ storage: storageThatFills() }),
    launchBrowser(),
  ]);
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

test('[PG4] without a connection the page counts what is kept in the tab, and says Saved again when it is back', async () => {
  const page = await openPlanAs(await newProfile(browser), server.url, 'priya', section);
  await putCaret(page, section, 0);
  await cutOff(page, true);
  await page.keyboard.type(' offline');
  await expect
    .poll(() => saveWords(page))
    .toMatch(/^Offline – \d+ changes? kept in this tab, do not close it$/);
  await page.getByRole('button', { name: 'Try now' }).waitFor();
  await cutOff(page, false);
  await expect.poll(() => saveWords(page)).toMatch(/^Saved \d\d:\d\d$/);
  await page.context().close();
});

test('[PG5] leaving asks while something is not saved, and not otherwise', async () => {
  const page = await openPlanAs(await newProfile(browser), server.url, 'priya', section);
  const questions: string[] = [];
  page.on('dialog', (dialog) => {
    questions.push(dialog.type());
    void dialog.dismiss();
  });
  await putCaret(page, section, 0);
  await page.keyboard.type(' one');
  await expect.poll(() => saveWords(page)).toMatch(/^Saved \d\d:\d\d$/);
  await cutOff(page, true);
  await page.keyboard.type(' two');
  await expect.poll(() => saveWords(page)).toMatch(/^Offline/);
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => questions).toEqual(['beforeunload']);
  await page.context().close();
});

test('[PG6] a full disk is said on the page; what is typed stays in the tab and is saved by itself when there is space', async () => {
  const profile = await newProfile(browser);
  const writer = await openPlanAs(profile, server.url, 'priya', section);
  const reader = await openPlanAs(profile, server.url, 'hannah', section);
  await putCaret(writer, section, 0);
  isFull = true;
  await writer.keyboard.type(' heldback');
  await writer.getByText('The server’s disk is full').first().waitFor();
  await reader.getByText('The server’s disk is full').first().waitFor();
  expect(await textOf(writer, section)).toContain('heldback');
  expect(await textOf(reader, section)).not.toContain('heldback');
  isFull = false;
  await expect.poll(() => saveWords(writer)).toMatch(/^Saved \d\d:\d\d$/);
  await expect.poll(() => textOf(reader, section)).toContain('heldback');
  expect(await writer.getByText('The server’s disk is full').count()).toBe(0);
  await profile.close();
});

test('[PG13] a session that ends is asked for again over the page, and what was typed is saved afterwards', async () => {
  const profile = await newProfile(browser);
  const page = await openPlanAs(profile, server.url, 'tom', section);
  await putCaret(page, section, 0);
  await page.keyboard.type(' before');
  await expect.poll(() => saveWords(page)).toMatch(/^Saved \d\d:\d\d$/);
  await cutOff(page, true);
  await page.keyboard.type(' meanwhile');
  await expect.poll(() => saveWords(page)).toMatch(/^Offline/);
  await endSession(profile, 'tom');
  await cutOff(page, false);
  await page.getByRole('button', { name: 'Sign in as Tom Akerele RN' }).click();
  await expect.poll(() => saveWords(page)).toMatch(/^Saved \d\d:\d\d$/);
  expect(await textOf(page, section)).toContain('before meanwhile');
  await profile.close();
});

/** Ends the session of one person of this browser, unknown to its tabs. */
async function endSession(profile: BrowserContext, persona: string): Promise<void> {
  const cookies = await profile.cookies();
  const response = await fetch(`${server.url}/api/session`, {
    method: 'DELETE',
    headers: {
      origin: server.url,
      'x-alliance-persona': persona,
      cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
    },
  });
  expect(response.ok).toBe(true);
}

function cutOff(page: Page, isCutOff: boolean): Promise<void> {
  return page.context().setOffline(isCutOff);
}

/** A real storage whose disk can be full. */
function storageThatFills(): Storage {
  const storage = createMemoryStorage();
  return new Proxy(storage, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== 'function') return value;
      if (key !== 'append' && key !== 'probe') return value.bind(target);
      return async (...rest: readonly unknown[]) => {
        if (isFull) throw new StorageFull('There is no space left on the disk.');
        return value.apply(target, rest);
      };
    },
  });
}
