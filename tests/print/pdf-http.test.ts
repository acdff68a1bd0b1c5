import { readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { findChromium } from '@alliance/server/careplan/print/chromium-path';
import { pagesOf } from '@alliance/server/careplan/print/chromium-pdf';
import { pdfsWaitingMax, sheetCharactersMax } from '@alliance/server/careplan/print/limits';
import { PdfPress } from '@alliance/server/careplan/print/pdf-press';
import { createMemoryStorage } from '@alliance/server/storage/memory';
import { printDocument } from '@alliance/shared/careplan/print/print-sheet';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';

import {
  type InProcessServer,
  serverForTest,
  startInProcess,
} from '../support/in-process-server.ts';
import { itemsOf, makeItem, newGoal } from '../support/items.ts';
import { type SignedIn, signIn } from '../support/people.ts';
import { pagesOfPdf, withoutSpaces } from './pdf-text.ts';
import { piecesOf } from './words-of-html.ts';

const storage = createMemoryStorage();
let server: InProcessServer;
let priya: SignedIn;
let lucia: SignedIn;
let planId: string;
/** Where the presses of these tests work. */
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'alliance-press-'));
  server = await startInProcess({ storage });
  [priya, lucia] = await Promise.all([signIn(server.url, 'priya'), signIn(server.url, 'lucia')]);
  planId = (await priya.plan()).id;
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

async function pdfOf(person: SignedIn, query = ''): Promise<Buffer> {
  const response = await person.fetch(`/api/plans/${planId}/pdf${query}`);
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

/** A press with the real browser, closed at the end of the test. */
function pressForTest(options: { readonly msMax?: number } = {}): PdfPress {
  const press = new PdfPress(findOurs, { ...options, folder });
  onTestFinished(() => press.close());
  return press;
}

function findOurs(): Promise<string | undefined> {
  return findChromium(process.env['CHROMIUM']);
}

function foldersLeft(): readonly string[] {
  return readdirSync(folder);
}

function page(body: string): { html: string; paper: 'a4'; isOnePage: boolean } {
  return {
    html: `<!doctype html><html><body>${body}</body></html>`,
    paper: 'a4',
    isOnePage: false,
  };
}

test('[PT9] a plan comes as a PDF that is saved under a name without the patient’s', async () => {
  const response = await priya.fetch(`/api/plans/${planId}/pdf`);
  expect(response.headers.get('content-type')).toBe('application/pdf');
  expect(response.headers.get('content-disposition')).toMatch(
    /^attachment; filename="care-plan-\d{4}-\d{2}-\d{2}\.pdf"$/,
  );
  expect(response.headers.get('cache-control')).toBe('no-store');
  const pdf = Buffer.from(await response.arrayBuffer());
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.toString('latin1')).not.toContain('Elena');
});

test.each(['sheet=all', 'sheet=plan&paper=a0', 'zone=Nowhere/At-all'])(
  '[PT9] what is not there is refused in plain words: %s',
  async (query) => {
    const response = await priya.fetch(`/api/plans/${planId}/pdf?${query}`);
    expect([response.status, await response.text()]).toEqual([
      400,
      expect.stringContaining('This cannot be printed'),
    ]);
  },
);

test('[PT15] every page and every piece of a long plan is in the PDF, in its order, each page with its head and number', async () => {
  const plan = await priya.plan();
  const { items } = await itemsOf(priya, planId);
  const at = new Date().toISOString();
  const html = printDocument('plan', { plan, items, at, timeZone: 'UTC' });
  const pages = pagesOfPdf(await pdfOf(priya));
  expect(pages.length).toBeGreaterThan(6);
  const head = withoutSpaces(
    `${plan.patient.name}${plan.patient.identifier}not signed: working copy of`,
  );
  const bodies = pages.map((text, index) => {
    const number = withoutSpaces(`Page ${index + 1} of ${pages.length}`);
    expect(text).toContain(number);
    expect(text).toContain(head);
    const rest = text.replace(number, '');
    return rest.slice(rest.indexOf('UTC') + 3);
  });
  const printed = bodies.join('');
  const [, , , ...pieces] = piecesOf(html);
  let place = 0;
  for (const piece of pieces) {
    const found = printed.indexOf(withoutSpaces(piece), place);
    expect([piece, found >= place]).toEqual([piece, true]);
    place = found + withoutSpaces(piece).length;
  }
  expect(pieces.length).toBeGreaterThan(200);
});

test('[PT15] the bedside sheet of the demo is one page, on A4 and on Letter', async () => {
  for (const paper of ['a4', 'letter']) {
    const pdf = await pdfOf(priya, `?sheet=bedside&paper=${paper}`);
    expect([paper, pagesOf(pdf), pagesOfPdf(pdf).length]).toEqual([paper, 1, 1]);
  }
});

test('[PT15] a sheet that nobody could read on one page has two, in full size', async () => {
  const press = pressForTest();
  const long = page('<p>A line of a long sheet.</p>'.repeat(120));
  const made = await press.make({ ...long, isOnePage: true });
  const full = await press.make(long);
  if (made.outcome !== 'made' || full.outcome !== 'made') throw new Error('No PDF.');
  expect(pagesOf(made.pdf)).toBeGreaterThan(1);
  expect(pagesOf(made.pdf)).toBe(pagesOf(full.pdf));
});

test('[PT11] a PDF holds nothing of a section or an item that its reader may not see', async () => {
  const secret = 'Quetzalcoatlus';
  await makeItem(
    priya,
    newGoal({ statement: secret }, { sectionKey: 'mobility', isPrivate: true }),
  );
  const [mine, others] = await Promise.all([
    pdfOf(priya).then((pdf) => pagesOfPdf(pdf).join('')),
    pdfOf(lucia).then((pdf) => pagesOfPdf(pdf).join('')),
  ]);
  expect(mine).toContain(secret);
  expect(others).not.toContain(secret);
  const medicines = await priya.section('medicines');
  const words = piecesOf(medicines.rendered.html).filter((piece) => piece.length > 30);
  expect(words.length).toBeGreaterThan(3);
  for (const each of words.map((piece) => withoutSpaces(piece))) {
    expect(mine).toContain(each);
    expect(others).not.toContain(each);
  }
  const headings = (await lucia.plan()).sections.map(({ heading }) => withoutSpaces(heading));
  for (const heading of headings) expect(others).toContain(heading);
});

test('[PT12] each PDF leaves its line in the audit and in the counts, and neither holds a word of the plan', async () => {
  const before = (await storage.readAudit(0, 10_000)).length;
  const person = await signIn(server.url, 'tom');
  const lines = (await storage.readAudit(0, 10_000)).length - before;
  await pdfOf(person, '?sheet=bedside');
  const [entry, ...others] = await storage.readAudit(before + lines, 10);
  expect(others).toEqual([]);
  expect(entry).toEqual({
    seq: before + lines + 1,
    at: expect.any(String),
    personId: person.personId,
    action: 'plan.pdf.bedside',
    subjectId: planId,
  });
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  expect(metrics).toMatch(/alliance_pdfs_total\{outcome="made"\} [1-9]/);
  expect(metrics).not.toContain('Elena');
  expect(metrics).not.toContain(planId);
});

test('[PT10] where there is no Chromium, the answer says how to print from the browser', async () => {
  const press = new PdfPress(async () => undefined);
  expect(await press.make(page('x'))).toEqual({ outcome: 'no-browser' });
  const without = await serverForTest({}, { CHROMIUM: '/no/such/program' });
  const tom = await signIn(without.url, 'tom');
  const response = await tom.fetch(`/api/plans/${(await tom.plan()).id}/pdf`);
  expect([response.status, await response.text()]).toEqual([
    501,
    expect.stringContaining('Print it from this page instead'),
  ]);
});

test('[PT13] a page that asks for addresses, files and scripts reaches none of them', async () => {
  const asked: string[] = [];
  const listener = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end('reached');
  });
  await new Promise<void>((resolve) => {
    listener.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => void listener.close());
  const url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  // Planted past the renderer, which lets no such element through.
  const hostile = page(`<p>begin</p><img src="${url}/img"><link rel="stylesheet" href="${url}/css">
    <style>@import "${url}/import"; @font-face { font-family: f; src: url(${url}/font) } p { font-family: f }</style>
    <iframe src="${url}/frame"></iframe><iframe src="file:///etc/hostname"></iframe><object data="file:///etc/hosts"></object>
    <script>document.body.append('script ran'); fetch("${url}/fetch")</script><meta http-equiv="refresh" content="0;url=${url}/refresh"><p>end</p>`);
  const made = await pressForTest().make(hostile);
  if (made.outcome !== 'made') throw new Error(made.outcome);
  expect(pagesOfPdf(made.pdf).join('')).toBe('beginend');
  expect(asked).toEqual([]);
  // It would have been heard.
  await fetch(`${url}/heard`);
  expect(asked).toEqual(['/heard']);
});

test('[PT14] PDFs are made one after the other, and whoever comes when too many wait is asked to come again', async () => {
  const press = pressForTest();
  const wishes = Array.from({ length: pdfsWaitingMax + 3 }, (_none, index) =>
    press.make(page(`<p>${index}</p>`)),
  );
  let mostFolders = 0;
  const looking = setInterval(() => {
    mostFolders = Math.max(mostFolders, foldersLeft().length);
  }, 20);
  onTestFinished(() => clearInterval(looking));
  const outcomes = (await Promise.all(wishes)).map(({ outcome }) => outcome);
  const made = outcomes.filter((outcome) => outcome === 'made').length;
  expect([made, outcomes.slice(made)]).toEqual([pdfsWaitingMax + 1, ['busy', 'busy']]);
  expect(mostFolders).toBe(1);
});

test('[PT14] what is too long is not begun, and what takes too long is ended with everything it left', async () => {
  const tooLong = await pressForTest().make(page('x'.repeat(sheetCharactersMax)));
  expect(tooLong).toEqual({ outcome: 'too-large' });
  const slow = await pressForTest({ msMax: 5 }).make(page('<p>x</p>'));
  expect(slow).toEqual({ outcome: 'failed' });
  expect(foldersLeft()).toEqual([]);
});

test('[PT14] a PDF for which there was no room on the disk keeps no later one from being made', async () => {
  const later = path.join(folder, 'later');
  const press = new PdfPress(findOurs, { folder: later });
  expect(await press.make(page('<p>x</p>'))).toEqual({ outcome: 'failed' });
  await mkdir(later);
  expect((await press.make(page('<p>x</p>'))).outcome).toBe('made');
  await press.close();
  await rm(later, { recursive: true });
});

test('[PT14] when the server stops, the browser that runs is ended, and nothing is begun any more', async () => {
  const press = pressForTest();
  const running = press.make(page('<p>x</p>'.repeat(200_000)));
  const next = press.make(page('<p>x</p>'));
  await expect.poll(() => foldersLeft().length, { interval: 5 }).toBe(1);
  await press.close();
  expect([(await running).outcome, (await next).outcome]).toEqual([
    expect.stringMatching(/failed|busy/),
    'busy',
  ]);
  expect(foldersLeft()).toEqual([]);
});
