/**
 * Writes a picture of every screen at three widths, light and dark: `node tests/browser/screenshots.ts <folder>`,
 * or with `--readme` instead of a folder only the one that the README shows. The client must have been built.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { type Browser, type Page } from 'playwright-core';

import { elenasPlan, launchBrowser, newProfile, openAs } from '../support/browser.ts';
import { startServerProcess } from '../support/server-process.ts';
import { palettePng } from './palette-png.ts';

const sizes = [
  [360, 640],
  [1024, 768],
  [1600, 1000],
] as const;

const schemes = ['light', 'dark'] as const;

interface Look {
  readonly url: string;
  readonly folder: string;
  readonly width: number;
  readonly height: number;
  readonly colorScheme: 'light' | 'dark';
}

const target = process.argv[2];
if (target === undefined) {
  process.stderr.write(
    'Name the folder to write to: node tests/browser/screenshots.ts <folder>, or --readme\n',
  );
  process.exit(1);
}
const server = await startServerProcess();
const browser = await launchBrowser();
if (target === '--readme') await photographReadme(browser, server.url);
else await photographAll(browser, server.url, target);
await browser.close();
await server.close();

/** The plan as two people write in it. */
async function photographReadme(from: Browser, url: string): Promise<void> {
  const profile = await newProfile(from, { width: 1600, height: 1000 });
  const address = await elenasPlan(url);
  const page = await openAs(profile, url, 'priya', address);
  const colleague = await openAs(profile, url, 'tom', `${address}/what-matters`);
  await colleague.locator('#snapshot').scrollIntoViewIfNeeded();
  await colleague.locator('#snapshot .ProseMirror p').first().click();
  await colleague.keyboard.press('End');
  await page.bringToFront();
  await page.getByRole('navigation', { name: 'Sections' }).getByTestId('people').waitFor();
  const file = path.join(import.meta.dirname, 'readme', 'plan.png');
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, await palettePng(colleague, await page.screenshot()));
  await profile.close();
}

async function photographAll(from: Browser, url: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const colorScheme of schemes)
    for (const [width, height] of sizes)
      // One after the other: the machine may be small.
      await photograph(from, { url, folder, width, height, colorScheme });
}

async function photograph(from: Browser, look: Look): Promise<void> {
  const profile = await newProfile(from, look);
  const page = await profile.newPage();
  await page.goto(look.url);
  await page.getByRole('button', { name: /Priya/ }).waitFor();
  await shoot(page, 'sign-in', look);
  await page.goto(`${look.url}/?as=priya`);
  const plan = page.getByRole('link', { name: /^Elena Vargas/ }).first();
  await plan.waitFor();
  await shoot(page, 'home', look);
  const planPath = (await plan.getAttribute('href')) ?? '/';
  const colleague = await profile.newPage();
  await colleague.goto(`${look.url}${planPath}?as=tom`);
  await writing(colleague);
  await page.bringToFront();
  await page.goto(`${look.url}${planPath}`);
  await page.locator('[contenteditable]').first().waitFor();
  await page.locator('[data-testid="people"]').first().waitFor();
  await shoot(page, 'plan', look);
  await page.locator('#medicines').scrollIntoViewIfNeeded();
  await page.locator('#medicines [contenteditable]').first().waitFor();
  await page.locator('#medicines h3').first().click();
  // A name stands at its caret for a moment after each move.
  await colleague.bringToFront();
  await colleague.keyboard.press('ArrowLeft');
  await page.bringToFront();
  await page.locator('#medicines .colleague-caret').waitFor({ state: 'attached' });
  await shoot(page, 'plan-text', look);
  await page.goto(`${look.url}/`);
  await page.getByRole('link', { name: /stroke rehabilitation alliance/i }).click();
  await page.getByRole('heading', { name: 'Who sits where' }).waitFor();
  await shoot(page, 'alliance', look);
  const patient = await profile.newPage();
  await patient.goto(`${look.url}${planPath}?as=elena`);
  await patient.locator('[contenteditable]').first().waitFor();
  await shoot(patient, 'patient', look);
  await profile.close();
}

async function writing(page: Page): Promise<void> {
  await page.locator('#medicines').scrollIntoViewIfNeeded();
  const text = page.locator('#medicines [contenteditable="true"]');
  await text.waitFor();
  await text.locator('p').first().click();
}

async function shoot(page: Page, screen: string, look: Look): Promise<void> {
  await page.screenshot({
    path: path.join(look.folder, `${screen}-${look.width}-${look.colorScheme}.png`),
  });
}
