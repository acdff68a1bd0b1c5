import { createMemoryStorage } from '@alliance/server/storage/memory';
import { type Seat } from '@alliance/shared/alliance/alliance';
import { type PersonId } from '@alliance/shared/identity/person';
import { type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { withSeat } from '../support/alliance-commands.ts';
import { axeFindings, showIn } from '../support/axe.ts';
import { elenasPlan, launchBrowser, newProfile, openAs } from '../support/browser.ts';
import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';
import { storageOf } from './changed-world.ts';

let server: InProcessServer;
let browser: Browser;

/** An instant so many minutes from now. */
function at(minutes: number): string {
  return new Date(Date.now() + minutes * 60_000).toISOString();
}

/** Tom has been the nurse until ten minutes ago; now it is Marcus. */
function handedOver(seat: Seat, idOf: (name: string) => PersonId): Seat {
  return {
    ...seat,
    coverage: [
      { personId: idOf('Tom'), kind: 'primary', from: at(-600), to: at(-10) },
      { personId: idOf('Marcus'), kind: 'primary', from: at(-10), to: at(700) },
    ],
  };
}

beforeAll(async () => {
  const storage = storageOf(createMemoryStorage(), (world) =>
    withSeat(world, 'rehab-nurse', handedOver),
  );
  [server, browser] = await Promise.all([startInProcess({ storage }), launchBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

const needs = (page: Page) => page.locator('section[aria-labelledby=needs-you] li');

test('[PG40] whoever leaves a seat is asked for a note, who comes finds it without loading the page again, and it goes when it is read', async () => {
  const [marcus, tom] = [
    await openAs(await newProfile(browser), server.url, 'marcus', await elenasPlan(server.url)),
    await openAs(await newProfile(browser, { width: 390, height: 844 }), server.url, 'tom'),
  ];
  const ask = needs(tom).filter({ hasText: 'Your shift ended at' });
  await ask.getByText(/leave a note for Marcus/).waitFor();
  await ask.getByRole('link', { name: /^Write the note/ }).click();
  const prompt = tom.getByRole('region', { name: /^End of your shift/ });
  await prompt.getByText(/You can finish until \d\d:\d\d\. Leave a note for Marcus/).waitFor();
  await expect.poll(async () => ((await prompt.boundingBox())?.y ?? 844) < 700).toBe(true);
  await prompt.getByRole('button', { name: 'Write the note' }).click();
  await showIn(tom, 'dark');
  expect(await axeFindings(tom, 'main section[aria-label]')).toEqual([]);
  await prompt.getByLabel(/^Your note for Marcus/).fill('Two helpers tonight.\nShe is tired.');
  await prompt.getByRole('button', { name: 'Leave the note' }).click();
  await prompt.getByText(/Your note for Marcus .* is saved/).waitFor();

  const note = marcus.getByRole('region', { name: /^Note from Tom/ });
  await note.getByText('Two helpers tonight.').waitFor();
  expect(await axeFindings(marcus, 'main section[aria-label]')).toEqual([]);
  const other = await openAs(marcus.context(), server.url, 'marcus');
  const row = needs(other).filter({ hasText: 'has left a note for you' });
  await row.getByText('Two helpers tonight. She is tired.').waitFor();
  await note.getByRole('button', { name: 'I have read it' }).click();
  await note.waitFor({ state: 'detached' });
  await row.waitFor({ state: 'detached' });
  await tom.goto(`${server.url}/`);
  await tom.getByRole('heading', { name: /^My plans/ }).waitFor();
  expect(await ask.count()).toBe(0);
  await Promise.all([marcus.context().close(), tom.context().close()]);
}, 90_000);
