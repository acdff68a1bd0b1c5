import { textOf } from '@alliance/shared/editor/block-text';
import { createSectionDocument } from '@alliance/shared/editor/section-document';
import { readSection } from '@alliance/shared/editor/section-json';
import { type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';

import { launchBrowser } from '../support/browser.ts';
import { bundleOf, readBundle } from './editor/bundle.ts';
import { editorProbe } from './editor/editor-probe.ts';
import { longSections, longWorld, stockDocument } from './editor/long-plan.ts';
import { median } from './statistics.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser.close());

test('[BN30] the plan that is measured has ten sections and 20,000 words, and the stock editor has the same, line by line', () => {
  const sections = longSections(10, 20_000);
  const lines = sections.flat().map(({ text }) => text);
  expect(lines.join(' ').split(' ')).toHaveLength(20_000);
  const { plans, documents } = longWorld(sections, Date.now());
  const ours = (plans[0]?.plan.sections ?? []).map(({ documentId }) => {
    const doc = createSectionDocument();
    const rows = documents.find((each) => each.documentId === documentId)?.rows ?? [];
    for (const { payload } of rows) Y.applyUpdate(doc, payload);
    return readSection(doc).blocks.map((block) => textOf(block));
  });
  expect(ours).toHaveLength(10);
  expect(ours.flat()).toEqual(lines);
  const stock = new Y.Doc();
  Y.applyUpdate(stock, stockDocument(sections));
  const blocks = stock.getXmlFragment('default').toArray();
  expect(blocks.map(firstTextOf)).toEqual(lines);
});

test('[BN31] a key that the page is slow with is measured as slow, and so is a text that comes late', async () => {
  const quick = await measured(0);
  const slow = await measured(150);
  expect(quick.textMs).toBeGreaterThan(200);
  expect(Math.min(...slow.keys)).toBeGreaterThan(150);
  expect(slow.longTasks.filter((ms) => ms > 150)).not.toEqual([]);
  expect(median(quick.keys)).toBeLessThan(median(slow.keys));
});

test('[BN32] the JavaScript of the first screen and of the editor is within its limits, and the editor comes while Home is read', async () => {
  const { initial, editor, isPrefetched } = await readBundle();
  expect(initial / 1000).toBeLessThan(initialMax);
  expect(editor / 1000).toBeLessThan(editorMax);
  expect(isPrefetched).toBe(true);
});

test('[BN32] what is loaded at once counts once, wherever it is asked for, and an editor that nobody fetches is told of', () => {
  const parts = {
    'index.html': { file: 'index.js', isEntry: true, imports: ['_shared.js'] },
    '_shared.js': { file: 'shared.js' },
    '_writing.js': { file: 'writing.js', imports: ['_shared.js'] },
    'editor/section-editor.tsx': { file: 'editor.js', imports: ['_shared.js', '_writing.js'] },
    'editor/editor-toolbar.tsx': { file: 'toolbar.js', imports: ['_writing.js'] },
    'sync/tab.ts': { file: 'tab.js' },
  };
  const sizes = new Map(
    ['index', 'shared', 'writing', 'editor', 'toolbar', 'tab'].map(
      (name, place) => [`${name}.js`, 10 ** place] as const,
    ),
  );
  const fetched = ['editor/section-editor.tsx', 'editor/editor-toolbar.tsx', 'sync/tab.ts'];
  const home = { file: 'home.js', dynamicImports: fetched };
  const all = { ...parts, 'app/home-screen.tsx': home };
  expect(bundleOf(all, sizes)).toEqual({ initial: 11, editor: 111_100, isPrefetched: true });
  const forgetful = { ...home, dynamicImports: fetched.slice(1) };
  const less = { ...all, 'app/home-screen.tsx': forgetful };
  expect(bundleOf(less, sizes).isPrefetched).toBe(false);
  const { 'sync/tab.ts': _tab, ...without } = all;
  expect(() => bundleOf(without, sizes)).toThrow('sync/tab.ts');
});

function firstTextOf(block: unknown): string {
  const text = block instanceof Y.XmlElement ? block.get(0) : undefined;
  return text instanceof Y.XmlText ? text.toString() : '';
}

/** A page whose text comes after 200 ms, and which is busy for so long at each key. */
async function measured(busyMs: number) {
  const page: Page = await browser.newPage();
  await page.addInitScript(
    editorProbe({ selector: '[contenteditable]', elements: 1, letters: 10 }),
  );
  await page.route('http://localhost/**', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><div contenteditable autofocus></div><script>
        const text = document.querySelector('div');
        setTimeout(() => { text.textContent = 'Walks with quad cane.'; text.focus(); }, 200);
        text.addEventListener('input', () => {
          const end = performance.now() + ${busyMs};
          while (performance.now() < end);
        });</script>`,
    }),
  );
  await page.goto('http://localhost/');
  await page.evaluate('probe.opened');
  await page.evaluate('probe.measureKeys(5)');
  await page.keyboard.type('walks');
  await page.evaluate('probe.typed');
  const probe = await page.evaluate<{
    readonly textMs: number;
    readonly keys: readonly number[];
    readonly longTasks: readonly number[];
  }>('({ textMs: probe.textMs, keys: probe.keys, longTasks: probe.longTasks })');
  await page.close();
  return probe;
}

/** In kB, compressed. What is wanted of the first screen is 100: the libraries of the frame alone are more. */
const initialMax = 210;
const editorMax = 240;
