import { type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { axeFindings, showIn } from '../support/axe.ts';
import {
  askAs,
  elenasPlan,
  launchBrowser,
  newProfile,
  openAs,
  openPlanAs,
  putCaret,
  saveWords,
} from '../support/browser.ts';
import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';

let server: InProcessServer;
let browser: Browser;
let plan: string;

beforeAll(async () => {
  [server, browser] = await Promise.all([startInProcess(), launchBrowser()]);
  plan = await elenasPlan(server.url);
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

/** Every screen: who opens it, and how it is known to be there. */
const screens: readonly (readonly [
  name: string,
  open: (look: Parameters<typeof newProfile>[1]) => Promise<Page>,
])[] = [
  ['sign-in', async (look) => await at(look, undefined, '/', 'Who are you working as?')],
  ['home', async (look) => await at(look, 'priya', '/', 'My plans, Priya')],
  ['plan', async (look) => await live(await at(look, 'priya', plan, 'Stroke rehabilitation plan'))],
  ['patient', async (look) => await live(await at(look, 'elena', plan, 'Elena’s plan'))],
  ['alliance', openAlliance],
];

describe.each(screens)('%s', (_name, open) => {
  let page: Page;
  beforeAll(async () => void (page = await open({})));
  afterAll(() => page.context().close());

  test.each(['light', 'dark'] as const)('[PG10] axe finds nothing, in %s', async (colorScheme) => {
    await showIn(page, colorScheme);
    expect(await axeFindings(page)).toEqual([]);
  });

  test.each([
    [1440, 900],
    [360, 640],
  ])('[PG18] at %i × %i it says that everything is synthetic', async (width, height) => {
    await page.setViewportSize({ width, height });
    const label = page.getByText(/Demo.*synthetic/).locator('visible=true');
    await expect.poll(() => label.count()).toBe(1);
  });

  test('[PG11] from 320 to 3840 pixels nothing scrolls sideways', async () => {
    for (const width of [320, 768, 1280, 2560, 3840]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    }
  });
});

test('[PG10] axe does find what is wrong: a button without a name, and words of too little contrast in the dark', async () => {
  const page = await at({}, undefined, '/', 'Who are you working as?');
  await showIn(page, 'dark');
  await page.evaluate(`document.querySelector('main').insertAdjacentHTML('beforeend',
    '<button></button><p style="color: #333">Dark on dark.</p>')`);
  expect((await axeFindings(page)).map((line) => line.split(':')[0])).toEqual([
    'button-name',
    'color-contrast',
  ]);
  await page.context().close();
});

test('[NW4] on a phone every call row of the plan is in the first window, without scrolling', async () => {
  const page = await at({ width: 360, height: 640 }, 'tom', plan, 'Stroke rehabilitation plan');
  const rows = page.getByTestId('call-row');
  await rows.first().waitFor();
  const boxes = await Promise.all((await rows.all()).map((row) => row.boundingBox()));
  expect(boxes.length).toBe(7);
  const bar = await page.getByRole('navigation', { name: 'Quick ways' }).boundingBox();
  for (const box of boxes) expect((box?.y ?? 640) + (box?.height ?? 0)).toBeLessThan(bar?.y ?? 0);
  expect(await page.evaluate('window.scrollY')).toBe(0);
  await rows.getByText('A fall, with or without injury').click();
  await rows.getByText('do not lift her, look at head, hip and right arm').waitFor();
  await page.context().close();
});

test('[NW5] the Now panel says who is here, how to reach them and who is next', async () => {
  const page = await at({}, 'hannah', plan, 'Stroke rehabilitation plan');
  const now = page.getByRole('region', { name: 'Now' });
  await now.getByText('Dr Priya Raman').waitFor();
  await now.getByText('ext. 4410, pager 118').waitFor();
  await now.getByText(/Rehab nurse · .*Next: /).waitFor();
  expect(await now.getByText('Robin').count()).toBe(0);
  await page.context().close();
});

test('[NW6] what changed since I looked stays until I say that I have read it', async () => {
  const page = await at({}, 'janelle', plan, 'Stroke rehabilitation plan');
  const outline = page.getByRole('navigation', { name: 'Sections' });
  await outline.getByText('New').first().waitFor();
  await page.reload();
  await outline.getByText('New').first().waitFor();
  await page.getByRole('button', { name: 'Mark as read' }).click();
  await page.getByText('Nothing has changed since you last looked.').waitFor();
  expect(await outline.getByText('New').count()).toBe(0);
  await page.context().close();
});

test('[NW8] at 1440 × 900 the Now panel leaves the first section in the first window, and nothing of it is cut', async () => {
  const page = await at({ width: 1440, height: 900 }, 'priya', plan, 'Stroke rehabilitation plan');
  const now = page.getByRole('region', { name: 'Now' });
  await live(page);
  const urgent = await now.getByTestId('urgent-row').first().boundingBox();
  const height = ((await now.boundingBox())?.height ?? 900) - (urgent?.height ?? 0);
  expect(height).toBeLessThanOrEqual(0.46 * 900);
  const text = await page.locator('#what-matters .ProseMirror > *').nth(1).boundingBox();
  expect((text?.y ?? 900) + (text?.height ?? 0)).toBeLessThan(900);
  const cut = `[...document.querySelectorAll('#now [data-part], #now [data-part] *')]
    .filter((each) => each.clientWidth > 1 && each.scrollWidth > each.clientWidth + 1)
    .map((each) => each.textContent)`;
  for (const width of [1600, 1440, 1200]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await page.evaluate(cut)).toEqual([]);
  }
  await page.context().close();
});

test('[NW9] folded, the Now panel is one line that counts it, for this person only, and keeps nothing of the plan', async () => {
  const profile = await newProfile(browser, { width: 1440, height: 900 });
  const mine = await openAs(profile, server.url, 'marcus', plan);
  const fold = mine.getByRole('button', { name: /^Now/ });
  await fold.click();
  await expect.poll(() => fold.textContent()).toMatch(/7 whom to call · 6 precautions · \d change/);
  expect(await fold.getAttribute('aria-expanded')).toBe('false');
  expect(await mine.getByTestId('call-row').first().isVisible()).toBe(false);
  await mine.reload();
  await expect.poll(() => fold.getAttribute('aria-expanded')).toBe('false');
  const theirs = await openAs(profile, server.url, 'sofia', plan);
  await theirs.getByTestId('call-row').first().waitFor();
  const kept: unknown = await mine.evaluate('JSON.stringify(localStorage)');
  expect(String(kept)).toMatch(/^\{"alliance\.now-folded\.[\w-]+":""\}$/);
  await fold.click();
  await mine.getByTestId('call-row').first().waitFor();
  expect(await mine.evaluate('localStorage.length')).toBe(0);
  await profile.close();
});

test('[NW10] a time that is not today’s says its day', async () => {
  const profile = await newProfile(browser);
  const page = await profile.newPage();
  const next = await nextNurse(server.url);
  const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(
    next,
  );
  const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'short' }).format(next);
  const day = new Date(next.getFullYear(), next.getMonth(), next.getDate(), 0, 1).getTime();
  const said = [
    [0, time],
    [1, `tomorrow ${time}`],
    [2, `${weekday} ${time}`],
  ] as const;
  for (const [daysBefore, words] of said) {
    // 23 hours and not a day: also where the clocks change that night, it is the day before.
    await page.clock.setFixedTime(day - daysBefore * 23 * 60 * 60_000);
    await page.goto(`${server.url}${plan}?as=tom`);
    const row = page.getByRole('region', { name: 'Now' }).getByText(/Rehab nurse · /);
    await expect.poll(() => row.textContent()).toMatch(new RegExp(`, ${words}$`));
  }
  await profile.close();
});

test('[PG19] the name at a caret says the discipline once, and behind the last word it stands beside the text', async () => {
  const profile = await newProfile(browser, { width: 1600, height: 900 });
  const reader = await openPlanAs(profile, server.url, 'priya', 'snapshot');
  const writer = await openPlanAs(profile, server.url, 'tom', 'snapshot');
  await putCaret(writer, 'snapshot', -1);
  const name = reader.locator('#snapshot .is-last .colleague-name');
  await expect.poll(() => name.textContent()).toBe('Tom Akerele RN');
  const caret = await reader.locator('#snapshot .colleague-caret').boundingBox();
  const label = await name.boundingBox();
  expect(label?.x).toBeGreaterThan(caret?.x ?? Infinity);
  expect(label?.y).toBeGreaterThan((caret?.y ?? Infinity) - 8);
  await writer.keyboard.press('Home');
  await reader.locator('#snapshot .colleague-caret:not(.is-last)').waitFor({ state: 'attached' });
  // The same caret back at the end: it has moved, and is placed anew.
  await writer.keyboard.press('End');
  await reader.locator('#snapshot .colleague-caret.is-last').waitFor({ state: 'attached' });
  await profile.close();
});

test('[NW7] a call row appears while a colleague types it', async () => {
  const profile = await newProfile(browser);
  const reader = await openPlanAs(profile, server.url, 'marcus', 'what-matters');
  const writer = await openPlanAs(profile, server.url, 'priya', 'contingency');
  const last = writer.locator('#contingency .ProseMirror [data-kind="bullet"]').last();
  await last.click();
  await writer.keyboard.press('End');
  await writer.keyboard.press('Enter');
  await writer.keyboard.type('Nosebleed → lean forward → rehab nurse, ext. 4412');
  const row = reader.getByTestId('call-row').filter({ hasText: 'Nosebleed' });
  await expect.poll(() => row.textContent()).toContain('rehab nurse, ext. 4412');
  await profile.close();
});

test('[PG2] every section is readable before any editor is loaded, and nothing moves when the editors take over', async () => {
  const profile = await newProfile(browser);
  await profile.route('**/assets/section-editor*.js', (route) => route.abort());
  const before = await openAs(profile, server.url, 'sofia', plan);
  await before.getByText('Editing could not be loaded').waitFor();
  await before.getByText('Never pull on the right arm').last().waitFor();
  const waiting = await heightsOf(before);
  await profile.unroute('**/assets/section-editor*.js');
  const after = await openAs(profile, server.url, 'sofia', plan);
  await after.getByText('Never pull on the right arm').last().waitFor();
  for (const section of await after.locator('#plan').getByRole('article').all()) {
    await section.scrollIntoViewIfNeeded();
    await section.locator('.ProseMirror').waitFor();
  }
  expect(await heightsOf(after)).toEqual(waiting);
  await profile.close();
});

test('[PG3] a section that I may read says so, and typing there names whom to ask', async () => {
  const page = await openPlanAs(await newProfile(browser), server.url, 'hannah', 'medicines');
  const section = page.getByRole('article', { name: 'Medicines plan' });
  await section.getByText('You can comment').waitFor();
  await section.locator('.ProseMirror').click();
  await page.keyboard.press('Backspace');
  await expect
    .poll(() => section.textContent())
    .toMatch(/nothing was changed.*Dr Priya Raman \(Rehab physician, ext\. 4410/);
  await page.context().close();
});

test('[PG7] Alt with an arrow goes from section to section, F6 from region to region', async () => {
  const page = await openPlanAs(await newProfile(browser), server.url, 'priya', 'snapshot');
  await page.keyboard.press('Alt+ArrowDown');
  await page.waitForURL(/health-concerns$/);
  await page.keyboard.press('Alt+ArrowUp');
  await page.waitForURL(/snapshot$/);
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Stroke snapshot');
  for (const region of ['rail', 'bar']) {
    await page.keyboard.press('F6');
    expect(await page.evaluate('document.activeElement.dataset.region')).toBe(region);
  }
  for (let region = 0; region < 2; region += 1) await page.keyboard.press('Shift+F6');
  expect(await page.evaluate('document.activeElement.dataset.region')).toBe('plan');
  await page.context().close();
});

test('[PG31] an address that leads nowhere, or to somebody unknown, or is not open to me, says so and leads on', async () => {
  const profile = await newProfile(browser);
  const page = await openAs(profile, server.url, 'priya');
  const response = await page.goto(`${server.url}/nonsense/x`);
  expect(response?.status()).toBe(404);
  await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
  await page.getByRole('link', { name: 'Go to my plans' }).click();
  await page.getByRole('heading', { name: 'My plans, Priya' }).waitFor();
  await page.goto(`${server.url}/plans/00000000-0000-7000-8000-000000000000`);
  await page.getByText('This page is not open to you').waitFor();
  await page.getByRole('link', { name: 'Go to my plans' }).click();
  await page.getByRole('heading', { name: 'My plans, Priya' }).waitFor();
  const stranger = await (await newProfile(browser)).newPage();
  await stranger.goto(`${server.url}/?as=nobody`);
  await stranger.getByText('names somebody who is not in the demonstration').waitFor();
  await stranger.getByRole('button', { name: /Tom/ }).click();
  await stranger.getByRole('heading', { name: 'My plans, Tom' }).waitFor();
  await stranger.context().close();
  await profile.close();
});

test('[PG32] at 360 pixels side by side has its whole button', async () => {
  const page = await at(
    { width: 360, height: 640 },
    'priya',
    `${plan}?beside=tom&as=priya#`,
    'Two people side by side',
  );
  const cut = `[...document.querySelectorAll('header *')].filter((each) => each.clientWidth > 1 && each.scrollWidth > each.clientWidth + 1).map((each) => each.outerHTML)`;
  expect(await page.evaluate(cut)).toEqual([]);
  await page.context().close();
});

test('[PG33] on a screen of 3840 pixels letters and columns grow', async () => {
  const page = await live(
    await at({ width: 3840, height: 2160 }, 'priya', plan, 'Stroke rehabilitation plan'),
  );
  const size = `parseFloat(getComputedStyle(document.querySelector('.prose p')).fontSize)`;
  expect(await page.evaluate(size)).toBeGreaterThan(26);
  const text = await page.locator('#what-matters').boundingBox();
  expect(text?.width).toBeGreaterThan(1400);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(3840);
  await page.context().close();
});

test('[PG14] home says whose plan, my seat, what is new, and what an alliance still lacks', async () => {
  const page = await at({}, 'tom', '/', 'My plans, Tom');
  const cards = page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading') });
  await expect
    .poll(() => cards.filter({ hasText: 'Elena Vargas' }).textContent())
    .toMatch(/\d sections? with changes.*You are Rehab nurse.*active/);
  await expect
    .poll(() => cards.filter({ hasText: 'Walter Jensen' }).textContent())
    .toMatch(/You are Registered nurse.*forming.*No pharmacist has accepted yet\./);
  await page.context().close();
});

test('[PG15] the alliance page says who sits where, what they offer and what they need', async () => {
  const page = await openAlliance({});
  const seat = page.getByRole('listitem').filter({ hasText: 'Hannah Lindqvist' }).first();
  await expect
    .poll(() => seat.textContent())
    .toMatch(/What you can expect from me.*What I need from you/);
  await page.context().close();
});

describe('the patient’s page', () => {
  let page: Page;
  beforeAll(async () => void (page = await live(await at({}, 'elena', plan, 'Elena’s plan'))));
  afterAll(() => page.context().close());

  test('[PP1] it has none of the clinicians’ tools, and large letters', async () => {
    expect(await page.getByRole('toolbar').count()).toBe(0);
    expect(await page.getByRole('navigation').count()).toBe(0);
    expect(await page.getByRole('article').count()).toBe(0);
    expect(await page.getByText(/You can (read|edit)/).count()).toBe(0);
    expect(await page.evaluate('getComputedStyle(document.querySelector("main")).fontSize')).toBe(
      '18px',
    );
  });

  test('[PP2] patient and daughter write What matters together, and the page says when it is saved', async () => {
    const profile = await newProfile(browser);
    const elena = await live(await openAs(profile, server.url, 'elena', plan));
    const lucia = await live(await openAs(profile, server.url, 'lucia', plan));
    await elena.locator('.ProseMirror p').last().click();
    await elena.keyboard.type(' Gracias.');
    await lucia.getByText('Gracias.').waitFor();
    await expect.poll(() => saveWords(elena)).toMatch(/^Saved \d\d:\d\d$/);
    await profile.close();
  });

  test('[PP6] to the family it speaks of the patient', async () => {
    const lucia = await at({}, 'lucia', plan, 'Elena’s plan');
    await lucia.getByRole('heading', { name: 'What matters to Elena' }).waitFor();
    expect(await lucia.getByText('What matters to me').count()).toBe(0);
    await lucia.context().close();
  });

  test('[PP3] the goals stand there in plain words, each with the part of the plan it is from', async () => {
    const goals = page.getByRole('region', { name: 'My goals' }).getByRole('listitem');
    await expect
      .poll(() => goals.allTextContents())
      .toContainEqual(expect.stringMatching(/Going home$/));
  });

  test('[PP4] what to do if something happens: what I see, and who is called when I tell a nurse', async () => {
    const steps = page.getByRole('region', { name: 'What to do if …' }).getByRole('listitem');
    await expect
      .poll(() => steps.first().textContent())
      .toMatch(/Face drooping.*rapid response team, ext\. 2222/);
    await page.getByText('Tell a nurse at once, with the call bell').waitFor();
    const all = (await steps.allTextContents()).join('\n');
    expect(all).toMatch(/A fall.*rehab physician/);
    expect(all).not.toMatch(/pager|nothing by mouth|measure oxygen/);
  });

  test('[PP5] the team is there with what they help with and how to reach them, without the robot', async () => {
    const team = page.getByRole('region', { name: 'My team' });
    await expect
      .poll(() => team.textContent())
      .toMatch(/Hannah Lindqvist.*Helps you to walk and move.*Call: ext\. 4415/);
    expect(await team.textContent()).not.toContain('Robin');
  });
});

async function at(
  look: Parameters<typeof newProfile>[1],
  persona: string | undefined,
  address: string,
  heading: string,
): Promise<Page> {
  const profile = await newProfile(browser, look);
  const page = await profile.newPage();
  await page.goto(`${server.url}${address}${persona === undefined ? '' : `?as=${persona}`}`);
  await page.getByRole('heading', { name: heading }).waitFor();
  if (persona === undefined) await page.getByRole('button', { name: /Lucia/ }).waitFor();
  return page;
}

async function live(page: Page): Promise<Page> {
  await page.locator('.ProseMirror').first().waitFor();
  return page;
}

async function openAlliance(look: Parameters<typeof newProfile>[1]): Promise<Page> {
  const page = await at(look, 'priya', '/', 'My plans, Priya');
  await page.getByRole('link', { name: /stroke rehabilitation alliance/i }).click();
  await page.getByRole('heading', { name: 'Who sits where' }).waitFor();
  return page;
}

/** When the next nurse comes, as the server says it. */
async function nextNurse(url: string): Promise<Date> {
  const view: unknown = await askAs(url, 'tom', (get) => get(`/api${plan}`));
  const [, from = ''] =
    /"disciplineKey":"rehab-nurse".*?"next":\{[^}]*"from":"([^"]+)"/.exec(JSON.stringify(view)) ??
    [];
  return new Date(from);
}

async function heightsOf(page: Page): Promise<unknown> {
  return page.evaluate(
    `[...document.querySelectorAll('#plan article')].map((article) => [article.id, article.querySelector('.prose').getBoundingClientRect().height])`,
  );
}
