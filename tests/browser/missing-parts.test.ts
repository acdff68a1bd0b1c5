import { type Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { elenasPlan, launchBrowser, newProfile, openAs, openPlanAs } from '../support/browser.ts';
import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';

let server: InProcessServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startInProcess(), launchBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

const line = 'Editing could not be loaded. You can read everything that was saved.';

test.each(['editor-toolbar', 'undo', 'section-editor', 'writing', 'tab', 'yjs'])(
  '[PG27] without the script %s the text, the precautions and whom to call stay, and reloading is offered',
  async (name) => {
    const profile = await newProfile(browser);
    const plan = await elenasPlan(server.url);
    const refused = { count: 0 };
    await profile.route(`**/assets/${name}-*.js`, (route) => {
      refused.count += 1;
      return route.abort();
    });
    const page = await openAs(profile, server.url, 'priya', plan);
    await page.getByText(line).waitFor();
    expect(refused.count).toBeGreaterThan(0);
    expect(await page.getByText(line).count()).toBe(1);
    await page.getByTestId('call-row').filter({ hasText: 'Face drooping' }).waitFor();
    await page.getByText('Never pull on the right arm').last().waitFor();
    expect(await page.locator('#plan').getByRole('article').count()).toBe(10);
    await profile.unroute(`**/assets/${name}-*.js`);
    await page.getByRole('button', { name: 'Reload' }).click();
    await page.locator('.ProseMirror').first().waitFor();
    await page.getByRole('toolbar').waitFor();
    await expect.poll(() => page.getByText(line).count()).toBe(0);
    await profile.close();
  },
);

test('[PG27] without a connection Reload leaves the page where it is', async () => {
  const profile = await newProfile(browser);
  await profile.route('**/assets/tab-*.js', (route) => route.abort());
  const page = await openAs(profile, server.url, 'elena', await elenasPlan(server.url));
  await page.getByText(line).waitFor();
  await profile.setOffline(true);
  await page.getByRole('button', { name: 'Reload' }).click();
  await page.getByText('The server cannot be reached now').waitFor();
  expect(await page.getByText('Face drooping').isVisible()).toBe(true);
  await profile.close();
});

test('[PG27] a dialog that cannot be loaded takes nothing of the plan away', async () => {
  const profile = await newProfile(browser);
  await profile.route('**/assets/reset-demo-dialog-*.js', (route) => route.abort());
  const page = await openPlanAs(profile, server.url, 'priya', 'snapshot');
  await page.getByRole('button', { name: /Priya.*menu/ }).click();
  await page.getByRole('menuitem', { name: 'Reset demo' }).click();
  await page.getByText('This part could not be loaded').waitFor();
  expect(await page.locator('#snapshot .ProseMirror').count()).toBe(1);
  await profile.close();
});
