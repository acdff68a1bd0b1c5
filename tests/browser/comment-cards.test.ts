import { type ThreadView } from '@alliance/shared/comments/thread-view';
import { type Browser, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import { axeFindings, showIn } from '../support/axe.ts';
import {
  answerChanged,
  elenasPlan,
  launchBrowser,
  newProfile,
  openAs,
} from '../support/browser.ts';
import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';
import { type PersonaKey, type SignedIn, signIn } from '../support/people.ts';
import { changeThread, comment, reply, startThread, threadsOf } from '../support/threads.ts';

// Two people on one small machine, and axe on each state.
vi.setConfig({ testTimeout: 90_000 });

let server: InProcessServer;
let browser: Browser;
let address: string;

beforeAll(async () => {
  [server, browser] = await Promise.all([startInProcess(), launchBrowser()]);
  address = await elenasPlan(server.url);
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

/** A person of the demonstration, over HTTP. */
function person(key: PersonaKey): Promise<SignedIn> {
  return signIn(server.url, key);
}

interface Look {
  readonly width?: number;
  readonly height?: number;
}

/** Opens the link to a thread as a persona; gives its card, which is open. */
async function openThread(
  persona: PersonaKey,
  thread: Pick<ThreadView, 'id'>,
  look: Look = { width: 1440, height: 900 },
): Promise<{ readonly page: Page; readonly card: Locator }> {
  const profile = await newProfile(browser, look);
  const page = await openAs(profile, server.url, persona, `${address}?thread=${thread.id}`);
  const card = page.locator(`[data-thread="${thread.id}"][data-open]`);
  await card.waitFor();
  return { page, card };
}

/** As when its tab is hidden behind another one, or shown again. */
async function setVisibility(page: Page, state: 'hidden' | 'visible'): Promise<void> {
  await page.evaluate(`
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => '${state}' });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  `);
}

test('[CM7] an answer to a thread that a colleague resolved meanwhile opens it again, by keyboard alone', async () => {
  const thread = await startThread(await person('hannah'));
  const { page, card } = await openThread('priya', thread);
  await card.getByPlaceholder(/Answer/).fill('Two helpers.');
  await changeThread(await person('hannah'), thread, { type: 'resolve' });
  await card.getByText(/Resolved by Hannah/).waitFor();
  await card.getByPlaceholder(/Answer/).press('Control+Enter');
  await card.locator('li', { hasText: 'Two helpers.' }).waitFor();
  await expect.poll(() => card.getAttribute('data-status')).toBe('open');
  await page.context().close();
});

test('[CM5] my own comment is changed in place, and what it said before can be read', async () => {
  const thread = await startThread(await person('hannah'));
  const { page, card } = await openThread('hannah', thread);
  await card.getByRole('button', { name: 'Edit my comment' }).click();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Three helpers?');
  await card.getByRole('button', { name: 'Save' }).click();
  await card.getByRole('button', { name: 'edited' }).click();
  const dialog = page.getByRole('dialog', { name: 'What this comment said before' });
  await dialog.getByText('Two helpers or one?').waitFor();
  await expect.poll(() => dialog.getByText('Three helpers?').count()).toBe(1);
  expect(await axeFindings(page, '[role="dialog"] ol')).toEqual([]);
  await page.context().close();
});

test('[CM6] an owner who is neither author nor assigned resolves with a note', async () => {
  const thread = await startThread(await person('hannah'), {
    subject: { on: 'section', sectionKey: 'medicines' },
  });
  const { page, card } = await openThread('priya', thread);
  await card.getByRole('button', { name: 'Resolve' }).click();
  await page.keyboard.type('Settled at the round.');
  await card.getByRole('button', { name: 'Resolve' }).click();
  const kept = page.locator(`[data-thread="${thread.id}"][data-status="resolved"]`);
  await page.getByRole('button', { name: 'Resolved', exact: true }).click();
  await kept.waitFor();
  await expect.poll(() => kept.textContent()).toContain('Settled at the round.');
  await page.context().close();
});

test('[CM12] a critical thread is read back, not understood, read back again, confirmed and resolved', async () => {
  const thread = await startThread(await person('priya'), {
    kind: 'critical',
    subject: { on: 'section', sectionKey: 'medicines' },
    comment: comment('Hold the morning tablets.'),
  });
  const phone = { width: 375, height: 812 };
  const receiver = await openThread('tom', thread, phone);
  const sender = await openThread('priya', thread);
  const readBack = async (words: string): Promise<void> => {
    await receiver.card.getByLabel('What I understood and will do').fill(words);
    await receiver.card.getByRole('button', { name: 'Read back', exact: true }).click();
    await sender.card.locator('li', { hasText: words }).waitFor();
  };
  expect(await axeFindings(receiver.page, `[data-thread="${thread.id}"]`)).toEqual([]);
  await readBack('I hold them all day.');
  expect(await sender.card.getByRole('button', { name: 'Resolve' }).count()).toBe(0);
  await sender.card.getByRole('button', { name: 'Not quite' }).click();
  await sender.page.keyboard.type('Only until noon.');
  expect(await axeFindings(sender.page, `[data-thread="${thread.id}"]`)).toEqual([]);
  await sender.card.getByRole('button', { name: 'Send: not quite' }).click();
  await receiver.card.locator('li', { hasText: 'Only until noon.' }).waitFor();
  await readBack('I hold them until noon.');
  await sender.card.getByRole('button', { name: 'Confirm' }).click();
  await receiver.card.getByText(/confirmed by Dr Priya Raman/).waitFor();
  await sender.card.getByRole('button', { name: 'Resolve' }).click();
  await sender.page.getByRole('button', { name: 'Resolved', exact: true }).click();
  await sender.page.locator(`[data-thread="${thread.id}"][data-status="resolved"]`).waitFor();
  await receiver.page.context().close();
  await sender.page.context().close();
});

/** Waits until an element is wholly in the window and in the sheet of its card. */
async function seeWhole(element: Locator): Promise<void> {
  await expect
    .poll(() =>
      element.evaluate((each) => {
        const list = each.closest('[data-rail=sheet]')?.lastElementChild;
        const { top, bottom } = each.getBoundingClientRect();
        const seen = list?.getBoundingClientRect() ?? new DOMRect(0, 0, 0, innerHeight);
        return top >= seen.top && bottom <= Math.min(seen.bottom, innerHeight);
      }),
    )
    .toBe(true);
}

function isFocused(element: Locator): Promise<boolean> {
  return element.evaluate((each) => each === document.activeElement);
}

test('[IB5] on a phone, Read back leads into its box and Confirm onto its button, and no other box is beside it', async () => {
  const [priya, tom] = [await person('priya'), await person('tom')];
  const thread = await startThread(priya, {
    kind: 'critical',
    subject: { on: 'section', sectionKey: 'medicines' },
    comment: comment(`Hold the morning tablets, zzhold. ${'Her pressure fell again. '.repeat(30)}`),
  });
  const phone = await newProfile(browser, { width: 375, height: 812 });
  const page = await openAs(phone, server.url, 'tom');
  const card = page.locator(`[data-rail=sheet] [data-thread="${thread.id}"]`);
  const box = card.getByLabel('What I understood and will do');
  const send = card.getByRole('button', { name: 'Read back', exact: true });
  const arrived = async (): Promise<void> => {
    await box.waitFor();
    await expect.poll(() => isFocused(box)).toBe(true);
    await seeWhole(box);
    await seeWhole(send);
    expect(await send.isDisabled()).toBe(true);
    expect(await card.getByRole('textbox').count()).toBe(1);
  };
  await page
    .getByRole('listitem')
    .filter({ hasText: 'zzhold' })
    .getByRole('link', { name: /^Read back:/ })
    .click();
  await arrived();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await card.locator('[data-card-head][aria-expanded=false]').waitFor();
  await page.getByRole('button', { name: 'Close the comments' }).click();
  const row = page.getByTestId('urgent-row').filter({ hasText: 'zzhold' });
  await row.getByRole('button', { name: 'Read back' }).click();
  await arrived();

  await card.getByRole('button', { name: 'Answer without reading back' }).click();
  await expect.poll(() => isFocused(card.getByPlaceholder(/Answer/))).toBe(true);
  await page.keyboard.press('Escape');
  expect(await isFocused(card.getByRole('button', { name: /without reading back/ }))).toBe(true);

  await box.fill('I hold them until noon.');
  await send.click();
  await card.getByRole('button', { name: 'Correct what I read back' }).waitFor();
  await expect.poll(() => box.count()).toBe(0);
  expect(await axeFindings(page, `[data-thread="${thread.id}"]`)).toEqual([]);
  await expect
    .poll(async () => {
      const { threads } = await threadsOf(tom, thread.planId);
      return threads.find(({ id }) => id === thread.id)?.readBack?.by.name;
    })
    .toContain('Tom');
  await phone.close();

  const other = await newProfile(browser, { width: 375, height: 812 });
  const sender = await openAs(other, server.url, 'priya');
  await sender
    .getByRole('listitem')
    .filter({ hasText: /zzhold|until noon/ })
    .getByRole('link', { name: /^Confirm:/ })
    .click();
  const confirm = sender
    .locator(`[data-rail=sheet] [data-thread="${thread.id}"]`)
    .getByRole('button', { name: 'Confirm', exact: true });
  await confirm.waitFor();
  await expect.poll(() => isFocused(confirm)).toBe(true);
  await seeWhole(confirm);
  await sender.getByRole('button', { name: 'Close the comments' }).click();
  const asked = sender.getByTestId('urgent-row').filter({ hasText: 'zzhold' });
  await asked.getByRole('button', { name: 'Check and confirm' }).click();
  await expect.poll(() => isFocused(confirm)).toBe(true);
  await seeWhole(confirm);
  await other.close();
});

test('[CM10] two assignments from the same base are both shown until one is kept', async () => {
  const priya = await person('priya');
  const { alliance } = await priya.plan();
  const [physician, nurse] = ['rehab-physician', 'rehab-nurse'].map((key) => {
    const seat = alliance.seats.find(({ disciplineKey }) => disciplineKey === key);
    return { seatId: seat?.id ?? '', title: seat?.title ?? '' };
  });
  const thread = await startThread(priya, { subject: { on: 'section', sectionKey: 'medicines' } });
  for (const seat of [physician, nurse])
    await changeThread(priya, thread, {
      type: 'assign',
      assignment: { value: { seatId: seat?.seatId as never }, baseVersion: 1 },
    });
  const { page, card } = await openThread('priya', thread);
  const choice = card.getByRole('region', { name: /assigned this at the same time/ });
  expect(await choice.getByRole('listitem').count()).toBe(2);
  expect(await axeFindings(page, `[data-thread="${thread.id}"]`)).toEqual([]);
  await choice.getByRole('button', { name: new RegExp(nurse?.title ?? '', 'u') }).click();
  await choice.waitFor({ state: 'detached' });
  await expect.poll(() => card.textContent()).toContain(`For ${nurse?.title}`);
  await page.context().close();
});

test('[CM9] a thread is taken with one button, and given on with a date', async () => {
  const thread = await startThread(await person('hannah'), {
    subject: { on: 'section', sectionKey: 'medicines' },
  });
  const { page, card } = await openThread('priya', thread);
  await card.getByRole('button', { name: 'Take it' }).click();
  await card.getByText('For Rehab physician').waitFor();
  await card.getByRole('button', { name: 'More for this thread' }).click();
  await page.getByRole('menuitem', { name: 'Assign' }).click();
  await card.getByLabel('Who answers').selectOption({ label: 'Rehab nurse – Tom Akerele RN' });
  await card.getByLabel('Until').fill('2099-12-24');
  await card.getByRole('button', { name: 'Assign' }).click();
  await expect.poll(() => card.textContent()).toContain('For Rehab nurse, by 24 Dec');
  await page.context().close();
});

test('[CM21] script typed in every box of a card is shown as it was typed and runs nothing', async () => {
  const script =
    '<img src=x onerror="window.ran=1"><script>window.ran=1</script> javascript:alert(1)';
  const sbar = {
    situation: script,
    background: script,
    assessment: script,
    recommendation: script,
  };
  const hannah = await person('hannah');
  const thread = await startThread(hannah, {
    kind: 'sbar',
    comment: { ...comment(''), words: { sbar } },
  });
  const { page, card } = await openThread('priya', thread);
  expect(await card.locator('dd').allTextContents()).toEqual([script, script, script, script]);
  await card.getByPlaceholder(/Answer/).fill(script);
  await card.getByPlaceholder(/Answer/).press('Control+Enter');
  const said = card.locator('li', { hasText: 'Dr Priya Raman' });
  await said.waitFor();
  expect(await said.textContent()).toContain(script);
  expect(await card.locator('img, script, a[href]').count()).toBe(0);
  expect(await page.evaluate('window.ran')).toBeUndefined();
  await page.context().close();
});

test('[CM15] ten thousand characters stay in the box, which says how many are too many, and nothing is sent', async () => {
  const thread = await startThread(await person('hannah'));
  const { page, card } = await openThread('priya', thread);
  const box = card.getByPlaceholder(/Answer/);
  await box.fill('x'.repeat(10_000));
  await card.getByText(/6,000 characters too many/u).waitFor();
  expect(await card.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true);
  await box.press('Control+Enter');
  expect((await box.inputValue()).length).toBe(10_000);
  expect(await card.getByRole('listitem').count()).toBe(1);
  expect(await axeFindings(page, `[data-thread="${thread.id}"]`)).toEqual([]);
  await page.context().close();
});

test('[CM8] two people who resolve at the same time both see it resolved', async () => {
  const priya = await person('priya');
  const { alliance } = await priya.plan();
  const seat = alliance.seats.find(({ disciplineKey }) => disciplineKey === 'rehab-physician');
  const thread = await startThread(await person('hannah'), {
    assignment: { seatId: seat?.id as never },
  });
  const both = [await openThread('hannah', thread), await openThread('priya', thread)];
  await Promise.all(both.map(({ card }) => card.getByRole('button', { name: 'Resolve' }).click()));
  for (const { page } of both) {
    await page.getByRole('button', { name: 'All', exact: true }).click();
    await page.locator(`[data-thread="${thread.id}"][data-status="resolved"]`).waitFor();
    expect(await page.getByText('Not sent').count()).toBe(0);
    await page.context().close();
  }
});

test('[CM16] an @ offers seats and disciplines; arrows and Enter mention one, and its removal takes it out', async () => {
  const thread = await startThread(await person('hannah'));
  const { page, card } = await openThread('priya', thread);
  await card.getByPlaceholder(/Answer/).click();
  await page.keyboard.type('Please @nurse');
  const list = card.getByRole('listbox');
  await list.waitFor();
  expect(await axeFindings(page, `[data-thread="${thread.id}"]`)).toEqual([]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await card.getByRole('button', { name: 'Do not mention Rehab nurse' }).waitFor();
  expect(await card.getByPlaceholder(/Answer/).inputValue()).toBe('Please @Rehab nurse ');
  await card.getByRole('button', { name: 'Do not mention Rehab nurse' }).click();
  expect(await card.getByPlaceholder(/Answer/).inputValue()).toBe('Please ');
  await page.context().close();
});

test('[RL7] an answer that is not sent is there again after leaving the plan, and leaving the person asks', async () => {
  const thread = await startThread(await person('hannah'));
  const { page, card } = await openThread('priya', thread);
  await card.getByPlaceholder(/Answer/).fill('Half a thought');
  await page.getByRole('link', { name: /my plans/ }).click();
  await page
    .getByText('1 comment is not sent, in a plan that you left', { exact: false })
    .waitFor();
  await page.goBack();
  await card.waitFor();
  expect(await card.getByPlaceholder(/Answer/).inputValue()).toBe('Half a thought');
  await page.getByRole('button', { name: 'Dr Priya Raman: menu' }).click();
  await page.getByRole('menuitem', { name: 'Switch person' }).click();
  const dialog = page.getByRole('dialog', { name: /1 comment is not sent/ });
  await dialog.getByRole('button', { name: 'Copy' }).waitFor();
  await dialog.getByRole('button', { name: 'Stay' }).last().click();
  const menu = page.getByRole('button', { name: 'Dr Priya Raman: menu' });
  await expect.poll(() => isFocused(menu)).toBe(true);
  expect(await card.getByPlaceholder(/Answer/).inputValue()).toBe('Half a thought');
  await page.context().close();
});

test('[RL7] a refused answer says why, keeps its words and goes back into its box', async () => {
  const thread = await startThread(await person('hannah'));
  const { page, card } = await openThread('priya', thread);
  await page.route('**/threads/*', (route) =>
    route.fulfill({
      status: 403,
      body: '{"issue":[{"details":{"coding":[{"code":"CM3"},{"code":"may-not-comment"}]}}]}',
    }),
  );
  await card.getByPlaceholder(/Answer/).fill('Wait for the interpreter.');
  await card.getByPlaceholder(/Answer/).press('Control+Enter');
  await card.getByText(/You may not comment here any more/).waitFor();
  expect(await axeFindings(page, `[data-thread="${thread.id}"]`)).toEqual([]);
  await page.unroute('**/threads/*');
  await card.getByRole('button', { name: 'Edit and send again' }).click();
  await card.getByPlaceholder(/Answer/).press('Control+Enter');
  await card.locator('li', { hasText: 'Wait for the interpreter.' }).waitFor();
  await page.context().close();
});

test('[RL7] words in a box that a colleague took away stay in the card, and become an answer', async () => {
  const [priya, tom] = [await person('priya'), await person('tom')];
  const thread = await startThread(priya, {
    kind: 'critical',
    subject: { on: 'section', sectionKey: 'medicines' },
    comment: comment('Hold the morning tablets.'),
  });
  const { page, card } = await openThread('tom', thread);
  await card.getByLabel('What I understood and will do').fill('I hold them until');
  const readBack = await changeThread(tom, thread, {
    type: 'read-back',
    comment: comment('I hold them until noon.'),
  });
  await changeThread(priya, readBack, { type: 'confirm' });
  await card.getByText(/the box in which you wrote this is not here any more/).waitFor();
  expect(await card.getByText('I hold them until', { exact: true }).count()).toBe(1);
  expect(await axeFindings(page, `[data-thread="${thread.id}"]`)).toEqual([]);
  await card.getByRole('button', { name: 'Use as an answer' }).click();
  expect(await card.getByPlaceholder(/Answer/).inputValue()).toBe('I hold them until');
  await expect.poll(() => card.getByText(/not here any more/).count()).toBe(0);
  await card.getByTestId('thread-toggle').click();
  await page.locator(`[data-thread="${thread.id}"]`, { hasText: 'words of yours' }).waitFor();
  await page.context().close();
});

test('[RL7] what was refused for a thread that is gone keeps its words on the page', async () => {
  const thread = await startThread(await person('hannah'));
  const { page, card } = await openThread('priya', thread);
  await card.getByPlaceholder(/Answer/).fill('Sent too late.');
  await page.route(`**/threads*/**`, (route) => route.fulfill({ status: 404, body: '' }));
  const without = (words: string): string => {
    const whole = JSON.parse(words) as { readonly threads: readonly ThreadView[] };
    const threads = whole.threads.filter(({ id }) => id !== thread.id);
    return JSON.stringify({ ...whole, threads });
  };
  await page.route('**/threads?**', (route) =>
    answerChanged(route, without, route.request().url().replace(/\?.*$/u, '')),
  );
  await card.getByPlaceholder(/Answer/).press('Control+Enter');
  await card.getByText(/not open to you any more/).waitFor();
  await reply(await person('hannah'), thread, 'Anything that makes the page ask.');
  const lost = page.getByRole('region', { name: /for a thread that is not here/ });
  await lost.getByText('Sent too late.').waitFor();
  await lost.getByRole('button', { name: 'Edit and send again' }).click();
  await lost.getByText('There is no free box for these words now').waitFor();
  expect(await lost.getByText('Sent too late.').count()).toBe(1);
  await page.context().close();
});

test('[CM14] while people disagree whether it is critical, it is critical on the card and is read back there', async () => {
  const [hannah, priya] = [await person('hannah'), await person('priya')];
  const thread = await startThread(hannah, {
    subject: { on: 'section', sectionKey: 'medicines' },
    comment: comment('Hold the evening tablets?'),
  });
  const marks = [
    [priya, 'critical'],
    [hannah, 'information'],
  ] as const;
  for (const [who, value] of marks)
    await changeThread(who, thread, { type: 'mark', kind: { value, baseVersion: 1 } });
  const { page, card } = await openThread('tom', thread);
  expect(await card.getAttribute('data-kind')).toBe('critical');
  await page.getByRole('button', { name: 'Critical', exact: true }).click();
  await card.getByLabel('What I understood and will do').fill('I hold them tonight.');
  await card.getByRole('button', { name: 'Read back', exact: true }).click();
  await card.locator('li', { hasText: 'I hold them tonight.' }).waitFor();
  await page.context().close();
});

test('[CM5] a comment whose words are all deleted while it is edited stays empty', async () => {
  const thread = await startThread(await person('hannah'));
  const { page, card } = await openThread('hannah', thread);
  await card.getByRole('button', { name: 'Edit my comment' }).click();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Backspace');
  const box = card.getByRole('textbox', { name: 'Edit my comment' });
  expect(await box.inputValue()).toBe('');
  expect(await card.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
  await page.keyboard.type('New');
  expect(await box.inputValue()).toBe('New');
  await card.getByRole('button', { name: 'Cancel' }).click();
  await card.getByText('Two helpers or one?').waitFor();
  await page.context().close();
});

test('[RL9] what comes into a card in a tab that nobody looks at is new until somebody does', async () => {
  const hannah = await person('hannah');
  const thread = await startThread(hannah);
  const priya = await person('priya');
  const { page, card } = await openThread('priya', thread);
  const threadAtServer = async (): Promise<ThreadView | undefined> => {
    const { threads } = await threadsOf(priya, thread.planId);
    return threads.find(({ id }) => id === thread.id);
  };
  const readCount = async (): Promise<number | undefined> => (await threadAtServer())?.readCount;
  await expect.poll(readCount).toBe(1);
  await setVisibility(page, 'hidden');
  await reply(hannah, thread, 'And at night?');
  await card.locator('li', { hasText: 'And at night?' }).waitFor();
  // Behind a mark that was sent earlier, this answer would tell of it.
  await card.getByPlaceholder(/Answer/).fill('Both.');
  await card.getByPlaceholder(/Answer/).press('Control+Enter');
  await expect.poll(() => threadAtServer().then((told) => told?.comments.length)).toBe(3);
  expect(await readCount()).toBe(1);
  await setVisibility(page, 'visible');
  await expect.poll(readCount).toBe(3);
  await page.context().close();
});

test('[RL4] what is pressed and goes away leaves the keyboard in its card', async () => {
  const thread = await startThread(await person('hannah'));
  const { page, card } = await openThread('hannah', thread);
  const focused = (): Promise<unknown> =>
    page.evaluate(
      'document.activeElement?.closest(`[data-thread]`)?.dataset.thread ?? document.activeElement?.tagName',
    );
  await card.getByRole('button', { name: 'Edit my comment' }).press('Enter');
  await page.keyboard.type(' Now?');
  await card.getByRole('button', { name: 'Save' }).press('Enter');
  await card.getByText('edited').waitFor();
  expect(await focused()).toBe(thread.id);
  await card.getByRole('button', { name: 'Resolve' }).press('Enter');
  await card.getByText(/Resolved by Hannah/).waitFor();
  expect(await focused()).toBe(thread.id);
  await page.keyboard.press('Escape');
  await card.waitFor({ state: 'detached' });
  await page.context().close();
});

test('[RL4] Escape in a box leaves only that box, closing earlier words too, and the keyboard is on what opened it', async () => {
  const thread = await startThread(await person('hannah'), {
    subject: { on: 'section', sectionKey: 'medicines' },
  });
  const author = await openThread('hannah', thread);
  const edit = author.card.getByRole('button', { name: 'Edit my comment' });
  await edit.press('Enter');
  await author.page.keyboard.press('Escape');
  await expect.poll(() => isFocused(edit)).toBe(true);
  expect(await author.card.getByRole('button', { name: 'Save' }).count()).toBe(0);
  await edit.press('Enter');
  await author.page.keyboard.type(' Now?');
  await author.page.keyboard.press('Escape');
  await expect.poll(() => isFocused(edit)).toBe(true);
  await author.card.getByRole('button', { name: 'Save' }).click();
  const edited = author.card.getByRole('button', { name: 'edited' });
  await edited.press('Enter');
  await author.page.getByRole('dialog').getByText('Two helpers or one? Now?').waitFor();
  await author.page.keyboard.press('Escape');
  await expect.poll(() => isFocused(edited)).toBe(true);
  await author.page.context().close();

  const { page, card } = await openThread('priya', thread);
  const resolve = card.getByRole('button', { name: 'Resolve' });
  await resolve.press('Enter');
  await card.getByRole('button', { name: 'Cancel' }).waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => isFocused(resolve)).toBe(true);
  await card.getByPlaceholder(/Answer/).click();
  await page.keyboard.type('Half an answer');
  await page.keyboard.press('Escape');
  await expect.poll(() => isFocused(card.getByTestId('thread-toggle'))).toBe(true);
  expect(await card.getByPlaceholder(/Answer/).inputValue()).toBe('Half an answer');
  await page.keyboard.press('Escape');
  await card.waitFor({ state: 'detached' });
  await page.context().close();
});

test('[PG10] axe finds nothing in cards and composer, in light and dark', async () => {
  const thread = await startThread(await person('hannah'));
  await reply(await person('priya'), thread, 'Two.');
  const { page } = await openThread('hannah', thread);
  for (const colorScheme of ['light', 'dark'] as const) {
    await showIn(page, colorScheme);
    expect(await axeFindings(page, '[data-rail]')).toEqual([]);
  }
  await page.getByRole('button', { name: /^Comment on the section Walking/ }).click();
  await page.getByTestId('thread-composer').waitFor();
  for (const kind of ['sbar', 'critical'])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.getByLabel('Kind').selectOption(kind);
      await showIn(page, colorScheme);
      expect(await axeFindings(page, '[data-testid="thread-composer"]')).toEqual([]);
    }
  await page.context().close();
});
