import { type ItemView } from '@alliance/shared/careplan/item/item-view';
import { type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { axeFindings, showIn } from '../support/axe.ts';
import {
  answerChanged,
  elenasPlan,
  launchBrowser,
  newProfile,
  openAs,
  openPlanAs,
  putCaret,
  saveWords,
} from '../support/browser.ts';
import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';
import { changeItem, itemsOf, makeItem, newGoal } from '../support/items.ts';
import { type SignedIn, signIn } from '../support/people.ts';

let server: InProcessServer;
let browser: Browser;
let profile: BrowserContext;
let hannah: SignedIn;

beforeAll(async () => {
  [server, browser] = await Promise.all([startInProcess(), launchBrowser()]);
  profile = await newProfile(browser, { width: 1280, height: 900 });
  hannah = await signIn(server.url, 'hannah');
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

/** The card of the demo's walking goal. */
function walking(page: Page) {
  return page.locator('#mobility').getByRole('group', { name: /^Goal: I walk 50 metres/ });
}

/** The field of a dialog whose box has the keyboard. */
function fieldWithCaret(page: Page): Promise<unknown> {
  return page.evaluate('document.activeElement.closest("[data-field]")?.dataset.field');
}

test('[GC1] a card stands where it stood when the editor takes over from the static text', async () => {
  const page = await profile.newPage();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  await page.route(/section-editor-[^/]*\.js/, async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(`${server.url}${await elenasPlan(server.url)}/mobility?as=hannah`);
  await walking(page).waitFor();
  await page.locator('#mobility [data-static]').waitFor();
  // A string, because this package knows no DOM.
  const boxes = (frame: string): Promise<unknown> =>
    page.evaluate(`(() => {
      const top = document.querySelector('#heading-mobility').getBoundingClientRect().top;
      return [...document.querySelectorAll('#mobility ${frame} > [data-block-id]')].map((each) => {
        const { y, width, height } = each.getBoundingClientRect();
        return [each.dataset.blockId, Math.round(y - top), Math.round(width), Math.round(height)];
      });
    })()`);
  const before = await boxes('[data-static]');
  release();
  await page.locator('#mobility [data-ready] .ProseMirror').waitFor();
  await expect.poll(() => boxes('.ProseMirror')).toEqual(before);
  // The look does find what moves: one card that is a little lower.
  await page.evaluate(
    `document.querySelector('#mobility .ProseMirror [data-item-id]').style.marginTop = '9px'`,
  );
  expect(await boxes('.ProseMirror')).not.toEqual(before);
  await page.close();
});

test('[GC1] the cards stand in the text also when one comes back to the plan from another page', async () => {
  const page = await openPlanAs(profile, server.url, 'hannah', 'mobility');
  const inText = page
    .locator('#mobility .ProseMirror')
    .getByRole('group', { name: /^Goal: I walk 50 metres/ });
  await inText.waitFor();
  await page
    .getByRole('banner')
    .getByRole('link', { name: /^Print/ })
    .click();
  await page.getByRole('link', { name: 'Back to the plan' }).waitFor();
  await page.goBack();
  await page.locator('#heading-mobility').waitFor();
  await page.locator('#mobility').scrollIntoViewIfNeeded();
  await inText.waitFor();
  const loose = page.locator('#mobility').getByText('Also here, not yet in the text:');
  await expect.poll(() => loose.count()).toBe(0);
  await page.close();
});

test('[GC3] offline, the page counts the goal that waits, and the card says so', async () => {
  await makeItem(hannah, newGoal({ statement: 'I turn my head', lifecycle: 'active' }));
  const own = await newProfile(browser);
  const page = await openPlanAs(own, server.url, 'hannah', 'mobility');
  const card = page.locator('#mobility').getByRole('group', { name: 'Goal: I turn my head' });
  await card.getByRole('button', { name: 'Add what is missing: measure' }).click();
  const edit = page.getByRole('dialog', { name: 'Edit the goal' });
  await expect.poll(() => fieldWithCaret(page)).toBe('measure');
  await own.setOffline(true);
  await page.keyboard.type('Degrees');
  await page.keyboard.press('Control+Enter');
  await edit.waitFor({ state: 'detached' });
  await card.getByText('Kept in this tab, not sent yet').waitFor();
  await expect.poll(() => saveWords(page)).toContain('1 change kept in this tab');
  await own.setOffline(false);
  await expect.poll(() => saveWords(page), { timeout: 15_000 }).toMatch(/^Saved/);
  await own.close();
});

test('[GC8] by keyboard alone a goal is written where the caret is, and stands on the page of a colleague', async () => {
  const page = await openPlanAs(profile, server.url, 'hannah', 'mobility');
  const theirs = await openPlanAs(profile, server.url, 'tom', 'mobility');
  await page.bringToFront();
  await putCaret(page, 'mobility', -1);
  await page.keyboard.press('Enter');
  await page.keyboard.type('/goal');
  await page.getByRole('option', { name: /^Goal/ }).first().waitFor();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'New goal' });
  await dialog.waitFor();
  await expect.poll(() => fieldWithCaret(page)).toBe('statement');
  await page.keyboard.type('I walk to the garden bench');
  await page.keyboard.press('Control+Enter');
  const card = page
    .locator('#mobility .ProseMirror')
    .getByRole('group', { name: 'Goal: I walk to the garden bench' });
  await card.waitFor();
  await theirs
    .locator('#mobility .ProseMirror')
    .getByRole('group', { name: 'Goal: I walk to the garden bench' })
    .waitFor();
  await expect.poll(() => saveWords(page)).toMatch(/^Saved/);
  await card.getByRole('button', { name: 'Add what is missing: measure' }).focus();
  await page.keyboard.press('Enter');
  const edit = page.getByRole('dialog', { name: 'Edit the goal' });
  await expect.poll(() => fieldWithCaret(page)).toBe('measure');
  await page.keyboard.type('Steps without a rest');
  await page.keyboard.press('Control+Enter');
  await edit.waitFor({ state: 'detached' });
  await card.getByText('Steps without a rest').waitFor();
  expect(await card.getByRole('button', { name: 'Add what is missing: measure' }).count()).toBe(0);
  await Promise.all([page.close(), theirs.close()]);
});

test('[GC10] every seat has one chip, and one press asks a seat for its part', async () => {
  await makeItem(hannah, newGoal({ statement: 'I turn over in bed', lifecycle: 'active' }));
  const goal = 'Goal: I turn over in bed';
  const page = await openPlanAs(profile, server.url, 'hannah', 'mobility');
  const card = page.locator('#mobility').getByRole('group', { name: goal });
  const chips = card.getByRole('list', { name: 'The team’s parts' });
  await chips.getByText('Physiotherapist: no part yet').waitFor();
  await chips.getByRole('button', { name: /^Ask SW/ }).click();
  await chips.getByText(/Social worker.*asked for their part/).waitFor();
  const janelle = await openPlanAs(profile, server.url, 'janelle', 'mobility');
  const theirs = janelle.locator('#mobility').getByRole('group', { name: goal });
  await theirs.getByRole('button', { name: 'Add my part' }).click();
  await janelle.getByLabel('What we do for it, in a sentence or two').fill('A bed rail at home.');
  await janelle.keyboard.press('Control+Enter');
  await chips.getByText(/Social worker.*has written their part/).waitFor();
  expect(await chips.getByRole('button', { name: /^Ask SW/ }).count()).toBe(0);
  await Promise.all([page.close(), janelle.close()]);
});

test('[GC4] values that two people wrote at the same time stand side by side, with who and when, until one is kept', async () => {
  const goal = newGoal(
    { statement: 'I sit outside', target: '10 min', lifecycle: 'active' },
    { sectionKey: 'snapshot' },
  );
  const [priya, tom] = [await signIn(server.url, 'priya'), await signIn(server.url, 'tom')];
  const made = await makeItem(priya, goal);
  for (const [person, value] of [
    [priya, '20 min'],
    [tom, '30 min'],
  ] as const)
    await changeItem(person, made, {
      type: 'write-goal',
      fields: { target: { value, baseVersion: 1 } },
    });
  const page = await openPlanAs(profile, server.url, 'tom', 'snapshot');
  const choice = page.getByRole('region', { name: /Two people wrote “Target” at the same time/ });
  await choice.getByText(/20 min – Dr Priya Raman, /).waitFor();
  await choice.getByText(/30 min – Tom Akerele RN, /).waitFor();
  await choice.getByRole('button', { name: 'Keep this: 30 min' }).click();
  await choice.waitFor({ state: 'detached' });
  await page.getByRole('group', { name: 'Goal: I sit outside' }).getByText('30 min').waitFor();
  await page.getByRole('button', { name: 'More for: I sit outside' }).click();
  await page.getByRole('menuitem', { name: 'History …' }).click();
  const history = page.getByRole('dialog', { name: 'History' });
  await history.getByText('Tom Akerele RN wrote “Target”: 30 min').first().waitFor();
  expect(await history.textContent()).toContain('Dr Priya Raman wrote “Target”: 20 min');
  await page.close();
});

test('[GC14] a private goal that is begun in the text leaves no card there that would tell of it', async () => {
  const page = await openPlanAs(profile, server.url, 'hannah', 'mobility');
  const cards = page.locator('#mobility .ProseMirror [data-item-id]');
  const before = await cards.count();
  await page.locator('#mobility .ProseMirror > *').last().click();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('/goal');
  await page.getByRole('option', { name: /^Goal/ }).first().waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => fieldWithCaret(page)).toBe('statement');
  await page.keyboard.type('I have not told anybody');
  await page.getByLabel('Only I see it until I share it').check();
  await page.keyboard.press('Control+Enter');
  const mine = page.locator('#mobility').getByRole('group', { name: /I have not told anybody/ });
  await mine.getByText('Only you see this').waitFor();
  expect(await cards.count()).toBe(before);
  const place = page.getByRole('button', { name: 'Put it into the text: I have not told anybody' });
  expect(await place.count()).toBe(0);
  await mine.getByRole('button', { name: 'Share with the team' }).click();
  await place.waitFor();
  expect(await mine.getByText('Only you see this').count()).toBe(0);
  await page.close();
});

test('[GC6] what was not taken of an offline change is said at the top of the page, too', async () => {
  const goal = await makeItem(
    hannah,
    newGoal({ statement: 'I go on offline', lifecycle: 'active' }),
  );
  const alone = await newProfile(browser);
  const page = await openPlanAs(alone, server.url, 'hannah', 'mobility');
  const card = page.locator('#mobility').getByRole('group', { name: 'Goal: I go on offline' });
  await card.waitFor();
  await alone.setOffline(true);
  await card.getByRole('button', { name: 'Agree', exact: true }).click();
  await expect.poll(() => saveWords(page)).toMatch(/1 change kept in this tab/);
  await changeItem(hannah, goal, { type: 'strike', reason: 'Said twice' });
  await alone.setOffline(false);
  // The card may be out of the window.
  await expect.poll(() => saveWords(page)).toMatch(/^Not taken: .*because it is struck/);
  await page.getByRole('button', { name: 'Throw these words away' }).click();
  await page.getByRole('button', { name: 'Sure? They are nowhere else' }).click();
  await expect.poll(() => saveWords(page)).toMatch(/^Saved/);
  await alone.close();
});

test('[GC13] a card whose record is not there for its reader says so, and nothing is lost', async () => {
  const page = await profile.newPage();
  await page.route(/\/items(\?|$)/, (route) =>
    answerChanged(route, (words) => JSON.stringify({ ...JSON.parse(words), items: [] })),
  );
  await page.goto(`${server.url}${await elenasPlan(server.url)}/mobility?as=hannah`);
  await page.locator('#mobility').getByText('What stands here is not for you').first().waitFor();
  expect(await page.locator('#mobility [data-item]').count()).toBe(0);
  await page.close();
  const { items } = await itemsOf(hannah, (await hannah.plan()).id);
  expect(
    items.some((item: ItemView) => item.kind === 'goal' && item.sectionKey === 'mobility'),
  ).toBe(true);
});

test('[GC16] axe finds nothing in cards, in their dialogs, and on the board, in light and dark', async () => {
  const page = await openPlanAs(profile, server.url, 'hannah', 'mobility');
  await walking(page).first().getByRole('button', { name: 'More about this goal' }).click();
  await walking(page).first().getByText('Goal attainment scale').waitFor();
  for (const scheme of ['light', 'dark'] as const) {
    await showIn(page, scheme);
    expect(await axeFindings(page, '#mobility')).toEqual([]);
  }
  await walking(page)
    .first()
    .getByRole('button', { name: /^Edit the goal/ })
    .click();
  await page.getByRole('dialog', { name: 'Edit the goal' }).waitFor();
  expect(await axeFindings(page, '[role=dialog]')).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Goals \d+$/ }).click();
  const board = page.getByRole('dialog', { name: 'Goals' });
  await board.getByText(/Attainment of these goals together/).waitFor();
  expect(await axeFindings(page, '[role=dialog]')).toEqual([]);
  await showIn(page, 'light');
  expect(await axeFindings(page, '[role=dialog]')).toEqual([]);
  await board.getByRole('radio', { name: 'Who leads' }).check();
  await board.getByRole('region', { name: 'Physiotherapist' }).waitFor();
  await board.getByRole('button', { name: /^I walk 50 metres/ }).click();
  await board.waitFor({ state: 'detached' });
  await expect
    .poll(() =>
      page.evaluate(
        'document.activeElement.closest("[data-item]")?.getAttribute("aria-label") ?? ""',
      ),
    )
    .toMatch(/I walk 50 metres/);
  await page.close();
});

test('[GC12] whoever may not edit a section proposes a goal there, and everybody finds it below the text', async () => {
  const page = await openPlanAs(profile, server.url, 'hannah', 'swallowing-communication');
  const section = page.locator('#swallowing-communication');
  const propose = section.getByRole('button', { name: 'Propose a goal' });
  await propose.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => fieldWithCaret(page)).toBe('statement');
  await page.keyboard.type('I order my own meal');
  await page.keyboard.press('Control+Enter');
  await section
    .getByRole('group', { name: 'Goal: I order my own meal' })
    .getByText('Proposed')
    .waitFor();
  await expect
    .poll(() => propose.evaluate('document.activeElement.textContent'))
    .toBe('Propose a goal');
  expect(await section.locator('.ProseMirror').textContent()).not.toContain('I order my own meal');
  await page.close();
});

test('[PP20] the patient says yes or no to each goal, says why not, and says a goal of her own', async () => {
  const page = await openAs(profile, server.url, 'elena', await elenasPlan(server.url));
  const goals = page.getByRole('region', { name: 'My goals' });
  const dress = goals.getByRole('listitem').filter({ hasText: 'I put on my blouse' });
  await dress.getByRole('button', { name: 'Change my answer' }).click();
  await dress.getByRole('button', { name: 'No, not like this' }).click();
  await dress.getByLabel('What should be different?').fill('Not before breakfast');
  await dress.getByRole('button', { name: 'Tell my team' }).click();
  await dress.getByText('You said: no. “Not before breakfast”').waitFor();
  await goals.getByRole('button', { name: 'Say a goal of my own' }).click();
  await goals.getByLabel('What do you want to reach?').fill('I sing with the choir again');
  await goals.getByRole('button', { name: 'Tell my team' }).click();
  await goals.getByText('I sing with the choir again').waitFor();
  await page.getByRole('region', { name: 'What I do' }).getByText('I walk twice a day').waitFor();
  expect(await axeFindings(page, 'main')).toEqual([]);
  const theirs = await openPlanAs(profile, server.url, 'tom', 'what-matters');
  await theirs
    .locator('#what-matters')
    .getByRole('group', { name: 'Goal: I sing with the choir again' })
    .getByText('Proposed')
    .waitFor();
  await Promise.all([page.close(), theirs.close()]);
});
