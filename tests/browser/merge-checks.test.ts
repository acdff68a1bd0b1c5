import { createMemoryStorage } from '@alliance/server/storage/memory';
import { type DocumentId, type SectionKey } from '@alliance/shared/careplan/section';
import { type PersonId } from '@alliance/shared/identity/person';
import { type MergeCheck } from '@alliance/shared/merge-checks/merge-check';
import { type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { axeFindings } from '../support/axe.ts';
import {
  elenasPlan,
  launchBrowser,
  newProfile,
  openAs,
  openPlanAs,
  putCaret,
} from '../support/browser.ts';
import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';
import { type PersonaKey, type SignedIn, signIn } from '../support/people.ts';
import { markedWords } from './comments-page.ts';
import {
  blockText,
  cardOf,
  focusedWords,
  isInCard,
  markupOf,
  noticeOf,
  topOfBlock,
} from './merge-checks-page.ts';

let server: InProcessServer;
let browser: Browser;
let storage: ReturnType<typeof createMemoryStorage>;
let priya: SignedIn;
let tom: SignedIn;

beforeAll(async () => {
  storage = createMemoryStorage();
  [server, browser] = await Promise.all([startInProcess({ storage }), launchBrowser()]);
  [priya, tom] = await Promise.all([signIn(server.url, 'priya'), signIn(server.url, 'tom')]);
});

afterEach(async () => {
  const { id } = await priya.plan();
  for (const check of await storage.openMergeChecks(id)) await decideAs(tom, check);
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

const right = { name: 'It is right as it stands' } as const;

test('[MC10] a check is said above the text of its section, which stays under the caret when it comes and goes', async () => {
  const page = await openPlanAs(await newProfile(browser), server.url, 'priya', 'medicines');
  await putCaret(page, 'medicines', 3);
  const before = await topOfBlock(page, 3);
  const check = await findCheck('medicines', { block: 3 });
  await hearOfChecks();
  await noticeOf(page, 'medicines')
    .getByText('Two people changed one place here at the same time. Check that it reads right.')
    .waitFor();
  expect(Math.abs((await topOfBlock(page, 3)) - before)).toBeLessThan(1.5);
  await page.keyboard.type(' still here');
  expect(await blockText(page, 3)).toMatch(/ still here$/);
  await decideAs(tom, check);
  await noticeOf(page, 'medicines').waitFor({ state: 'detached' });
  expect(Math.abs((await topOfBlock(page, 3)) - before)).toBeLessThan(1.5);
  await page.context().close();
});

test('[MC14] of several checks one is shown after the other; where the place is gone the card says so, keeps the texts, and is ended by: nothing is missing', async () => {
  await findCheck('medicines', { block: 1, kind: 'numbers' });
  const gone = await findCheck('medicines', { block: -1, kind: 'lost' });
  const page = await openPlanAs(await newProfile(browser), server.url, 'priya', 'medicines');
  await noticeOf(page, 'medicines').getByText('2 places here were changed').waitFor();
  await noticeOf(page, 'medicines').getByRole('button', { name: 'Look at them' }).click();
  await cardOf(page).getByRole('heading', { name: 'Two people changed numbers here' }).waitFor();
  await cardOf(page).getByText('Medicines plan, place 1 of 2').waitFor();
  await cardOf(page).getByRole('button', right).click();
  await cardOf(page).getByText('The place is no longer in the plan.').waitFor();
  expect(await focusedWords(page)).toBe('Words may be missing here');
  expect(await cardOf(page).getByRole('article').count()).toBe(2);
  expect(await cardOf(page).getByRole('button', right).count()).toBe(0);
  await cardOf(page).getByRole('button', { name: 'Nothing is missing' }).click();
  await cardOf(page).waitFor({ state: 'detached' });
  expect(await focusedWords(page)).toBe('Medicines plan');
  const kept = await storage.mergeCheck(gone.id);
  expect(kept?.decision).toMatchObject({ personId: priya.personId, outcome: 'gone' });
  await page.context().close();
});

describe('who may edit', () => {
  let page: Page;
  let check: MergeCheck;

  beforeAll(async () => {
    const profile = await newProfile(browser);
    await profile.grantPermissions(['clipboard-read', 'clipboard-write']);
    page = await openPlanAs(profile, server.url, 'tom', 'medicines');
  });

  beforeEach(async () => {
    check = await findCheck('medicines', { block: 8 });
    await hearOfChecks();
    await noticeOf(page, 'medicines').waitFor();
  });

  afterAll(() => page.context().close());

  test('[MC11] opened by the keyboard, the place is in the window and marked, its text unchanged, and both texts are there with who and when', async () => {
    await page.evaluate('window.scrollTo(0, 0)');
    const html = await markupOf(page, 'medicines');
    await noticeOf(page, 'medicines').getByRole('button', { name: 'Look at it' }).focus();
    await page.keyboard.press('Enter');
    await cardOf(page).getByRole('heading', { name: 'Words may be here twice' }).waitFor();
    expect(await markedWords(page, 'merge-check-open')).toBe(await blockText(page, 8));
    expect(await markupOf(page, 'medicines')).toBe(html);
    const card = await cardOf(page).boundingBox();
    const place = await page.locator('#medicines .ProseMirror > *').nth(8).boundingBox();
    expect(place?.y).toBeGreaterThan(84);
    expect((place?.y ?? 0) + (place?.height ?? 0)).toBeLessThanOrEqual(card?.y ?? 0);
    const texts = cardOf(page).getByRole('article');
    expect(await texts.count()).toBe(2);
    const first = texts.nth(0);
    await first.getByRole('heading', { name: 'Dr Priya Raman' }).waitFor();
    await first.getByText('Rehab physician').waitFor({ state: 'attached' });
    expect(await first.getByRole('time').getAttribute('datetime')).toBe(
      check.versions[0]?.committedAt,
    );
    expect(await first.locator('mark').allTextContents()).toEqual(['not the same: 110']);
    expect(await texts.nth(1).locator('mark').allTextContents()).toEqual(['not the same: 100']);
    await page.keyboard.press('Escape');
  });

  test('[MC17] the text is put right before the decision, by the keyboard alone, and Escape leads back', async () => {
    await noticeOf(page, 'medicines').getByRole('button').focus();
    await page.keyboard.press('Enter');
    await cardOf(page).getByRole('button', { name: 'Copy' }).nth(1).press('Enter');
    await cardOf(page).getByRole('button', { name: 'Copied' }).waitFor();
    await cardOf(page).getByRole('button', { name: 'Edit the text' }).press('Enter');
    await page.keyboard.press('Control+v');
    await expect.poll(() => blockText(page, 8)).toContain('pressure is below 100');
    const caret = await page.evaluate<number>(
      'document.getSelection().getRangeAt(0).getBoundingClientRect().bottom',
    );
    expect(caret).toBeLessThan((await cardOf(page).boundingBox())?.y ?? 0);
    for (let step = 0; step < 8 && !(await isInCard(page)); step += 1)
      await page.keyboard.press('F6');
    expect(await isInCard(page)).toBe(true);
    await page.keyboard.press('Escape');
    await cardOf(page).waitFor({ state: 'detached' });
    expect(await focusedWords(page)).toBe('Look at it');
    expect(await markedWords(page, 'merge-check-open')).toBe('');
  });

  test.each([
    [360, 'dark'],
    [1280, 'light'],
  ] as const)('[PG10] at %i pixels axe finds nothing, in %s', async (width, colorScheme) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    await noticeOf(page, 'medicines').getByRole('button').click();
    await cardOf(page).waitFor();
    const parts = ['[data-merge-check]', '[data-testid="merge-checks-waiting"]'];
    expect(await axeFindings(page, ...parts)).toEqual([]);
    await page.keyboard.press('Escape');
  });

  test('[PG11] from 320 to 3840 pixels nothing scrolls sideways with a card open', async () => {
    await noticeOf(page, 'medicines').getByRole('button').click();
    for (const width of [3840, 2560, 1280, 768, 320]) {
      await page.setViewportSize({ width, height: 800 });
      await cardOf(page).waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    }
    await page.keyboard.press('Escape');
  });

  test('[MC17] in a low window the card stands in the page, and nothing of it is out of reach', async () => {
    await page.setViewportSize({ width: 640, height: 360 });
    await noticeOf(page, 'medicines').getByRole('button').click();
    await cardOf(page).getByRole('button', right).click();
    await noticeOf(page, 'medicines').waitFor({ state: 'detached' });
    expect(await page.evaluate('document.body.style.paddingBottom')).toBe('');
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  test('[MC17] on a phone one tap decides, also while the caret is in the text', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await noticeOf(page, 'medicines').getByRole('button', { name: 'Look at it' }).click();
    await cardOf(page).getByRole('button', { name: 'Edit the text' }).click();
    await page.locator('#medicines .ProseMirror:focus').waitFor();
    await cardOf(page).getByRole('button', right).click();
    await cardOf(page).waitFor({ state: 'detached' });
    expect((await storage.mergeCheck(check.id))?.decision).toBeDefined();
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  test('[MC15] without a connection nothing is decided and the card stays; with it, it is', async () => {
    await noticeOf(page, 'medicines').getByRole('button').click();
    await page.context().setOffline(true);
    await cardOf(page).getByRole('button', right).click();
    await cardOf(page).getByText('This cannot be decided now').waitFor();
    expect((await storage.mergeCheck(check.id))?.decision).toBeUndefined();
    await page.context().setOffline(false);
    await cardOf(page).getByRole('button', right).click();
    await cardOf(page).waitFor({ state: 'detached' });
    expect((await storage.mergeCheck(check.id))?.decision?.personId).toBe(tom.personId);
  });
});

describe('a team', () => {
  let profile: BrowserContext;
  let pages: readonly [tom: Page, priya: Page, hannah: Page];

  beforeAll(async () => {
    profile = await newProfile(browser);
    const open = (persona: string) => openPlanAs(profile, server.url, persona, 'medicines');
    pages = await Promise.all([open('tom'), open('priya'), open('hannah')]);
  });

  beforeEach(async () => {
    await findCheck('medicines', { block: 3 });
    await hearOfChecks();
    for (const page of pages) await noticeOf(page, 'medicines').waitFor();
  });

  afterAll(() => profile.close());

  test('[MC12] whoever may not edit sees the texts and who can decide, and no button for it', async () => {
    const [, , page] = pages;
    await noticeOf(page, 'medicines').getByRole('button', { name: 'Look at it' }).click();
    await cardOf(page)
      .getByText('Dr Priya Raman (Rehab physician) or Tom Akerele RN (Rehab nurse) can decide.')
      .waitFor();
    expect(await cardOf(page).getByRole('article').count()).toBe(2);
    const buttons = await cardOf(page).getByRole('button').all();
    const names = buttons.map((each) => each.getAttribute('aria-label'));
    expect(await Promise.all(names)).toEqual(['Close']);
    await page.keyboard.press('Escape');
  });

  test('[MC13] decided by one, it is gone for everybody and said politely; a card that is open says who decided', async () => {
    const [mine, theirs, reader] = pages;
    for (const page of [mine, theirs])
      await noticeOf(page, 'medicines').getByRole('button').click();
    await cardOf(mine).getByRole('button', right).click();
    for (const page of pages) await noticeOf(page, 'medicines').waitFor({ state: 'detached' });
    await cardOf(mine).waitFor({ state: 'detached' });
    for (const page of [mine, reader])
      await expect
        .poll(() => page.getByTestId('merge-check-said').textContent())
        .toContain('A place in Medicines plan has been checked.');
    await cardOf(theirs)
      .getByText(/^Tom Akerele RN has decided, \d\d:\d\d: it is right as it stands\.$/)
      .waitFor();
    expect(await cardOf(theirs).getByRole('button', right).count()).toBe(0);
    await cardOf(theirs).getByRole('button', { name: 'Close' }).last().click();
    await cardOf(theirs).waitFor({ state: 'detached' });
  });

  test('[MC13] of two who decide at the same moment the second is told who was first', async () => {
    const [mine, theirs] = pages;
    for (const page of [mine, theirs])
      await noticeOf(page, 'medicines').getByRole('button').click();
    // News of the first decision do not reach the second browser.
    await theirs.route(/merge-checks$/, () => undefined);
    await cardOf(mine).getByRole('button', right).click();
    await cardOf(mine).waitFor({ state: 'detached' });
    expect(await cardOf(theirs).getByRole('button', right).count()).toBe(1);
    await cardOf(theirs).getByRole('button', right).click();
    await cardOf(theirs)
      .getByText(/^Tom Akerele RN has decided, /)
      .waitFor();
  });
});

test('[MC15] checks that could not be loaded are not taken for none', async () => {
  await findCheck('medicines', { block: 3 });
  const profile = await newProfile(browser);
  await profile.route(/merge-checks$/, (route) => route.fulfill({ status: 500, body: '' }));
  const page = await openPlanAs(profile, server.url, 'tom', 'medicines');
  const now = page.getByRole('region', { name: 'Now' });
  await now.getByText('could not be loaded. Nothing is lost.').waitFor();
  expect(await noticeOf(page, 'medicines').count()).toBe(0);
  await profile.unroute(/merge-checks$/);
  await now.getByRole('button', { name: 'Try again' }).click();
  await noticeOf(page, 'medicines').waitFor();
  await profile.close();
});

test('[MC16] outline and Now panel say where places wait, and lead there; on a phone in one line, on a low one whom to call has the first window', async () => {
  await findCheck('contingency', { block: 1 });
  await findCheck('nursing-safety', { block: 1 });
  const page = await openPlanAs(await newProfile(browser), server.url, 'tom', 'what-matters');
  const outline = page.getByRole('navigation', { name: 'Sections' });
  await outline
    .getByRole('link', { name: 'If something happens' })
    .getByText('1 place to check')
    .waitFor({ state: 'attached' });
  const now = page.getByRole('region', { name: 'Now' });
  await now.getByRole('button', { name: '1 place to check in If something happens' }).click();
  await cardOf(page).waitFor();
  await expect
    .poll(async () => (await page.locator('#contingency').boundingBox())?.y)
    .toBeLessThan(500);
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 360, height: 740 });
  const waiting = page.getByTestId('merge-checks-waiting');
  expect((await waiting.boundingBox())?.height).toBeLessThanOrEqual(30);
  await page.setViewportSize({ width: 360, height: 640 });
  await page.evaluate('window.scrollTo(0, 0)');
  await waiting.waitFor({ state: 'hidden' });
  const last = await page.getByTestId('call-row').last().boundingBox();
  const bar = await page.getByRole('navigation', { name: 'Quick ways' }).boundingBox();
  expect((last?.y ?? 640) + (last?.height ?? 0)).toBeLessThan(bar?.y ?? 0);
  await page.context().close();
});

test('[MC18] patient and family meet and decide what they wrote at the same time', async () => {
  const check = await findCheck('what-matters', { block: 2 });
  const profile = await newProfile(browser, { width: 390, height: 800 });
  const page = await openAs(profile, server.url, 'elena', await elenasPlan(server.url));
  await page.getByTestId('merge-check-notice').getByRole('button').click();
  expect(await axeFindings(page, '[data-testid="merge-check-card"]')).toEqual([]);
  await cardOf(page).getByRole('button', right).click();
  await page.getByTestId('merge-check-notice').waitFor({ state: 'detached' });
  expect((await storage.mergeCheck(check.id))?.decision).toBeDefined();
  await profile.close();
});

/** Puts a check at a block of a section, as if a look at the log had found it; at no block that stands with −1. */
async function findCheck(
  key: SectionKey,
  { block, kind = 'doubled' }: { readonly block: number; readonly kind?: MergeCheck['kind'] },
): Promise<MergeCheck> {
  const plan = await priya.plan();
  const section = await priya.section(key);
  const documentId = section.documentId as DocumentId;
  const blockIds = [...section.rendered.html.matchAll(/data-block-id="([^"]+)"/g)].map(
    ([, id]) => id,
  );
  const mark = await storage.scanMark(documentId);
  if (mark === undefined) throw new Error('The section has no document.');
  const at = new Date().toISOString();
  const text = 'Hold if the systolic pressure is below 110 and call.';
  const check: MergeCheck = {
    id: crypto.randomUUID(),
    planId: plan.id,
    documentId,
    kind,
    blockIds: [blockIds[block] ?? crypto.randomUUID()],
    versions: [
      { personId: priya.personId as PersonId, seq: 1, committedAt: at, text },
      {
        personId: tom.personId as PersonId,
        seq: 2,
        committedAt: at,
        text: text.replace('110', '100'),
      },
    ],
    at,
    version: 1,
  };
  const audit = { at, action: 'merge-check.found', subjectId: check.id };
  const isKept = await storage.keepScan({ ...mark, afterSeq: mark.seq, found: [{ check, audit }] });
  expect(isKept).toBe(true);
  return check;
}

/** Lets every tab hear that some check has changed: another one, in another section, is decided. */
async function hearOfChecks(): Promise<void> {
  await decideAs(tom, await findCheck('nursing-safety', { block: 0 }));
}

async function decideAs(
  person: SignedIn & { readonly persona: PersonaKey },
  { planId, id, version }: MergeCheck,
): Promise<void> {
  const body = { outcome: 'as-it-stands', version };
  const answer = await person.post(`/api/plans/${planId}/merge-checks/${id}`, body);
  expect(answer.status).toBe(200);
}
