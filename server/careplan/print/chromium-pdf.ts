import { type Answered, type ChromiumPipe, ChromiumRefused } from './chromium-pipe.ts';
import { pdfBytesMax, pdfPieceBytes } from './limits.ts';
import { type Paper } from './paper.ts';

/** The PDF would be larger than anybody prints. */
export class PdfTooLarge extends Error {
  override readonly name = 'PdfTooLarge';
}

/** A page that becomes a PDF. */
export interface PdfWish {
  /** A whole document that needs nothing from anywhere. */
  readonly html: string;
  readonly paper: Paper;
  /** It is one page, as long as it can be read: else it has its full size. */
  readonly isOnePage: boolean;
}

/** A page of a browser that reads no script and reaches nothing. */
export interface ClosedPage {
  readonly sessionId: string;
  readonly frameId: string;
}

/** Opens an empty page and closes everything around it, before it gets a single word. */
export async function openClosedPage(chromium: ChromiumPipe): Promise<ClosedPage> {
  const { targetId } = await chromium.ask('Target.createTarget', { url: 'about:blank' });
  const attached = await chromium.ask('Target.attachToTarget', { targetId, flatten: true });
  const sessionId = textOf(attached, 'sessionId');
  await chromium.ask('Emulation.setScriptExecutionDisabled', { value: true }, sessionId);
  await chromium.ask('Network.enable', {}, sessionId);
  await chromium.ask('Network.setBlockedURLs', { urls: ['*'] }, sessionId);
  await chromium.ask('Network.emulateNetworkConditions', noNetwork, sessionId);
  await chromium.ask('Page.enable', {}, sessionId);
  const { frameTree } = await chromium.ask('Page.getFrameTree', {}, sessionId);
  const frame = recordOf(recordOf(frameTree)['frame']);
  return { sessionId, frameId: textOf(frame, 'id') };
}

const noNetwork = { offline: true, latency: 0, downloadThroughput: 0, uploadThroughput: 0 };

/** Lays a document out on paper. */
export async function printPdf(
  chromium: ChromiumPipe,
  { sessionId, frameId }: ClosedPage,
  { html, paper, isOnePage }: PdfWish,
): Promise<Buffer> {
  await chromium.ask('Page.setDocumentContent', { frameId, html }, sessionId);
  const size = sizes[paper];
  const asItIs = await printOnce(chromium, sessionId, { ...size, scale: 1 });
  if (!isOnePage || pagesOf(asItIs) === 1) return asItIs;
  for (const scale of smaller) {
    // Each is only made when the one before was too long.
    // oxlint-disable-next-line no-await-in-loop
    const pdf = await printOnce(chromium, sessionId, { ...size, scale });
    if (pagesOf(pdf) === 1) return pdf;
  }
  return asItIs;
}

/** Nobody reads it at a bed when it is smaller than the last one: it then has two pages in its full size. */
const smaller = [0.94, 0.88, 0.82, 0.76];

/** Inches. */
const sizes: Readonly<Record<Paper, object>> = {
  a4: { paperWidth: 8.27, paperHeight: 11.69 },
  letter: { paperWidth: 8.5, paperHeight: 11 },
};

/** Chromium writes the objects of pages as they are, each with its type. */
export function pagesOf(pdf: Buffer): number {
  return [...pdf.toString('latin1').matchAll(/\/Type\s*\/Page\b(?!s)/g)].length;
}

async function printOnce(chromium: ChromiumPipe, sessionId: string, size: object): Promise<Buffer> {
  const wish = { ...size, preferCSSPageSize: false, transferMode: 'ReturnAsStream' };
  const handle = textOf(await chromium.ask('Page.printToPDF', wish, sessionId), 'stream');
  const pieces: Buffer[] = [];
  let bytes = 0;
  for (let isOver = false; !isOver;) {
    // One piece after the other, so that a PDF that is too large is noticed before it is here.
    // oxlint-disable-next-line no-await-in-loop
    const piece = await chromium.ask('IO.read', { handle, size: pdfPieceBytes }, sessionId);
    const data = Buffer.from(textOf(piece, 'data'), 'base64');
    pieces.push(data);
    bytes += data.length;
    if (bytes > pdfBytesMax) throw new PdfTooLarge('Too many pages.');
    isOver = piece['eof'] === true;
  }
  await chromium.ask('IO.close', { handle }, sessionId);
  return Buffer.concat(pieces);
}

function textOf(answer: Answered, name: string): string {
  const text = answer[name];
  if (typeof text !== 'string') throw new ChromiumRefused('It answered something else.');
  return text;
}

function recordOf(value: unknown): Answered {
  if (typeof value !== 'object' || value === null)
    throw new ChromiumRefused('It answered something else.');
  return { ...value };
}
