/**
 * Writes a picture of every screen at three widths, light and dark: `node tests/browser/screenshots.ts <folder>`.
 * The client must have been built. The README shows `plan-text-1600-light.png`.
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import { type Browser, type Page } from 'playwright-core';

import { launchBrowser, newProfile } from '../support/browser.ts';
import { startServerProcess } from '../support/server-process.ts';

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

const folder = process.argv[2];
if (folder === undefined) {
  process.stderr.write('Name the folder to write to: node tests/browser/screenshots.ts <folder>\n');
  process.exit(1);
}
await mkdir(folder, { recursive: true });
const server = await startServerProcess();
const browser = await launchBrowser();
for (const colorScheme of schemes)
  for (const [width, height] of sizes)
    // One after the other: the machine may be small.
    await photograph(browser, { url: server.url, folder, width, height, colorScheme });
await browser.close();
await server.close();

async function photograph(from: Browser, look: Look): Promise<void> {
  const profile = await newProfile(from, look);
  const page = await profile.newPage();
  await page.goto(look.url);
  await page.getByRole('button', { name: /Priya/ }).waitFor();
  await shoot(page, 'sign-in', look);
  await page.goto(`${look.url}/?as=priya`);
  const plan = page.getByRole('link', { name: /Elena Vargas/ });
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
