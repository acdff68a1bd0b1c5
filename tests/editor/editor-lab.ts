/// <reference lib="dom" />
import path from 'node:path';

import { type Browser, type Page } from 'playwright-core';
import { build } from 'vite';

import { launchBrowser } from '../support/browser.ts';

/** A real browser with a page on which `window.lab` of `editor-page.ts` waits. */
export interface EditorLab {
  readonly page: Page;
  close(): Promise<void>;
}

/**
 * Builds the page's script as the product is built, and opens it in a browser. Errors of the page fail loudly.
 * @param input path of another page that brings `editor-page.ts` along
 */
export async function openEditorLab(
  input = path.join(import.meta.dirname, 'editor-page.ts'),
): Promise<EditorLab> {
  const [browser, script] = await Promise.all([launchBrowser(), bundle(input)]);
  const page = await openPage(browser, script);
  return { page, close: () => browser.close() };
}

async function openPage(browser: Browser, script: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 800, height: 600 } });
  const page = await context.newPage();
  // A secure context without a server.
  await page.route('http://localhost/**', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: '<!doctype html><html lang="en"><style>.ProseMirror { white-space: break-spaces }</style><body>',
    }),
  );
  await page.goto('http://localhost/lab');
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.addScriptTag({ content: script });
  return page;
}

async function bundle(input: string): Promise<string> {
  const result = await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      rollupOptions: { input },
      modulePreload: false,
    },
  });
  const outputs = Array.isArray(result) ? result : [result];
  const chunks = outputs.flatMap((output) => ('output' in output ? output.output : []));
  const code = chunks.find((chunk) => chunk.type === 'chunk')?.code;
  if (code === undefined) throw new Error('The page has no script');
  return `(() => {${code}})();`;
}
