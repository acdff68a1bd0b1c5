import packagedChromium from '@sparticuz/chromium';
import {
  type Browser,
  type BrowserContext,
  type Page,
  type Route,
  chromium,
} from 'playwright-core';

/** A real Chromium: the one from the lockfile, or the system's where `CHROMIUM` names it. */
export async function launchBrowser(): Promise<Browser> {
  const named = process.env['CHROMIUM'];
  const switches = packagedChromium.args.filter((one) => !unwanted.has(one));
  return chromium.launch({
    executablePath: named ?? (await packagedChromium.executablePath()),
    args: named === undefined ? [...switches, '--disable-gpu'] : [],
  });
}

/**
 * The package's switches are made for taking pictures of foreign pages. One process for all ends the browser with its
 * first crashed page; the others turn off what protects a user: tests must run in the browser that people have.
 */
const unwanted = new Set([
  '--single-process',
  '--disable-web-security',
  '--allow-running-insecure-content',
  '--disable-site-isolation-trials',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
]);

/** One profile of a browser: its tabs share cookies, as the tabs of one person's browser do. */
export async function newProfile(
  browser: Browser,
  look: {
    readonly width?: number;
    readonly height?: number;
    readonly colorScheme?: 'light' | 'dark';
  } = {},
): Promise<BrowserContext> {
  const { width = 1280, height = 800, colorScheme = 'light' } = look;
  const profile = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
  });
  // Shorter than a test: what was waited for is then named in the failure.
  profile.setDefaultTimeout(80_000);
  return profile;
}

/**
 * Answers what a page asks with the changed words of the server, which may be asked at another address; not at all when
 * the page was closed meanwhile: a page may ask at any moment, also while its test ends.
 */
export async function answerChanged(
  route: Route,
  change: (words: string) => string,
  askedAt: string = route.request().url(),
): Promise<void> {
  try {
    const response = await route.fetch({ url: askedAt });
    await route.fulfill({ response, body: change(await response.text()) });
  } catch (error) {
    if (!/disposed|closed/.test(String(error))) throw error;
  }
}

/** Opens a tab of the demonstration as a persona, at an address, and waits for the bar at the top. */
export async function openAs(
  profile: BrowserContext,
  url: string,
  persona: string,
  address = '/',
): Promise<Page> {
  const page = await profile.newPage();
  await page.goto(`${url}${address}${address.includes('?') ? '&' : '?'}as=${persona}`);
  await page.getByRole('banner').waitFor();
  return page;
}

/** Opens Elena's plan as a persona, at a section, and waits until that section is live. */
export async function openPlanAs(
  profile: BrowserContext,
  url: string,
  persona: string,
  section: string,
): Promise<Page> {
  const page = await openAs(profile, url, persona, `${await elenasPlan(url)}/${section}`);
  await page.locator(`#${section} .ProseMirror`).waitFor();
  return page;
}

/** The address of the page of Elena's plan. */
export async function elenasPlan(url: string): Promise<string> {
  return `/plans/${(await askAs(url, 'priya', findElenasPlan)).id}`;
}

/** Asks the server over HTTP as a persona, without any browser. */
export async function askAs<Answer>(
  url: string,
  persona: string,
  ask: (get: (path: string) => Promise<unknown>) => Promise<Answer>,
): Promise<Answer> {
  const session = await fetch(`${url}/api/demo/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ persona }),
  });
  const cookie = session.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return ask(async (path) => {
    const response = await fetch(`${url}${path}`, { headers: { cookie } });
    return response.json();
  });
}

/** The row of Elena's plan in the answer of `GET /api/plans`. */
export async function findElenasPlan(
  get: (path: string) => Promise<unknown>,
): Promise<{ readonly id: string }> {
  const plans: unknown = await get('/api/plans');
  const rows = Array.isArray(plans) ? plans : [];
  const row: unknown = rows.find((each) => JSON.stringify(each).includes('Elena Vargas'));
  if (typeof row === 'object' && row !== null && 'id' in row && typeof row.id === 'string')
    return { id: row.id };
  throw new Error('Elena has no plan in the list.');
}

/** The text of a section on the page, without the names at colleagues' carets. */
export async function textOf(page: Page, section: string): Promise<string> {
  // A string, because this package knows no DOM.
  const text: unknown = await page.evaluate(`(() => {
    const copy = document.querySelector('#${section} .ProseMirror').cloneNode(true);
    copy.querySelectorAll('.colleague-caret').forEach((caret) => caret.remove());
    return copy.textContent;
  })()`);
  return String(text);
}

/** Puts the caret at the end of a block of a section, counted from 0 or, below it, from the last. */
export async function putCaret(page: Page, section: string, block: number): Promise<void> {
  const blocks = page.locator(`#${section} .ProseMirror > *`);
  const target = block < 0 ? blocks.nth((await blocks.count()) + block) : blocks.nth(block);
  await target.click();
  await page.keyboard.press('End');
}

/** What the page says about saving. */
export async function saveWords(page: Page): Promise<string> {
  return (await page.getByTestId('save-state').first().textContent()) ?? '';
}
