/**
 * Makes PDFs, one at a time: each by a Chromium of its own that starts empty and is ended when its PDF is there, when its
 * time is over, or when the server stops. Nothing of one plan is there while the next one is printed.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { type PdfWish, PdfTooLarge, openClosedPage, printPdf } from './chromium-pdf.ts';
import { ChromiumPipe } from './chromium-pipe.ts';
import { pdfMsMax, pdfsWaitingMax, sheetCharactersMax } from './limits.ts';
import { unpackFonts } from './packaged-fonts.ts';

/** What became of a wish for a PDF: the file, or why there is none. */
export type PdfOutcome =
  | { readonly outcome: 'made'; readonly pdf: Buffer }
  | { readonly outcome: 'no-browser' | 'busy' | 'too-large' | 'failed' };

/** Where PDFs are made. */
export class PdfPress {
  readonly #find: () => Promise<string | undefined>;
  readonly #msMax: number;
  /** Where each PDF gets a folder of its own. */
  readonly #folder: string;
  #waiting = 0;
  #last: Promise<unknown> = Promise.resolve();
  #running: ChromiumPipe | undefined;
  #isClosed = false;

  /** @param find gives the browser; undefined where there is none */
  constructor(
    find: () => Promise<string | undefined>,
    { msMax = pdfMsMax, folder = tmpdir() } = {},
  ) {
    this.#find = find;
    this.#msMax = msMax;
    this.#folder = folder;
  }

  /** Makes a PDF after those that were asked for before. */
  async make(wish: PdfWish): Promise<PdfOutcome> {
    if (wish.html.length > sheetCharactersMax) return { outcome: 'too-large' };
    if (this.#isClosed || this.#waiting > pdfsWaitingMax) return { outcome: 'busy' };
    this.#waiting += 1;
    const mine = this.#last.then(() => this.#makeNow(wish));
    this.#last = mine;
    try {
      return await mine;
    } finally {
      this.#waiting -= 1;
    }
  }

  /** Ends what runs; nothing is made from now on. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#running?.kill();
    await this.#last;
  }

  async #makeNow(wish: PdfWish): Promise<PdfOutcome> {
    if (this.#isClosed) return { outcome: 'busy' };
    // Whatever fails here fails for this one alone: those who wait come after it in any case.
    try {
      const executable = await this.#find();
      return executable === undefined
        ? { outcome: 'no-browser' }
        : await this.#makeInFolder(executable, wish);
    } catch (error) {
      return { outcome: error instanceof PdfTooLarge ? 'too-large' : 'failed' };
    }
  }

  async #makeInFolder(executable: string, wish: PdfWish): Promise<PdfOutcome> {
    const folder = await mkdtemp(path.join(this.#folder, 'alliance-pdf-'));
    try {
      return await this.#makeIn(folder, executable, wish);
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  }

  async #makeIn(folder: string, executable: string, wish: PdfWish): Promise<PdfOutcome> {
    await unpackFonts(folder);
    await writeFile(path.join(folder, 'fonts.conf'), fontsIn(folder));
    if (this.#isClosed) return { outcome: 'busy' };
    const chromium = new ChromiumPipe(executable, folder);
    this.#running = chromium;
    const timer = setTimeout(() => chromium.kill(), this.#msMax);
    try {
      const page = await openClosedPage(chromium);
      return { outcome: 'made', pdf: await printPdf(chromium, page, wish) };
    } finally {
      clearTimeout(timer);
      chromium.kill();
      await chromium.ended;
      this.#running = undefined;
    }
  }
}

/** The fonts of the machine, and those that came with the browser. */
function fontsIn(folder: string): string {
  return `<?xml version="1.0"?><fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>${folder}</dir><cachedir>${folder}/cache</cachedir></fontconfig>`;
}
