/** Writing on the real page: its menus by pointer, finger and keyboard, and a section from a newer version. */
import { randomUUID } from 'node:crypto';

import { demoWorld } from '@alliance/server/demo/world';
import { createMemoryStorage } from '@alliance/server/storage/memory';
import {
  type LogRow,
  type NewLogRow,
  type Storage,
  type World,
} from '@alliance/server/storage/port';
import { type DocumentId } from '@alliance/shared/careplan/section';
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { type PersonId } from '@alliance/shared/identity/person';
import { type Browser, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';

import { axeFindings, showIn } from '../support/axe.ts';
import { caretTold, launchBrowser, newProfile, openPlanAs } from '../support/browser.ts';
import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';

let server: InProcessServer;
let browser: Browser;
let storage: Storage;

beforeAll(async () => {
  storage = createMemoryStorage();
  const audit = { at: '2026-03-01T00:00:00.000Z', action: 'world.replace', subjectId: 'world' };
  await storage.replaceWorld(newerWorld(), audit);
  [server, browser] = await Promise.all([startInProcess({ storage }), launchBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

/** What a version after this one may write: a block, a mark and a nesting that nobody knows here. */
function newerRow(): NewLogRow {
  const doc = createSectionDocument(4711);
  const known = new Y.XmlElement('block');
  const unknown = new Y.XmlElement('trajectory');
  bodyOf(doc).insert(0, [known, unknown]);
  const marked = new Y.XmlText();
  known.insert(0, [marked]);
  marked.insert(0, 'Penicillin ', {});
  marked.insert(11, 'ANAPHYLAXIS', { allergy: {} });
  unknown.insert(0, [new Y.XmlText('Walk 20 m by Friday')]);
  return {
    payload: Y.encodeStateAsUpdate(doc),
    format: 'yjs-update-v1',
    committedAt: '2026-03-01T00:00:00.000Z',
    personId: 'somebody' as PersonId,
    authors: [],
  };
}

let newerDocument: DocumentId | undefined;
let neighbourDocument: DocumentId | undefined;

async function logOf(documentId: DocumentId | undefined): Promise<readonly LogRow[]> {
  return documentId === undefined ? [] : storage.readLog({ documentId, afterSeq: 0, limit: 1000 });
}

function newerWorld(): World {
  const world = demoWorld({ now: Date.now(), newId: randomUUID });
  const sections = world.plans.flatMap(({ plan }) => plan.sections);
  newerDocument = sections.find(({ key }) => key === 'health-concerns')?.documentId;
  neighbourDocument = sections.find(({ key }) => key === 'snapshot')?.documentId;
  const documents = world.documents.map((each) =>
    each.documentId === newerDocument ? { ...each, rows: [...each.rows, newerRow()] } : each,
  );
  return { ...world, documents };
}

/** Priya's plan with the caret at the end of a line of the snapshot. */
async function writing(look: Parameters<typeof newProfile>[1] = {}): Promise<Page> {
  const page = await openPlanAs(await newProfile(browser, look), server.url, 'priya', 'snapshot');
  const line = page.locator('#snapshot .ProseMirror > p').first();
  await line.click();
  await page.keyboard.press('Control+End');
  await caretTold(page);
  await page.keyboard.press('Enter');
  return page;
}

/** What floats beside a text finds its place a moment after it is there. */
async function expectInWindow(page: Page, element: Locator): Promise<void> {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  await element.waitFor();
  await expect
    .poll(async () => {
      const box = await element.boundingBox();
      if (box === null) return 'not there';
      const isIn =
        box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;
      return isIn ? 'in the window' : JSON.stringify(box);
    })
    .toBe('in the window');
}

async function expectFine(page: Page, element: Locator): Promise<void> {
  await expectInWindow(page, element);
  // What axe looks at is the same at every width.
  if (page.viewportSize()?.width !== 1280) return;
  expect(await axeFindings(page, '[data-writing]')).toEqual([]);
}

test.each([
  { width: 1280, height: 800 },
  { width: 390, height: 780 },
  { width: 320, height: 500 },
])(
  '[ED59] at $width × $height every menu of writing stands in the window, and axe finds nothing, in light and dark',
  async (look) => {
    const page = await writing(look);
    const list = page.getByRole('listbox');
    for (const scheme of ['light', 'dark'] as const) {
      await showIn(page, scheme);
      await page.keyboard.type('/');
      await expectFine(page, list.locator('..'));
      await page.keyboard.press('Backspace');
      await page.keyboard.type('@');
      await expectFine(page, list.locator('..'));
      await page.keyboard.press('Backspace');
    }
    await page.keyboard.type('see [the guideline](example.org) ');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await caretTold(page);
    const card = page.getByRole('group', { name: 'Link' });
    await expectFine(page, card);
    await page.keyboard.press('Shift+ArrowLeft');
    const bubble = page.getByRole('toolbar', { name: 'Selected words' });
    await expectFine(page, bubble);
    await caretTold(page);
    await page.keyboard.press('Control+k');
    await expectFine(page, page.getByRole('form', { name: 'Link' }));
    await page.context().close();
  },
);

test('[ED60] a link is given, changed, followed and removed by keyboard alone, and the caret is back in the text each time', async () => {
  const page = await writing();
  const line = page.locator('#snapshot .ProseMirror p').filter({ hasText: 'see here' });
  await page.keyboard.type('see here');
  for (let letter = 0; letter < 4; letter += 1) await page.keyboard.press('Shift+ArrowLeft');
  await page.getByRole('toolbar', { name: 'Selected words' }).waitFor();
  await caretTold(page);
  await page.keyboard.press('Control+k');
  const address = page.getByRole('textbox', { name: 'Web, mail or phone' });
  await address.waitFor();
  await page.keyboard.type('not an address');
  await page.keyboard.press('Enter');
  await page.getByText('This is no address that a plan can open.').waitFor();
  await address.fill('example.org/falls');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => line.getByRole('link').getAttribute('href'))
    .toBe('https://example.org/falls');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await caretTold(page);
  await page.keyboard.press('Control+k');
  await address.fill('ward@example.org');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => line.getByRole('link').getAttribute('href'))
    .toBe('mailto:ward@example.org');
  await page.getByRole('button', { name: 'Change', exact: true }).waitFor();
  await page.keyboard.press('Control+k');
  await address.waitFor();
  await page.keyboard.press('Escape');
  await expect
    .poll(() => page.evaluate('document.activeElement.className'))
    .toContain('ProseMirror');
  await page.getByRole('button', { name: 'Remove link' }).click();
  await expect.poll(() => line.getByRole('link').count()).toBe(0);
  await page.context().close();
});

test('[ED60] Alt+F10 goes to the buttons beside selected words, else to the bar; Escape comes back; a line is moved from the bar by keyboard', async () => {
  const page = await writing();
  await page.keyboard.type('first of all');
  await page.keyboard.press('Shift+Control+ArrowLeft');
  await page.getByRole('toolbar', { name: 'Selected words' }).waitFor();
  await page.keyboard.press('Alt+F10');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  const line = page.locator('#snapshot .ProseMirror p').filter({ hasText: 'first of all' });
  await expect.poll(() => line.locator('strong').textContent()).toBe('all');
  await page.keyboard.press('ArrowRight');
  await page.getByRole('toolbar', { name: 'Selected words' }).waitFor({ state: 'hidden' });
  await page.keyboard.press('Alt+F10');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  const menu = page.getByRole('menu');
  await menu.waitFor();
  await page.getByRole('menuitem', { name: 'Move up' }).focus();
  await page.keyboard.press('Enter');
  const texts = page.locator('#snapshot .ProseMirror > *');
  await expect
    .poll(async () =>
      (await texts.allTextContents()).findLastIndex((each) => each === 'first of all'),
    )
    .toBe((await texts.count()) - 2);
  await page.context().close();
});

test('[ED60] with a finger everything of the menus is reached from the bar', async () => {
  const profile = await browser.newContext({
    viewport: { width: 390, height: 780 },
    hasTouch: true,
    isMobile: true,
    reducedMotion: 'reduce',
  });
  const page = await openPlanAs(profile, server.url, 'priya', 'snapshot');
  await page.locator('#snapshot .ProseMirror > p').first().tap();
  await page.keyboard.press('End');
  await caretTold(page);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Put something here' }).tap();
  await page.getByRole('option', { name: 'Precaution' }).tap();
  await page.keyboard.type('Thick fluids only');
  const callout = page.locator('#snapshot [data-kind=callout]').filter({ hasText: 'Thick fluids' });
  await expect.poll(() => callout.count()).toBe(1);
  await profile.close();
});

test('[ED61] what is typed at the bottom of a phone’s window stays above its bars', async () => {
  const page = await writing({ width: 390, height: 640 });
  for (let line = 0; line < 25; line += 1) await page.keyboard.press('Enter');
  await page.keyboard.type('last');
  const bar = page.getByRole('toolbar', { name: 'Formatting' });
  await expect
    .poll(async () => {
      const caret: unknown = await page.evaluate(
        'document.getSelection().getRangeAt(0).getBoundingClientRect().bottom',
      );
      return Number(caret) - ((await bar.boundingBox())?.y ?? 0);
    })
    .toBeLessThanOrEqual(0);
  await page.context().close();
});

test('[ED50] arrow keys go from the end of one section into the next that its reader may write in, and back', async () => {
  const page = await writing();
  await page.keyboard.press('Control+End');
  await caretTold(page);
  await page.keyboard.press('ArrowDown');
  const within = (): Promise<unknown> =>
    page.evaluate(`document.activeElement.closest('article')?.id`);
  await expect.poll(within).toBe('medicines');
  await caretTold(page);
  await page.keyboard.press('ArrowUp');
  await expect.poll(within).toBe('snapshot');
  await page.context().close();
});

test('[ED62] a section that a newer version wrote is read with all its words, says why it cannot be edited, and is not changed by one byte', async () => {
  const before = await logOf(newerDocument);
  const profile = await newProfile(browser);
  const page = await openPlanAs(profile, server.url, 'priya', 'snapshot');
  const section = page.locator('#health-concerns');
  await section.scrollIntoViewIfNeeded();
  await section.getByText(/cannot edit without losing it/).waitFor();
  await section.getByText('Penicillin ANAPHYLAXIS').waitFor();
  await section.getByText('Walk 20 m by Friday').waitFor();
  await section.getByText('Penicillin').click();
  await page.keyboard.type('x');
  await page.keyboard.press('Backspace');
  // Its neighbour is live all the while: what was typed before is on disk when this is.
  const rows = (await logOf(neighbourDocument)).length;
  await page.locator('#snapshot .ProseMirror > p').first().click();
  await page.keyboard.type('y');
  await expect.poll(async () => (await logOf(neighbourDocument)).length).toBeGreaterThan(rows);
  const after = await logOf(newerDocument);
  expect(before.length).toBeGreaterThan(1);
  expect(after).toEqual(before);
  await profile.close();
});
