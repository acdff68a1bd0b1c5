import { createMemoryStorage } from '@alliance/server/storage/memory';
import { type Storage } from '@alliance/server/storage/port';
import { toDocumentId } from '@alliance/shared/careplan/section';
import { type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { setRight } from '../support/alliance-commands.ts';
import {
  launchBrowser,
  newProfile,
  openPlanAs,
  putCaret,
  saveWords,
  textOf,
} from '../support/browser.ts';
import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';
import { signIn } from '../support/people.ts';
import { composerText, seeComments } from './comments-page.ts';
import { heldSocket, holdFrames, letFramesGo, poisonAndLetGo } from './held-socket.ts';

const section = 'snapshot';

let storage: Storage;
let server: InProcessServer;
let browser: Browser;

beforeAll(async () => {
  storage = createMemoryStorage();
  [server, browser] = await Promise.all([startInProcess({ storage }), launchBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

test('[SV17 A10] a poisoned frame is refused; the honest words that waited behind it are written again, saved, and can be undone', async () => {
  const [priya, tom] = await Promise.all([pageOf('priya'), pageOf('tom')]);
  await putCaret(tom, section, 2);
  await holdFrames(priya);
  await putCaret(priya, section, 0);
  await priya.keyboard.type('Q');
  await putCaret(priya, section, 1);
  await priya.keyboard.type(' honest words');
  await tom.keyboard.type(' by Tom');
  await poisonAndLetGo(priya);

  const notice = priya.locator(`#${section} [role=alert]`);
  await notice.getByText(/has no place in a plan/).waitFor();
  for (const page of [priya, tom]) {
    await expect.poll(() => textOf(page, section)).toContain(' honest words');
    await expect.poll(() => textOf(page, section)).toContain(' by Tom');
  }
  const [refused = '', kept = ''] = await firstBlocks(priya);
  expect(refused).not.toContain('Q');
  expect(kept).toContain(' honest words');
  const quoted = await notice.locator('blockquote').textContent();
  // Only the word in which it stands: the rest of the block is in the plan.
  expect(quoted).toContain('Q');
  expect(refused.split(' ')).toContain(quoted?.replace('Q', ''));
  expect(await textOf(tom, section)).not.toContain('Q');

  // What was written again is hers: she can go on, and take it back.
  await priya.locator(`#${section} .ProseMirror > *`).nth(1).click();
  await priya.keyboard.press('Control+z');
  await expect.poll(() => textOf(tom, section)).not.toContain('honest words');
  await priya.keyboard.press('Control+y');
  await expect.poll(() => textOf(tom, section)).toContain(' honest words');
  await throwAway(priya);
  await expect.poll(() => saveWords(priya)).toMatch(/^Saved \d\d:\d\d$/);
  const before = await textOf(tom, section);
  await priya.reload();
  await priya.locator(`#${section} .ProseMirror`).waitFor();
  await expect.poll(() => textOf(priya, section)).toBe(before);
  expect(await logText()).not.toContain('evil');
  await Promise.all([priya.context().close(), tom.context().close()]);
}, 90_000);

test('[SV19 A10] words that came too late for a narrowed right are offered as a comment: the colleague reads them there, and nowhere else', async () => {
  const [priya, tom] = await Promise.all([pageOf('priya'), pageOf('tom')]);
  await Promise.all([seeComments(priya), seeComments(tom)]);
  await putCaret(priya, section, 0);
  await holdFrames(priya);
  // As one piece: what would follow it meets a text that is the server's again.
  await priya.keyboard.insertText(' latewords');
  await setRight(await signIn(server.url, 'priya'), 'rehab-physician', section, 'comment');
  await letFramesGo(priya);

  const notice = priya.locator(`#${section} [role=alert]`);
  await notice.getByText(/you may no longer write here/).waitFor();
  await notice
    .locator('blockquote')
    .getByText(/latewords/)
    .waitFor();
  await priya.locator(`#${section} .prose`).getByText('latewords').waitFor({ state: 'detached' });
  await notice.getByRole('button', { name: 'Offer as a comment' }).click();
  await expect.poll(() => composerText(priya).inputValue()).toContain('latewords');
  // Until the server has the comment, the words are also where they were.
  expect(await notice.count()).toBe(1);
  await priya
    .getByTestId('thread-composer')
    .getByRole('button', { name: 'Send', exact: true })
    .click();
  await notice.waitFor({ state: 'detached' });
  await tom.locator('[data-rail] [data-thread]').filter({ hasText: 'latewords' }).waitFor();
  expect(await textOf(tom, section)).not.toContain('latewords');
  expect(await logText()).not.toContain('latewords');
  await Promise.all([priya.context().close(), tom.context().close()]);
}, 90_000);

async function pageOf(persona: 'priya' | 'tom'): Promise<Page> {
  const profile = await newProfile(browser);
  await profile.addInitScript(heldSocket);
  return openPlanAs(profile, server.url, persona, section);
}

async function throwAway(page: Page): Promise<void> {
  await page.locator(`#${section}`).getByRole('button', { name: 'Throw these words away' }).click();
  await page.locator(`#${section}`).getByRole('button', { name: /^Sure/ }).click();
}

/** What stands in the first blocks, without names at carets. */
async function firstBlocks(page: Page): Promise<readonly string[]> {
  const texts: unknown = await page.evaluate(`(() => {
    const copy = document.querySelector('#${section} .ProseMirror').cloneNode(true);
    copy.querySelectorAll('.colleague-caret').forEach((caret) => caret.remove());
    return [...copy.children].slice(0, 2).map((block) => block.textContent);
  })()`);
  return Array.isArray(texts) ? texts.map(String) : [];
}

/** Everything that was ever written to the section's log. */
async function logText(): Promise<string> {
  const tom = await signIn(server.url, 'tom');
  const stored = await storage.loadDocument(toDocumentId((await tom.section(section)).documentId));
  const rows = stored?.tail ?? [];
  expect(rows.length).toBeGreaterThan(1);
  return rows.map(({ payload }) => Buffer.from(payload).toString('latin1')).join();
}
