/**
 * The one renderer of paper: the page that is printed from a browser and the PDF that the server makes are the same
 * elements with the same style sheet. It is pure and knows what it is given: a plan cut to what its reader may see.
 */
import { html } from './html.ts';
import { printBedside } from './print-bedside.ts';
import { printPlan } from './print-plan.ts';
import { type PrintSheet, type PrintSource } from './print-source.ts';
import { printStyle } from './print-style.ts';
import { instantInWords } from './print-times.ts';

/** A sheet as escaped HTML. Its head is repeated on every page: the patient, and of when this copy is (PT6). */
export function printSheet(sheet: PrintSheet, source: PrintSource): string {
  const { patient } = source.plan;
  const time = instantInWords(source.at, source);
  const content = sheet === 'plan' ? printPlan(source) : printBedside(source);
  // A table's head is the one thing that every browser repeats on each page.
  return html`<div class="printed" data-sheet="${sheet}" lang="en">
    <table class="pages" role="presentation">
      <thead>
        <tr>
          <td>
            <div class="head">
              <b>${patient.name}</b> ${patient.identifier}<span class="copy"
                >not signed: working copy of ${time}</span
              >
            </div>
          </td>
        </tr>
      </thead>
      <tbody>
        <tr>
          <td>${content}</td>
        </tr>
      </tbody>
    </table>
  </div>`.html;
}

/** A sheet as a page of its own, which asks nobody for anything. Its title holds no name: it becomes part of the file. */
export function printDocument(sheet: PrintSheet, source: PrintSource): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${titles[sheet]}</title><style>body { margin: 0; }${printStyle}</style></head><body>${printSheet(sheet, source)}</body></html>`;
}

const titles: Readonly<Record<PrintSheet, string>> = {
  plan: 'Care plan',
  bedside: 'Bedside sheet',
};
