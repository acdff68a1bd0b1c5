import { type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';

import { axeFindings, showIn } from '../support/axe.ts';
import { elenasPlan, launchBrowser, newProfile, openAs } from '../support/browser.ts';
import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';
import { type PersonaKey, type SignedIn, signIn } from '../support/people.ts';
import { comment, reply, startThread, threadsOf } from '../support/threads.ts';

let server: InProcessServer;
let browser: Browser;
let plan: string;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser.close());

// Each test meets the demonstration as it is in the beginning.
beforeEach(async () => {
  server = await startInProcess();
  plan = await elenasPlan(server.url);
  return () => server.close();
});

const asked = 'Can the training be at 18:00?';
const question = { on: 'section', sectionKey: 'what-matters' } as const;

describe('what stands there', () => {
  test('[PP7] a question waits since a day that is said, and is answered by somebody with what they do', async () => {
    const page = await open('lucia');
    const mine = questionWith(page, asked);
    await mine.getByText(/Waiting for an answer since (yesterday|\d+ \w+) \d\d:\d\d/).waitFor();
    const tom = await signIn(server.url, 'tom');
    await reply(tom, await luciasQuestion(tom), 'Yes, from Monday.');
    await mine.getByText('Answered by Tom Akerele RN · Elena’s nurse').waitFor();
    await mine.getByText('New', { exact: true }).waitFor();
    await page.getByText('1 new message').waitFor();
    await mine.getByRole('button').click();
    await mine.getByText('Yes, from Monday.').waitFor();
    await expect.poll(() => page.getByText('1 new message').count()).toBe(0);
    await page.reload();
    await mine.getByText('Answered by Tom').waitFor();
    expect(await mine.getByText('New', { exact: true }).count()).toBe(0);
  });

  test('[PP7] newest activity first; what the team begins appears by itself, with a mark', async () => {
    const elena = await signIn(server.url, 'elena');
    await startThread(elena, { ...shared('Can Lucia stay tonight?'), subject: question });
    const page = await open('elena');
    const list = page.locator('[data-thread]');
    await expect.poll(() => list.count()).toBe(2);
    expect(await list.allTextContents()).toEqual([
      expect.stringContaining('Can Lucia stay tonight?'),
      expect.stringContaining(asked),
    ]);
    await startThread(await signIn(server.url, 'hannah'), shared('We walk at nine tomorrow.'));
    const news = list.first();
    await news.getByText('We walk at nine tomorrow.').waitFor();
    expect(await news.textContent()).toMatch(
      /^NewHannah Lindqvist PT wrote to you · Walking and moving.*Helps you to walk and move$/,
    );
  });

  test('[PP12] nothing of what the team says among itself, or of a section that is hidden, reaches the page', async () => {
    const told: string[] = [];
    const page = await profileOf();
    const tab = await page.newPage();
    tab.on('response', (response) => {
      if (response.url().includes('/api/'))
        void response.text().then(
          (text) => told.push(text),
          () => undefined,
        );
    });
    const priya = await signIn(server.url, 'priya');
    await startThread(priya, {
      ...shared('Apixaban from Thursday?'),
      subject: { on: 'section', sectionKey: 'medicines' },
    });
    await tab.goto(`${server.url}${plan}?as=lucia`);
    await questionWith(tab, asked).waitFor();
    expect(await tab.locator('[data-thread]').count()).toBe(1);
    expect(told.join(' ')).toContain(asked);
    expect(told.join(' ')).not.toMatch(/Apixaban|dizzy about 20 minutes|hold thin fluids/);
    const choices = await tab.getByLabel('What is it about?').locator('option').allTextContents();
    expect(choices).toEqual([
      'What matters',
      'Walking and moving',
      'Washing, dressing and daily things',
      'Eating, drinking and speaking',
      'Going home',
      'What to do if something happens',
      'I am not sure',
    ]);
  });

  test('[PP7] a link to a question opens it, and only it', async () => {
    const { id } = await luciasQuestion(await signIn(server.url, 'lucia'));
    const page = await open('elena', {}, `?thread=${id}`);
    await page.getByRole('button', { name: /Lucia Vargas.* asked/, expanded: true }).waitFor();
    const button = questionOf(page, id).getByRole('button', { expanded: true });
    await expect
      .poll(() => page.evaluate('document.activeElement.closest("[data-thread]")?.dataset.thread'))
      .toBe(id);
    await button.click();
    await expect.poll(() => page.url()).not.toContain('thread=');
  });
});

describe('asking and answering', () => {
  test('[PP8] Lucia asks, Janelle finds it in what needs her and answers in the plan, Lucia sees it come', async () => {
    const lucia = await open('lucia');
    await lucia.getByLabel('What would you like to ask or tell Elena’s team?').fill('Who phones?');
    expect(await lucia.getByLabel('What is it about?').inputValue()).toBe('going-home');
    await lucia.getByRole('button', { name: 'Send to the team' }).click();
    await lucia.getByText(/^Sent \d\d:\d\d\. The team sees it\./).waitFor();
    const mine = questionWith(lucia, 'Who phones?');
    await mine.getByText('Waiting for an answer since').waitFor();

    const janelle = await openAs(await profileOf(), server.url, 'janelle');
    const row = janelle.getByRole('listitem').filter({ hasText: 'Who phones?' });
    await row.getByText('Waiting for an answer').waitFor();
    await row.getByRole('link', { name: /^Answer/ }).click();
    const card = janelle.getByRole('article').filter({ hasText: 'Who phones?' });
    await card.getByLabel('Answer').fill('I phone you tomorrow at six.');
    await card.getByRole('button', { name: 'Send' }).click();

    await mine.getByText('Answered by Janelle Brooks MSW · Plans Elena’s way home').waitFor();
    await mine.getByRole('button').click();
    await mine.getByText('I phone you tomorrow at six.').waitFor();
    await mine.getByLabel('Write an answer').fill('Thank you. And who phones my brother?');
    await mine.getByRole('button', { name: 'Send' }).click();
    await janelle.getByText('Thank you. And who phones my brother?').waitFor();
    await mine.getByText('Waiting for an answer since').waitFor();
  });

  test('[PP16] a double press sends once, blames nobody, and says beside the button when it was sent', async () => {
    const page = await open('elena', { width: 375, height: 812 });
    const ask = page.getByRole('link', { name: 'Ask my team' });
    const linked = await ask.boundingBox();
    expect((linked?.y ?? 812) + (linked?.height ?? 0)).toBeLessThan(400);
    await page.getByRole('button', { name: 'Send to my team' }).waitFor();
    await ask.click();
    const focused = 'document.activeElement.closest("#ask-team") && document.activeElement.tagName';
    await expect.poll(() => page.evaluate(focused)).toBe('TEXTAREA');
    await page.keyboard.type('May I have my radio?');
    const send = page.getByRole('button', { name: 'Send to my team' });
    await send.dblclick();
    const said = page.getByText(/^Sent \d\d:\d\d\. Your team sees it\./);
    await said.waitFor();
    expect(await page.getByText('Write your words first.').count()).toBe(0);
    const below = ((await said.boundingBox())?.y ?? 0) - ((await send.boundingBox())?.y ?? 0);
    expect(below).toBeGreaterThan(0);
    expect(below).toBeLessThan(120);
    const elena = await signIn(server.url, 'elena');
    expect(await threadsWith(elena, 'May I have my radio?')).toHaveLength(1);
  });

  test('[PP8] Elena asks without being sure what it is about: lead and steward hear of it', async () => {
    const page = await open('elena');
    const box = page.getByLabel('What would you like to ask or tell your team?');
    await page.getByRole('button', { name: 'Send to my team' }).click();
    await page.getByText('Write your words first.').waitFor();
    await box.fill('¿Cuándo puedo ver a mi nieto?');
    await page.getByLabel('What is it about?').selectOption('I am not sure');
    await box.press('Control+Enter');
    await page.getByText(/^Sent \d\d:\d\d\. Your team sees it\./).waitFor();
    expect(await box.inputValue()).toBe('');
    const told = await Promise.all(
      (['priya', 'tom', 'janelle', 'hannah'] as const).map(reasonFor('¿Cuándo puedo ver')),
    );
    expect(told).toEqual(['waiting', 'waiting', undefined, undefined]);
    const [thread] = await threadsWith(await signIn(server.url, 'tom'), '¿Cuándo');
    expect(thread).toMatchObject({ audience: 'shared', kind: { value: 'question' } });
  });

  test('[PP9] beside the box it is said that it is not for emergencies, and what is', async () => {
    const page = await open('elena');
    const box = page.getByRole('region', { name: 'My questions to the team' }).locator('form');
    expect(await box.textContent()).toContain(
      'Not for emergencies. For help right now use the call bell or phone the ward.',
    );
  });

  test('[PP15] below the questions it is said whether e-mails tell of answers, and how to change it', async () => {
    const page = await open('lucia');
    await page.getByRole('button', { name: 'E-mail: not set up here' }).click();
    const dialog = page.getByRole('dialog', { name: 'E-mail me' });
    await dialog.getByText('This server sends no e-mail.').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => dialog.count()).toBe(0);
  });

  test('[PP10] without connection the words wait, say so, and go once when it is back', async () => {
    const profile = await profileOf();
    const page = await open('elena', {}, '', profile);
    await profile.setOffline(true);
    const box = page.getByLabel('What would you like to ask or tell your team?');
    await box.fill('My arm hurts less today.');
    await page.getByRole('button', { name: 'Send to my team' }).click();
    const sent = page.locator('form [role=status]').last();
    await expect.poll(() => sent.textContent()).toMatch(/^Not sent yet.*go by themselves/);
    expect(await page.getByText(/^Sent \d/).count()).toBe(0);
    const mine = questionWith(page, 'My arm hurts less today.');
    await mine.getByText('Being sent').waitFor();
    await box.fill('A second thought');
    await profile.setOffline(false);
    await expect.poll(() => sent.textContent()).toMatch(/^Sent \d\d:\d\d\. Your team sees it\./);
    expect(await box.inputValue()).toBe('A second thought');
    const tom = await signIn(server.url, 'tom');
    expect(await threadsWith(tom, 'My arm hurts less today.')).toHaveLength(1);
  });

  test('[RL7] what a question is about is kept with its words, also when the page is left', async () => {
    const page = await open('lucia');
    const box = page.getByLabel('What would you like to ask or tell Elena’s team?');
    const about = page.getByLabel('What is it about?');
    await about.selectOption('Eating, drinking and speaking');
    await box.fill('May she eat ice cream?');
    // The way to her plans leads back to the only one she has: the page is made anew.
    const before = await box.getAttribute('id');
    await page.getByRole('link', { name: /my plans/i }).click();
    await expect.poll(() => box.getAttribute('id')).not.toBe(before);
    await expect.poll(() => box.inputValue()).toBe('May she eat ice cream?');
    expect(await about.inputValue()).toBe('swallowing-communication');
    await page.getByRole('button', { name: 'Send to the team' }).click();
    await questionWith(page, 'May she eat ice cream?').getByText('Waiting').waitFor();
    const [thread] = await threadsWith(await signedIn('lucia'), 'ice cream');
    expect(thread?.subject).toMatchObject({ sectionKey: 'swallowing-communication' });
  });

  test('[RL14] questions that cannot be loaded are not "nothing has been asked"', async () => {
    const profile = await profileOf();
    await profile.route('**/threads*', (route) => route.fulfill({ status: 500, body: '' }));
    const page = await openAs(profile, server.url, 'elena', plan);
    await page.getByText('The questions could not be loaded. Nothing is lost.').waitFor();
    expect(await page.getByText('Nothing has been asked yet').count()).toBe(0);
    await profile.unroute('**/threads*');
    await questionWith(page, asked).waitFor();
    await expect.poll(() => page.getByText('could not be loaded').count()).toBe(0);
  });

  test('[PP11] who asked says that it is answered; a thread of the team is not closed from here', async () => {
    const [tom, elena] = await Promise.all([signedIn('tom'), signedIn('elena')]);
    const mine = await startThread(elena, { ...shared('When is lunch?'), subject: question });
    const theirs = await startThread(tom, { ...shared('How was lunch?'), subject: question });
    const page = await open('elena', {}, `?thread=${mine.id}`);
    const card = questionOf(page, mine.id);
    await card.getByRole('button', { name: 'I no longer need an answer' }).waitFor();
    await reply(tom, mine, 'At noon.');
    await card.getByRole('button', { name: 'This answers my question' }).click();
    await card.getByText(/^Answered\. You said so, /).waitFor();
    await card.getByText('Something is still open?').waitFor();
    await questionOf(page, theirs.id).getByRole('button', { expanded: false }).click();
    await questionOf(page, theirs.id).getByLabel('Write an answer').waitFor();
    expect(await page.getByRole('button', { name: /answers my question|no longer/ }).count()).toBe(
      0,
    );
  });

  test('[PP14] a critical thread that speaks to Elena is important, and she reads it back', async () => {
    const tom = await signedIn('tom');
    await startThread(tom, {
      ...shared('No thin drinks before Sofia has seen you.'),
      kind: 'critical',
      subject: question,
    });
    await startThread(tom, shared('Lunch is at noon.'));
    const page = await open('elena');
    const card = page.locator('[data-thread]').first();
    await card.getByRole('button').click();
    await card.getByText('Important').waitFor();
    await card.getByLabel('What I understood and will do').fill('I drink thick water only.');
    await card.getByRole('button', { name: 'Read back' }).click();
    await card.getByText('I drink thick water only.').waitFor();
    await expect
      .poll(async () => (await threadsWith(tom, 'No thin drinks'))[0]?.readBack?.by.name)
      .toMatch(/^Elena/);
  });
});

describe('for everybody', () => {
  test('[PP13] a question is asked, opened and answered by keyboard alone', async () => {
    const page = await open('elena');
    const box = page.getByLabel('What would you like to ask or tell your team?');
    await box.focus();
    await page.keyboard.type('May I sit by the window?');
    await page.keyboard.press('Tab');
    await page.keyboard.press('End');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText(/^Sent \d\d:\d\d\. Your team sees it\./).waitFor();
    const mine = questionWith(page, 'May I sit by the window?');
    await mine.getByRole('button').focus();
    await page.keyboard.press('Enter');
    await mine.getByRole('button', { expanded: true }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.type('After lunch is fine.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await mine.locator('li').filter({ hasText: 'After lunch is fine.' }).waitFor();
    expect(await page.evaluate('document.activeElement.tagName')).toBe('TEXTAREA');
  });

  test('[PP13] an answer that comes moves no question to another place', async () => {
    const elena = await signedIn('elena');
    for (const words of ['First question?', 'Second question?'])
      await startThread(elena, { ...shared(words), subject: question });
    const page = await open('elena');
    const list = page.locator('[data-thread]');
    await expect.poll(() => list.count()).toBe(3);
    const before = await order(page);
    expect(new Set(before).size).toBe(3);
    const [first] = await threadsWith(elena, 'First question?');
    if (first === undefined) throw new Error('The first question is not there.');
    await reply(await signedIn('tom'), first, 'Yes.');
    await questionOf(page, first.id).getByText('Answered by Tom').waitFor();
    expect(await order(page)).toEqual(before);
    expect(before[0]).not.toBe(first.id);
  });

  test('[PP13] axe finds nothing at an open question, in light and dark, and at 320 pixels nothing is too small or too wide', async () => {
    const { id } = await luciasQuestion(await signedIn('lucia'));
    const page = await open('lucia', { width: 320, height: 640 }, `?thread=${id}`);
    await questionOf(page, id).getByLabel('Write an answer').waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await showIn(page, colorScheme);
      expect(await axeFindings(page)).toEqual([]);
    }
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    const region = page.getByRole('region', { name: 'Questions to the team' });
    const targets = region.locator('button, select, textarea');
    for (const target of await targets.all())
      expect((await target.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    const smallest: unknown = await page.evaluate(
      `Math.min(...[...document.querySelectorAll(
          '[aria-labelledby=questions-heading] :is(p, span, label, button, textarea, select)')]
            .filter((one) => one.closest('[aria-hidden]') === null)
            .map((one) => parseFloat(getComputedStyle(one).fontSize)))`,
    );
    expect(smallest).toBeGreaterThanOrEqual(18);
  });
});

/** A browser of somebody, which is closed at the end of the test. */
async function profileOf(look: Parameters<typeof newProfile>[1] = {}): Promise<BrowserContext> {
  const profile = await newProfile(browser, look);
  onTestFinished(() => profile.close());
  return profile;
}

/** Elena's plan as patient or family, with the questions. */
async function open(
  persona: 'elena' | 'lucia',
  look: Parameters<typeof newProfile>[1] = {},
  search = '',
  profile?: BrowserContext,
): Promise<Page> {
  const page = await openAs(
    profile ?? (await profileOf(look)),
    server.url,
    persona,
    `${plan}${search}`,
  );
  await page.locator('[data-thread]').first().waitFor();
  return page;
}

const questionWith = (page: Page, words: string) =>
  page.locator('[data-thread]').filter({ hasText: words });

const questionOf = (page: Page, id: string) => page.locator(`[data-thread="${id}"]`);

const signedIn = (persona: PersonaKey): Promise<SignedIn> => signIn(server.url, persona);

/** A thread that patient and family read too, on Walking and transfers. */
function shared(words: string) {
  return { audience: 'shared', comment: comment(words) } as const;
}

/** The threads of Elena's plan with these words, as a person sees them. */
async function threadsWith(person: SignedIn, words: string) {
  const { threads } = await threadsOf(person, (await person.plan()).id);
  return threads.filter(({ comments }) => JSON.stringify(comments).includes(words));
}

/** The questions on the page from above, by their ids. */
async function order(page: Page): Promise<readonly unknown[]> {
  const ids: unknown = await page.evaluate(
    "[...document.querySelectorAll('[data-thread]')].map((each) => each.dataset.thread)",
  );
  return Array.isArray(ids) ? ids : [];
}

/** The question that Lucia asks in the demonstration. */
async function luciasQuestion(person: SignedIn) {
  const [thread] = await threadsWith(person, asked);
  if (thread === undefined) throw new Error('Lucia’s question is not there.');
  return thread;
}

/** Why something with these words needs somebody, if it does. */
function reasonFor(words: string) {
  return async (persona: PersonaKey): Promise<unknown> => {
    const answer: unknown = await (await (await signedIn(persona)).fetch('/api/inbox')).json();
    const items: unknown = typeof answer === 'object' && answer ? Reflect.get(answer, 'items') : [];
    const item: unknown = (Array.isArray(items) ? items : []).find((each) =>
      JSON.stringify(each).includes(words),
    );
    return typeof item === 'object' && item ? Reflect.get(item, 'reason') : undefined;
  };
}
