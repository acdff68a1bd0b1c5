import { type Browser, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { axeFindings, showIn } from '../support/axe.ts';
import {
  askAs,
  elenasPlan,
  launchBrowser,
  newProfile,
  openAs,
  openPlanAs,
  textOf,
} from '../support/browser.ts';
import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';
import {
  type Box,
  boxOfChosen,
  chosenWords,
  expectComposer,
  markedWords,
  seeComments,
} from './comments-page.ts';

let server: InProcessServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startInProcess(), launchBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

const words = 'Morning medicines at 08:00';

test('[RL1] every card stands beside its words, in their order, and none over another', async () => {
  const page = await openPlanAs(await wide(), server.url, 'priya', 'medicines');
  await seeComments(page);
  await expect.poll(async () => (await topsOf(page)).length).toBeGreaterThan(3);
  expect(await overlaps(page)).toBe(0);
  await watchFrames(page);
  await markerOf(page).click();
  await page.locator('[data-rail] [data-thread][data-open]').getByRole('textbox').waitFor();
  const [frames, worst] = await seenFrames(page);
  expect(frames).toBeGreaterThan(5);
  expect(worst).toBe(0);
  const card = await page
    .locator('[data-rail] [data-thread]')
    .filter({ hasText: /dizzy/ })
    .boundingBox();
  expect(Math.abs((card?.y ?? 0) - (await boxOfChosen(page)).top)).toBeLessThan(6);
  await page.context().close();
});

test('[RL2] marked words open their card, and a card shows its words', async () => {
  const page = await openPlanAs(await wide(), server.url, 'priya', 'medicines');
  await seeComments(page);
  await page
    .locator('#medicines')
    .getByText(words)
    .click({ position: { x: 60, y: 10 } });
  await expect.poll(() => chosenWords(page)).toBe(words);
  const card = page.locator('[data-rail] [data-thread]').filter({ hasText: /dizzy/ });
  await card.getByRole('textbox').waitFor();
  expect(await page.evaluate('document.activeElement.className')).toContain('ProseMirror');
  const last = page.locator('[data-rail] [data-thread]').last();
  await last.scrollIntoViewIfNeeded();
  await page.evaluate('window.scrollBy(0, 700)');
  await last.getByRole('button').first().click();
  await expect.poll(() => chosenWords(page)).not.toBe(words);
  const box = await boxOfChosen(page);
  expect(box.top).toBeGreaterThan(0);
  expect(box.bottom).toBeLessThan(900);
  await page.context().close();
});

test('[RL3] commented words are marked in static text, and the text is as the server rendered it', async () => {
  const profile = wide();
  await (await profile).route('**/assets/section-editor*.js', (route) => route.abort());
  const address = await elenasPlan(server.url);
  const page = await openAs(await profile, server.url, 'priya', address);
  await seeComments(page);
  await expect.poll(() => markedWords(page, 'comment-thread')).toContain(words);
  const rendered = await askAs(server.url, 'priya', async (get) => {
    const plan = (await get(`/api${address}`)) as PlanAnswer;
    return plan.sections.find(({ key }) => key === 'medicines')?.rendered.html;
  });
  const shown: unknown = await page.evaluate(`(() => {
    const copy = document.createElement('div');
    copy.innerHTML = ${JSON.stringify(rendered)};
    return document.querySelector('#medicines [data-static]').isEqualNode(Object.assign(
      document.querySelector('#medicines [data-static]').cloneNode(false), { innerHTML: copy.innerHTML }));
  })()`);
  expect(shown).toBe(true);
  await page.context().close();
});

test('[RL4] next and previous go from thread to thread by keys that are named at their buttons, Escape closes', async () => {
  const page = await openPlanAs(await wide(), server.url, 'priya', 'medicines');
  await seeComments(page);
  await page.getByRole('button', { name: /Next comment \(Ctrl \+ Alt \+ N\)/ }).waitFor();
  await page.getByRole('button', { name: /Previous comment \(Ctrl \+ Alt \+ P\)/ }).waitFor();
  await page.keyboard.press('Control+Alt+KeyN');
  await page.waitForURL(/thread=/);
  const first = await chosenWords(page);
  await page.keyboard.press('Control+Alt+KeyN');
  await expect.poll(() => chosenWords(page)).not.toBe(first);
  expect(await page.evaluate(`document.activeElement.closest('[data-thread]') !== null`)).toBe(
    true,
  );
  await page.keyboard.press('Control+Alt+KeyP');
  await expect.poll(() => chosenWords(page)).toBe(first);
  await page.keyboard.press('Escape');
  await expect.poll(() => chosenWords(page)).toBe('');
  expect(page.url()).not.toContain('thread=');
  await page.context().close();
});

test('[RL4] F6 goes to the comments as to the other regions', async () => {
  const page = await openPlanAs(await wide(), server.url, 'priya', 'medicines');
  await seeComments(page);
  await page.locator('#plan').focus();
  await page.keyboard.press('F6');
  expect(await page.evaluate('document.activeElement.dataset.region')).toBe('rail');
  await page.context().close();
});

test('[RL5] on a phone the sheet leaves the patient and the commented words in sight, low and raised', async () => {
  const profile = await newProfile(browser, { width: 375, height: 700 });
  const page = await openPlanAs(profile, server.url, 'priya', 'medicines');
  await seeComments(page);
  await markerOf(page).click();
  const sheet = page.locator('[data-rail=sheet]');
  await sheet.getByText(/dizzy/).first().waitFor();
  await expectInSight(page, sheet);
  await sheet.getByRole('button', { name: 'Show more comments' }).click();
  await sheet.getByRole('button', { name: 'Show more of the plan' }).waitFor();
  await page.keyboard.press('Control+Alt+KeyN');
  await page.keyboard.press('Control+Alt+KeyP');
  await expect.poll(() => chosenWords(page)).toBe(words);
  await expectInSight(page, sheet);
  await page.context().close();
});

test('[RL5] on a tablet the comments are a column beside the text, not over it', async () => {
  const profile = await newProfile(browser, { width: 1024, height: 768 });
  const page = await openPlanAs(profile, server.url, 'priya', 'medicines');
  await seeComments(page);
  expect(await page.locator('[data-rail]').count()).toBe(0);
  await page.getByRole('button', { name: /^Comments: \d+ open/ }).click();
  const rail = await page.locator('[data-rail=column]').boundingBox();
  const text = await page.locator('#plan').boundingBox();
  expect((text?.x ?? 0) + (text?.width ?? 0)).toBeLessThanOrEqual(rail?.x ?? 0);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(1024);
  await page.getByRole('button', { name: 'Close the comments' }).click();
  await expect.poll(() => page.locator('[data-rail]').count()).toBe(0);
  await page.context().close();
});

test('[RL10] the outline counts the open threads of each section', async () => {
  const page = await openPlanAs(await wide(), server.url, 'marcus', 'medicines');
  await seeComments(page);
  const row = page
    .getByRole('navigation', { name: 'Sections' })
    .getByRole('link', { name: /^Medicines plan/ });
  const before = Number((await row.getByText(/open comments?/).textContent())?.match(/\d+/)?.[0]);
  await page
    .locator('#medicines')
    .getByRole('button', { name: /Comment on the section/ })
    .click();
  await page.keyboard.type('Counted');
  await page.keyboard.press('Control+Enter');
  await expect
    .poll(() => row.getByText(/open comments?/).textContent())
    .toContain(`${before + 1} open`);
  await page.context().close();
});

test('[RL11] a critical thread without confirmed read-back stands in the Now panel, also when it is folded', async () => {
  const page = await openPlanAs(await wide(), server.url, 'janelle', 'medicines');
  const row = page.getByRole('region', { name: 'Now' }).getByTestId('urgent-row');
  await row.getByText('Critical').waitFor();
  await row.getByText(/coughed on thin fluids/).waitFor();
  await row
    .getByText(/Sofia Benedetti SLP, .*ago · waits for a read-back by Rehab nurse$/)
    .waitFor();
  await page.getByRole('button', { name: /^Now/ }).click();
  expect(await row.isVisible()).toBe(true);
  await row.getByRole('button').click();
  await page.waitForURL(/thread=/);
  await page
    .locator('[data-rail] [data-thread]')
    .filter({ hasText: /coughed/ })
    .first()
    .waitFor();
  await page.context().close();
});

test('[RL12] a link to a thread opens its card, and its words are in the window although their section had not been loaded', async () => {
  const plan = await elenasPlan(server.url);
  const { id: thread, subject } = await askAs(server.url, 'marcus', async (get) => {
    const { threads } = (await get(`/api${plan}/threads`)) as ThreadsAnswer;
    return threads.findLast((each) => each.subject.quote !== undefined) ?? { id: '', subject: {} };
  });
  const chosen = subject.quote;
  const address = `${plan}?thread=${thread}`;
  const page = await openAs(await wide(), server.url, 'marcus', address);
  await expect.poll(() => chosenWords(page)).toBe(chosen);
  await page.locator(`[data-rail] [data-thread="${thread}"]`).waitFor();
  await expect.poll(async () => (await boxOfChosen(page)).top).toBeLessThan(800);
  expect((await boxOfChosen(page)).top).toBeGreaterThan(80);
  await page.context().close();
});

test('[PG27] comments that cannot be loaded take nothing of the plan away, and it is said', async () => {
  const profile = await wide();
  await profile.route('**/assets/comment-parts*.js', (route) => route.abort());
  const page = await openPlanAs(profile, server.url, 'priya', 'medicines');
  await page.getByText('Comments could not be loaded. The plan itself is whole.').waitFor();
  await page.locator('#medicines .ProseMirror p').first().click();
  await page.keyboard.type('still written');
  await expect.poll(() => textOf(page, 'medicines')).toContain('still written');
  await profile.close();
});

test('[RL11] comments that the server does not give are not none: rail and Now panel say so, and try again', async () => {
  const profile = await wide();
  let isBroken = true;
  await profile.route('**/api/plans/*/threads*', (route) =>
    isBroken ? route.fulfill({ status: 500, json: {} }) : route.fallback(),
  );
  const page = await openPlanAs(profile, server.url, 'janelle', 'medicines');
  const rail = page.getByRole('complementary', { name: 'Comments' });
  await rail.getByText('Comments could not be loaded. The plan itself is whole.').waitFor();
  expect(await rail.getByText(/No comments yet/).count()).toBe(0);
  const now = page.getByRole('region', { name: 'Now' });
  await now.getByText(/Critical comments could not be loaded/).waitFor();
  const asked = page.waitForRequest(/\/threads/);
  await now.getByRole('button', { name: 'Try again' }).click();
  await asked;
  isBroken = false;
  await now.getByText(/coughed on thin fluids/).waitFor();
  await expect.poll(() => page.getByText(/could not be loaded/).count()).toBe(0);
  await profile.close();
});

test('[RL11] comments that are still on their way are not none', async () => {
  const profile = await wide();
  const arrived = Promise.withResolvers<undefined>();
  await profile.route('**/api/plans/*/threads*', async (route) => {
    await arrived.promise;
    await route.fallback();
  });
  const page = await openPlanAs(profile, server.url, 'janelle', 'medicines');
  const rail = page.getByRole('complementary', { name: 'Comments' });
  await rail.getByText('Comments are being loaded').waitFor();
  await page.getByText('Critical comments are still being loaded.').waitFor();
  expect(await rail.getByText(/No comments yet/).count()).toBe(0);
  arrived.resolve(undefined);
  await seeComments(page);
  await expect.poll(() => page.getByText(/being loaded/).count()).toBe(0);
  await profile.close();
});

test('[RL4] a button that goes with what it did leaves the keyboard at the head of its card', async () => {
  const page = await openPlanAs(await wide(), server.url, 'marcus', 'medicines');
  await seeComments(page);
  await page
    .locator('#medicines')
    .getByRole('button', { name: /Comment on the section/ })
    .click();
  await page.keyboard.type('Closed by its author');
  await page.keyboard.press('Control+Enter');
  const card = page
    .locator('[data-rail] [data-thread]')
    .filter({ hasText: 'Closed by its author' });
  await card.getByTestId('thread-toggle').click();
  await card.getByPlaceholder(/./).fill('An answer');
  await card.getByRole('button', { name: 'Send' }).focus();
  await page.keyboard.press('Enter');
  const focused = `document.activeElement.closest('[data-thread]') && document.activeElement.dataset.testid`;
  await expect.poll(() => page.evaluate(focused)).toBe('thread-toggle');
  await page.keyboard.press('Escape');
  await expect.poll(() => card.getAttribute('data-open')).toBe(null);
  await page.context().close();
});

test('[CM14] only what the reader may make of a thread is offered, and critical is asked about first', async () => {
  const page = await openPlanAs(await wide(), server.url, 'hannah', 'snapshot');
  await seeComments(page);
  await page.keyboard.press('Control+Alt+KeyN');
  const card = page.locator('[data-rail] [data-thread][data-open]');
  const kind = await card.getAttribute('data-kind');
  await card.getByRole('button', { name: 'More' }).first().click();
  const items = page.getByRole('menuitem', { name: /^Mark as / });
  await page.getByRole('menuitem', { name: 'Mark as critical', exact: false }).click();
  expect(await items.count()).toBe(0);
  const dialog = page.getByRole('dialog', { name: 'Mark this as critical?' });
  await dialog.getByRole('button', { name: 'Leave it as it is' }).last().click();
  expect(await card.getAttribute('data-kind')).toBe(kind);
  await card.getByRole('button', { name: 'More' }).first().click();
  await page.getByRole('menuitem', { name: 'Mark as critical', exact: false }).click();
  await dialog.getByRole('button', { name: 'Mark as critical' }).click();
  await expect.poll(() => card.getAttribute('data-kind')).toBe('critical');
  await page.context().close();
});

test('[RL4] all keys for comments are named behind one button', async () => {
  const page = await openPlanAs(await wide(), server.url, 'priya', 'medicines');
  await seeComments(page);
  await page.getByRole('button', { name: 'Keys for comments' }).click();
  const list = page.getByRole('dialog', { name: 'Keys for comments' });
  await list.getByText('Ctrl + Alt + Enter').waitFor();
  expect(await list.locator('kbd').count()).toBeGreaterThan(5);
  await page.context().close();
});

test('[RL5] on a phone the open card begins near the top of the sheet, and what is not shown is behind one button', async () => {
  const profile = await newProfile(browser, { width: 375, height: 700 });
  const page = await openPlanAs(profile, server.url, 'priya', 'medicines');
  await seeComments(page);
  await markerOf(page).click();
  const sheet = page.locator('[data-rail=sheet]');
  const card = sheet.locator('[data-thread][data-open]');
  await card.waitFor();
  const top = (await sheet.boundingBox())?.y ?? 0;
  await expect.poll(async () => ((await card.boundingBox())?.y ?? 900) - top).toBeLessThan(72);
  await sheet.getByRole('button', { name: /^Filter/ }).click();
  await sheet.getByRole('button', { name: 'Resolved' }).click();
  await sheet.getByText(/more (is|are) not shown by this choice/).waitFor();
  await sheet.getByRole('button', { name: /^Filter · \d+ not shown/ }).click();
  expect(await sheet.getByRole('button', { name: 'Resolved' }).count()).toBe(0);
  await page.context().close();
});

test('[RL5] on a phone the open composer leaves the patient and the words that it is about in sight', async () => {
  const profile = await newProfile(browser, { width: 375, height: 700 });
  const page = await openPlanAs(profile, server.url, 'hannah', 'medicines');
  await seeComments(page);
  await page.locator('#medicines .ProseMirror').getByText(words).dblclick();
  await page.keyboard.type('Too early for her?');
  const sheet = page.locator('[data-rail=sheet]');
  await expectComposer(page, 'Too early for her?');
  await expectInSight(page, sheet);
  await page.context().close();
});

test('[RL8] what a choice leaves out is counted, and shown by one button', async () => {
  const page = await openPlanAs(await wide(), server.url, 'priya', 'medicines');
  await seeComments(page);
  const rail = page.locator('[data-rail=rail]');
  const cards = rail.locator('[data-thread]');
  await rail.getByRole('button', { name: 'All', exact: true }).click();
  const all = await cards.count();
  expect(all).toBeGreaterThan(3);
  for (const show of ['Open', 'Mine', 'Critical', 'Resolved']) {
    await rail.getByRole('button', { name: show, exact: true }).click();
    const hidden = all - (await cards.count());
    expect(await hiddenIn(rail)).toBe(hidden);
  }
  await rail.getByRole('combobox', { name: 'Discipline' }).selectOption({ index: 1 });
  expect(await hiddenIn(rail)).toBe(all - (await cards.count()));
  await rail.getByRole('button', { name: 'Show all' }).click();
  await expect.poll(() => cards.count()).toBe(all);
  await page.context().close();
});

test('[RL9] what is not read is marked on card and outline, until it is read on another device', async () => {
  const page = await openPlanAs(await wide(), server.url, 'marcus', 'medicines');
  await seeComments(page);
  await page
    .locator('#medicines')
    .getByRole('button', { name: /Comment on the section/ })
    .click();
  const reader = await openPlanAs(await wide(), server.url, 'priya', 'medicines');
  await seeComments(reader);
  await page.keyboard.type('Not read before');
  await page.keyboard.press('Control+Enter');
  const card = cardWith(reader, 'Not read before');
  await card.getByText('1 new').waitFor();
  const row = reader
    .getByRole('navigation', { name: 'Sections' })
    .getByRole('link', { name: /^Medicines plan/ });
  const unread = async (): Promise<number> =>
    Number((await row.textContent())?.match(/(\d+) not read yet/)?.[1] ?? 0);
  await expect.poll(unread).toBeGreaterThan(0);
  const before = await unread();
  const other = await openPlanAs(reader.context(), server.url, 'priya', 'medicines');
  await seeComments(other);
  await cardWith(other, 'Not read before').getByTestId('thread-toggle').click();
  await expect.poll(unread).toBe(before - 1);
  await expect.poll(() => card.getByText('1 new').count()).toBe(0);
  await page.context().close();
  await reader.context().close();
});

test('[RL12] a link to a thread that its reader may not see says so calmly, and the plan is there', async () => {
  const address = `${await elenasPlan(server.url)}/medicines?thread=00000000-0000-7000-8000-000000000000`;
  const profile = await newProfile(browser, { width: 375, height: 700 });
  const page = await openAs(profile, server.url, 'marcus', address);
  const said = page.getByText('The comment of this link is not here.');
  await said.waitFor();
  await page.getByRole('button', { name: 'All right' }).click();
  await expect.poll(() => said.count()).toBe(0);
  expect(page.url()).not.toContain('thread=');
  expect(await page.locator('#medicines').isVisible()).toBe(true);
  await profile.close();
});

test('[RL1] whoever types in the composer has no card measured again', async () => {
  const page = await openPlanAs(await wide(), server.url, 'hannah', 'medicines');
  await seeComments(page);
  await page.locator('#medicines .ProseMirror').getByText(words).dblclick();
  await page.keyboard.type('a');
  await expectComposer(page, 'a');
  await page.evaluate(`(() => {
    window.measured = 0;
    const measure = Range.prototype.getBoundingClientRect;
    Range.prototype.getBoundingClientRect = function () {
      window.measured += 1;
      return measure.call(this);
    };
  })()`);
  await page.keyboard.type('bcdefghij');
  await expectComposer(page, 'abcdefghij');
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done)))');
  // The button that comes with the first characters may grow the composer once.
  expect(Number(await page.evaluate('window.measured'))).toBeLessThan(
    3 * (await topsOf(page)).length,
  );
  await page.context().close();
});

describe.each([
  ['beside the text', 1440, 900],
  ['in a column', 1024, 768],
  ['in a sheet', 375, 700],
] as const)('the comments %s', (_name, width, height) => {
  let page: Page;
  beforeAll(async () => {
    const profile = await newProfile(browser, { width, height });
    page = await openPlanAs(profile, server.url, 'tom', 'medicines');
    await seeComments(page);
    await markerOf(page).click();
    await page.locator('[data-rail]').getByText(/dizzy/).first().waitFor();
  });
  afterAll(() => page.context().close());

  test.each(['light', 'dark'] as const)('[PG10] axe finds nothing, in %s', async (colorScheme) => {
    await showIn(page, colorScheme);
    expect(await axeFindings(page)).toEqual([]);
  });
});

interface ThreadsAnswer {
  readonly threads: readonly {
    readonly id: string;
    readonly subject: { readonly quote?: string };
  }[];
}

interface PlanAnswer {
  readonly sections: readonly {
    readonly key: string;
    readonly rendered: { readonly html: string };
  }[];
}

function wide(): ReturnType<typeof newProfile> {
  return newProfile(browser, { width: 1440, height: 900 });
}

function markerOf(page: Page) {
  return page.locator('#medicines').getByRole('button', { name: /on this line: Morning/ });
}

function cardWith(page: Page, text: string): Locator {
  return page.locator('[data-rail] [data-thread]').filter({ hasText: text });
}

/** How many threads the rail says that it does not show. */
async function hiddenIn(rail: Locator): Promise<number> {
  const said = (await rail.getByRole('status').allTextContents()).join(' ');
  return Number(said.match(/(\d+) more/)?.[1] ?? 0);
}

/** Counts in each frame how many cards begin above the end of the one before them. */
async function watchFrames(page: Page): Promise<void> {
  await page.evaluate(`(() => {
    window.frames_ = { count: 0, worst: 0 };
    const look = () => {
      const cards = [...document.querySelectorAll('[data-rail] [data-thread]')]
        .map((card) => card.getBoundingClientRect());
      const over = cards.filter(({ top }, index) => top + 0.5 < (cards[index - 1]?.bottom ?? -Infinity));
      window.frames_.count += 1;
      window.frames_.worst = Math.max(window.frames_.worst, over.length);
      requestAnimationFrame(() => setTimeout(look));
    };
    look();
  })()`);
}

/** How many frames were looked at so far, and the most cards over another in any of them. */
async function seenFrames(page: Page): Promise<readonly [number, number]> {
  await expect.poll(() => page.evaluate('window.frames_.count')).toBeGreaterThan(10);
  return page.evaluate<readonly [number, number]>('[window.frames_.count, window.frames_.worst]');
}

function topsOf(page: Page): Promise<readonly Box[]> {
  return page.evaluate<readonly Box[]>(`[...document.querySelectorAll('[data-rail] [data-thread]')]
    .map((card) => card.getBoundingClientRect()).map(({ top, bottom }) => ({ top, bottom }))`);
}

/** How many cards begin above the end of the one before them. */
async function overlaps(page: Page): Promise<number> {
  const cards = await topsOf(page);
  return cards.filter(({ top }, index) => top < (cards[index - 1]?.bottom ?? -Infinity)).length;
}

/** Between the patient's banner and the sheet stand the words. */
async function expectInSight(page: Page, sheet: ReturnType<Page['locator']>): Promise<void> {
  const banner = await page.getByRole('region', { name: 'Patient' }).boundingBox();
  await expect
    .poll(async () => {
      const { top, bottom } = await boxOfChosen(page);
      const low = (await sheet.boundingBox())?.y ?? 0;
      return top >= (banner?.y ?? 0) + (banner?.height ?? 0) && bottom <= low;
    })
    .toBe(true);
}
