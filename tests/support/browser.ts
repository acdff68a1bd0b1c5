import packagedChromium from '@sparticuz/chromium';
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core';

/** A real Chromium: the one from the lockfile, or the system's where `CHROMIUM` names it. */
export async function launchBrowser(): Promise<Browser> {
  const named = process.env['CHROMIUM'];
  // Its own switches are made for small machines; `--single-process` among them ends the browser with its first crashed page.
  const switches = packagedChromium.args.filter((switch_) => switch_ !== '--single-process');
  return chromium.launch({
    executablePath: named ?? (await packagedChromium.executablePath()),
    args: named === undefined ? switches : [],
  });
}

/** One profile of a browser: its tabs share cookies, as the tabs of one person's browser do. */
export function newProfile(
  browser: Browser,
  look: {
    readonly width?: number;
    readonly height?: number;
    readonly colorScheme?: 'light' | 'dark';
  } = {},
): Promise<BrowserContext> {
  const { width = 1280, height = 800, colorScheme = 'light' } = look;
  return browser.newContext({
    viewport: { width, height },
    colorScheme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
  });
}

/** Opens a tab as a persona of the demonstration by choosing them on the first screen, and waits for what comes after. */
export async function signIn(
  profile: BrowserContext,
  url: string,
  name: RegExp,
  path = '/',
): Promise<Page> {
  const page = await profile.newPage();
  await page.goto(`${url}${path}`);
  await page.getByRole('button', { name }).click();
  await page.getByRole('banner').waitFor();
  return page;
}

/** Opens the persona's plan of a patient from their list of plans. */
export async function openPlan(page: Page, patient: RegExp): Promise<void> {
  await page.getByRole('link', { name: patient }).click();
  await page.getByRole('region', { name: 'Sections of the plan' }).waitFor();
}
