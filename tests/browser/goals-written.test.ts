/** Goals in their forms: nothing typed is lost, and nothing is out of sight. */
import { toItemId } from '@alliance/shared/careplan/item/item';
import { type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { axeFindings, showIn } from '../support/axe.ts';
import { launchBrowser, newProfile, openPlanAs } from '../support/browser.ts';
import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';
import { changeItem, makeItem, newGoal, newIntervention } from '../support/items.ts';
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

/** The field of a dialog whose box has the keyboard. */
function fieldWithCaret(page: Page): Promise<unknown> {
  return page.evaluate('document.activeElement.closest("[data-field]")?.dataset.field');
}

test('[GC21] Escape in a form with something written asks and throws nothing away, and no field hides below the buttons', async () => {
  await makeItem(hannah, newGoal({ statement: 'I climb {number} stairs', lifecycle: 'active' }));
  const page = await openPlanAs(profile, server.url, 'hannah', 'mobility');
  const card = page.locator('#mobility').getByRole('group', { name: 'Goal: I climb {number}' });
  await card.getByRole('button', { name: /^Edit the goal/ }).click();
  const edit = page.getByRole('dialog', { name: 'Edit the goal' });
  const words = edit.getByRole('textbox', { name: 'The goal in plain words' });
  await expect.poll(() => fieldWithCaret(page)).toBe('statement');
  await page.keyboard.press('Home');
  for (let step = 0; step < 10; step++) await page.keyboard.press('ArrowRight');
  // A click is what selects; the caret alone does not.
  await words.dispatchEvent('click');
  await page.keyboard.type('12');
  expect(await words.inputValue()).toBe('I climb 12 stairs');
  await page.keyboard.press('Escape');
  await edit.getByRole('alert').getByText('not saved yet').waitFor();
  await page.keyboard.press('Escape');
  await edit.getByRole('alert').waitFor({ state: 'detached' });
  expect(await words.inputValue()).toBe('I climb 12 stairs');
  await page.keyboard.press('Escape');
  await edit.getByRole('alert').waitFor();
  await edit.getByRole('button', { name: 'Write on' }).click();
  expect(await fieldsBelowButtons(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await edit.getByRole('button', { name: 'Throw it away' }).click();
  await edit.waitFor({ state: 'detached' });
  // Nothing was written: nothing is asked.
  await card.getByRole('button', { name: /^Edit the goal/ }).click();
  await expect.poll(() => words.inputValue()).toBe('I climb {number} stairs');
  await page.keyboard.press('Escape');
  await edit.waitFor({ state: 'detached' });
  await card.getByRole('button', { name: /^Edit the goal/ }).click();
  await expect.poll(() => fieldWithCaret(page)).toBe('statement');
  await page.keyboard.press('F8');
  await page.keyboard.type('3');
  expect(await words.inputValue()).toBe('I climb 3 stairs');
  await page.keyboard.press('Control+Enter');
  await edit.waitFor({ state: 'detached' });
  await page.close();
});

/** The fields of the open dialog that stand, with the keyboard in them, below its buttons. */
async function fieldsBelowButtons(page: Page): Promise<readonly string[]> {
  const fields = await page.locator('[role=dialog] [data-field]').all();
  const below: string[] = [];
  for (const field of fields) {
    await field.locator('input, textarea, select').first().focus();
    // A string, because this package knows no DOM.
    const isBelow = await page.evaluate(`(() => {
      const box = document.activeElement.getBoundingClientRect();
      const buttons = document.querySelector('[role=dialog] button[type=submit]').getBoundingClientRect();
      return box.bottom > buttons.top && box.top < buttons.bottom;
    })()`);
    if (isBelow === true) below.push((await field.getAttribute('data-field')) ?? '');
  }
  return below;
}

test('[GC7] whoever leaves a form with something typed is asked first, and what a colleague wrote meanwhile is not written over', async () => {
  const [priya, tom] = [await signIn(server.url, 'priya'), await signIn(server.url, 'tom')];
  const goal = newGoal({ statement: 'I stand at the sink' }, { sectionKey: 'snapshot' });
  const made = await makeItem(tom, goal);
  const page = await openPlanAs(profile, server.url, 'tom', 'snapshot');
  const card = page.getByRole('group', { name: 'Goal: I stand at the sink' });
  await card.getByRole('button', { name: 'Edit the goal: I stand at the sink' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit the goal' });
  const target = dialog.getByLabel('Target');
  await target.fill('10 minutes');
  await page.keyboard.press('Escape');
  expect(await axeFindings(page, '[role=dialog]')).toEqual([]);
  await dialog.getByRole('button', { name: 'Write on' }).click();
  // The keyboard is where it was.
  await page.keyboard.press('End');
  await page.keyboard.type(' a day');
  expect(await target.inputValue()).toBe('10 minutes a day');
  await changeItem(priya, made, {
    type: 'write-goal',
    fields: { target: { value: '15 minutes', baseVersion: 1 } },
  });
  await dialog.getByText('A colleague wrote this field while you were here.').waitFor();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await card.getByText(/15 minutes – Dr Priya Raman, /).waitFor();
  await card.getByText(/10 minutes a day – Tom Akerele RN, /).waitFor();
  await page.close();
});

test('[GC22] a goal without a card goes into the text by one press, and a struck one is restored from below the text', async () => {
  const goal = newGoal({ statement: 'I button my coat' }, { sectionKey: 'snapshot' });
  const tom = await signIn(server.url, 'tom');
  const made = await makeItem(tom, goal);
  const page = await openPlanAs(profile, server.url, 'tom', 'snapshot');
  const section = page.locator('#snapshot');
  const card = section.getByRole('group', { name: 'Goal: I button my coat' });
  await card.waitFor();
  await changeItem(tom, made, { type: 'strike', reason: 'Said twice' });
  await section.getByText('1 that does not count any more').click();
  await card.getByText('Said twice').waitFor();
  for (const scheme of ['dark', 'light'] as const) {
    await showIn(page, scheme);
    expect(await axeFindings(page, '#snapshot details')).toEqual([]);
  }
  await card.getByRole('button', { name: 'More for: I button my coat' }).click();
  await page.getByRole('menuitem', { name: 'Restore' }).click();
  await section.getByRole('button', { name: 'Put it into the text: I button my coat' }).click();
  await section
    .locator('.ProseMirror')
    .getByRole('group', { name: 'Goal: I button my coat' })
    .waitFor();
  await expect.poll(() => card.count()).toBe(1);
  await page.close();
});

test('[GC23] two values of an intervention are said under its goal, where it has no card of its own', async () => {
  const tom = await signIn(server.url, 'tom');
  const priya = await signIn(server.url, 'priya');
  const sectionKey = 'snapshot';
  const goal = await makeItem(tom, newGoal({ statement: 'I sleep through' }, { sectionKey }));
  const goalIds = [toItemId(goal.id)];
  const made = await makeItem(tom, newIntervention({ text: 'Warm milk' }, { sectionKey, goalIds }));
  for (const [person, value] of [
    [priya, 'Quiet hour'],
    [tom, 'No screen'],
  ] as const)
    await changeItem(person, made, {
      type: 'write-intervention',
      fields: { text: { value, baseVersion: 1 } },
    });
  const page = await openPlanAs(profile, server.url, 'tom', sectionKey);
  const card = page.getByRole('group', { name: 'Goal: I sleep through' });
  await card.getByRole('button', { name: 'Keep this: Quiet hour' }).click();
  await expect.poll(() => card.getByRole('button', { name: /^Keep this/ }).count()).toBe(0);
  await card.getByText('Quiet hour').waitFor();
  await page.close();
});

test('[GC19] a goal with every text at its limit stays in its column at 320 pixels, and a longer one is not sent', async () => {
  const priya = await signIn(server.url, 'priya');
  const long = 'W'.repeat(1000);
  const texts = ['statement', 'measure', 'unit', 'baseline', 'target', 'achievable', 'relevance'];
  const steps = ['stepMuchLess', 'stepLess', 'stepExpected', 'stepMore', 'stepMuchMore'];
  const values = Object.fromEntries([...texts, ...steps].map((name) => [name, long]));
  await makeItem(priya, newGoal(values, { sectionKey: 'snapshot' }));
  const narrow = await newProfile(browser, { width: 320, height: 700 });
  const page = await openPlanAs(narrow, server.url, 'priya', 'snapshot');
  const card = page.locator('#snapshot').getByRole('group', { name: /^Goal: WWW/ });
  await card.getByRole('button', { name: 'More about this goal' }).click();
  await card.getByText('Goal attainment scale').waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
  await card
    .getByRole('button', { name: /^Edit the goal/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog', { name: 'Edit the goal' });
  await dialog.getByLabel('How it is measured').fill(`${long}W`);
  await dialog.getByText('This is too long: at most 1,000 characters.').waitFor();
  expect(await dialog.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
  await narrow.close();
});
