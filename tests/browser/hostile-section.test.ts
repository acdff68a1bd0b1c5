/**
 * Words from a time before the server looked at what it was given: a section's log that holds what is refused today,
 * written straight as Yjs structs into the storage, read on real pages.
 */
import { randomUUID } from 'node:crypto';

import { demoWorld } from '@alliance/server/demo/world';
import { createMemoryStorage } from '@alliance/server/storage/memory';
import { type NewLogRow, type World } from '@alliance/server/storage/port';
import { bodyOf, chipsOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { type PersonId } from '@alliance/shared/identity/person';
import { type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';

import { elenasPlan, launchBrowser, newProfile } from '../support/browser.ts';
import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';

const run = 'window.hit=(window.hit||0)+1;alert(1)';
const elsewhere = 'https://evil.example/x';

const markup = [
  `<script>${run}</script>`,
  `<img src=x onerror="${run}">`,
  `<img src="${elsewhere}">`,
  `"><svg onload="${run}">`,
  `<iframe srcdoc="<script>parent.hit=1</script>"></iframe>`,
  `<a href="javascript:${run}">x</a>`,
  `<style>@import '${elsewhere}'</style>`,
  `<link rel=stylesheet href=${elsewhere}><base href=${elsewhere}>`,
  `{{constructor.constructor('${run}')()}} \${${run}} &lt;script&gt;`,
  `<math><mtext></form><form><mglyph><style></math><img src onerror=${run}>`,
  `<form action=${elsewhere}><button formaction=javascript:${run}>go</button></form>`,
];

const addresses = [
  `javascript:${run}`,
  `JaVaScRiPt:${run}`,
  `\u0001javascript:${run}`,
  `java\tscript:${run}`,
  ` javascript:${run}`,
  `data:text/html,<script>${run}</script>`,
  `vbscript:${run}`,
  `blob:${elsewhere}`,
  '//evil.example/x',
  '/plans/other',
  `https://evil.example/"onmouseover="${run}`,
];

/** Names that the schema has, with values that it does not allow. */
function writeHostileValues(doc: Y.Doc): void {
  for (const [index, text] of markup.entries()) {
    const kind = ['paragraph', 'bullet', 'callout', 'quote', 'heading', 'check'][index % 6];
    add(doc, 'block', { kind, blockId: text, level: text, indent: 1e9, checked: text }, [
      [text, {}],
    ]);
  }
  for (const href of addresses) {
    add(doc, 'block', { kind: 'paragraph' }, [
      [`to ${href}`, { link: { href, onclick: run, target: 'x', style: `x:url(${elsewhere})` } }],
      [' marked', { bold: { onclick: run, style: `background:url(${elsewhere})`, class: 'x' } }],
    ]);
  }
  add(doc, 'block', { kind: { toString: 'script' }, level: [], checked: {} }, [
    ['an object', { link: { href: { toString: run } }, italic: run }],
  ]);
  for (const [name, key] of [
    ['chip', 'chipId'],
    ['mention', 'label'],
  ] as const) {
    const inline = new Y.XmlElement(name);
    for (const each of [key, 'seatId']) inline.setAttribute(each, markup[1] ?? '');
    const element = new Y.XmlElement('block');
    element.insert(0, [new Y.XmlText('before'), inline, new Y.XmlText('after')]);
    bodyOf(doc).push([element]);
  }
  for (const name of ['goal', 'intervention', 'contingency', 'divider'])
    add(doc, name, { blockId: markup[1], goalId: markup[0], interventionId: markup[0] }, []);
  chipsOf(doc).set(`${markup[1]}/w1`, {
    value: markup[0],
    unit: markup[1],
    supersedes: [markup[2]],
  });
}

/** Names that the schema does not have. */
function writeHostileNames(doc: Y.Doc): void {
  const names = ['script', 'iframe', 'img', 'svg', 'style', 'object', 'form', 'a', '__proto__'];
  const attributes = {
    src: elsewhere,
    href: `javascript:${run}`,
    srcdoc: markup[0],
    onload: run,
    onerror: run,
    onclick: run,
    style: `background:url(${elsewhere})`,
    innerHTML: markup[1],
    dangerouslySetInnerHTML: { __html: markup[1] },
  };
  for (const name of names) add(doc, name, attributes, [[run, { onclick: run, html: markup[1] }]]);
  add(doc, 'block', attributes, [['in a block', { script: { src: elsewhere } }]]);
  const nested = new Y.XmlElement('block');
  nested.insert(0, [new Y.XmlElement('script'), new Y.XmlText(markup[0])]);
  bodyOf(doc).push([nested]);
  doc.getMap('third').set('html', markup[0]);
}

type Run = readonly [string, Readonly<Record<string, unknown>>];

function add(
  doc: Y.Doc,
  name: string,
  attributes: Readonly<Record<string, unknown>>,
  runs: readonly Run[],
): void {
  const element = new Y.XmlElement(name);
  bodyOf(doc).push([element]);
  for (const [key, value] of Object.entries(attributes))
    if (value !== undefined) element.setAttribute(key, value as never);
  if (runs.length === 0) return;
  const text = new Y.XmlText();
  element.insert(0, [text]);
  for (const [words, marks] of runs) text.insert(text.length, words, marks);
}

/** A row that no inspector has seen. */
function rowOf(write: (doc: Y.Doc) => void): NewLogRow {
  const doc = createSectionDocument(4711);
  write(doc);
  return {
    payload: Y.encodeStateAsUpdate(doc),
    format: 'yjs-update-v1',
    committedAt: '2026-03-01T00:00:00.000Z',
    personId: 'somebody' as PersonId,
    authors: [],
  };
}

/** The demonstration with such a row in two of its sections. */
function hostileWorld(): World {
  const world = demoWorld({ now: Date.now(), newId: randomUUID });
  const sections = world.plans.flatMap(({ plan }) => plan.sections);
  const rowsIn = (key: string, row: NewLogRow) =>
    sections.filter((each) => each.key === key).map(({ documentId }) => [documentId, row] as const);
  const rows = new Map([
    ...rowsIn('mobility', rowOf(writeHostileValues)),
    ...rowsIn('self-care', rowOf(writeHostileNames)),
  ]);
  const documents = world.documents.map((each) => {
    const row = rows.get(each.documentId);
    return row === undefined ? each : { ...each, rows: [...each.rows, row] };
  });
  return { ...world, documents };
}

let server: InProcessServer;
let browser: Browser;

beforeAll(async () => {
  const storage = createMemoryStorage();
  const audit = { at: '2026-03-01T00:00:00.000Z', action: 'world.replace', subjectId: 'world' };
  await storage.replaceWorld(hostileWorld(), audit);
  [server, browser] = await Promise.all([startInProcess({ storage }), launchBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

/** Everything that must not happen on a page, as it happened. */
async function watch(page: Page, happened: string[]): Promise<void> {
  page.on('dialog', (dialog) => {
    happened.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const url = request.url();
    const isOwn = url.startsWith(server.url) || url.startsWith(server.url.replace('http', 'ws'));
    if (!isOwn) happened.push(`request ${url}`);
  });
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted/.test(message.text())) happened.push(message.text());
  });
  await page.addInitScript(`window.reports = [];
    addEventListener('securitypolicyviolation', (event) => window.reports.push(event.violatedDirective + ' ' + event.blockedURI));`);
}

/** What the page says of itself: reports of its policy, scripts that ran, and elements and attributes that no section may have. */
async function lookAt(page: Page): Promise<unknown> {
  const found: unknown = await page.evaluate(`(() => {
    const foreign = 'script, iframe, img, object, embed, form, style, link, base, math, [onclick], [onload], [onerror], [onmouseover], [srcdoc], [style*="url"]';
    const inText = [...document.querySelectorAll('#mobility, #self-care')];
    const schemes = /^(https?|mailto|tel):/;
    return {
      reports: window.reports,
      hit: window.hit ?? 0,
      foreign: inText.flatMap((part) => [...part.querySelectorAll(foreign)]).map((each) => each.outerHTML.slice(0, 200)),
      links: [...document.querySelectorAll('#mobility a[href], #self-care a[href]')]
        .map((each) => each.getAttribute('href'))
        .filter((href) => !schemes.test(href) && !href.startsWith('/plans/') && !href.startsWith('#')),
    };
  })()`);
  return found;
}

const harmless = { reports: [], hit: 0, foreign: [], links: [] };

async function openPlan(persona: string, happened: string[]): Promise<Page> {
  const profile = await newProfile(browser);
  const page = await profile.newPage();
  await watch(page, happened);
  await page.goto(`${server.url}${await elenasPlan(server.url)}/mobility?as=${persona}`);
  await page.getByRole('banner').waitFor();
  return page;
}

test.each([
  ['hannah', 'who edits it', '#mobility .ProseMirror'],
  ['priya', 'who reads it', '#mobility .ProseMirror'],
  ['elena', 'whose page says the goals in it', 'main'],
])(
  '[IN29 A8] for %s, %s, what stood in a section before it was looked at runs nothing, loads nothing and breaks no policy',
  async (persona, _who, place) => {
    const happened: string[] = [];
    const page = await openPlan(persona, happened);
    await expect
      .poll(async () => await page.locator(place).textContent())
      .toContain('<svg onload=');
    expect(await lookAt(page)).toEqual(harmless);
    expect(happened).toEqual([]);
    await page.context().close();
  },
);

test('[IN29] a script, a dialog, a picture from elsewhere and a foreign link on the page are each found', async () => {
  const happened: string[] = [];
  const page = await openPlan('hannah', happened);
  await page.locator('#mobility .ProseMirror').waitFor();
  await page.evaluate(`(() => {
    window.hit = 1;
    const place = document.querySelector('#mobility .ProseMirror');
    const link = document.createElement('a');
    link.setAttribute('href', 'javascript:void 0');
    place.parentElement.append(link);
    const picture = document.createElement('img');
    picture.src = '${elsewhere}';
    document.querySelector('#mobility').append(picture);
    setTimeout(() => alert('planted'));
  })()`);
  await expect.poll(() => happened).toContain('dialog planted');
  await expect
    .poll(async () => await lookAt(page))
    .toMatchObject({ hit: 1, links: ['javascript:void 0'], reports: [expect.any(String)] });
  await page.context().close();
});
