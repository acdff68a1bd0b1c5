import { type Problem } from '../../http/problem.ts';
import { type PdfOutcome } from './pdf-press.ts';

/** Why there is no PDF. Each leads to the print page, which needs nothing but the reader's own browser (PT10). */
export const pdfProblems = {
  'no-browser': {
    status: 501,
    code: 'not-supported',
    text: 'This server cannot make PDFs. The plan is safe. Print it from this page instead: choose “Print”, and there “Save as PDF” where you need a file.',
    rule: 'PT10',
    reason: 'no-browser',
  },
  busy: {
    status: 503,
    code: 'transient',
    text: 'Several PDFs are being made now. The plan is safe. Try again in a minute, or choose “Print” on this page.',
    rule: 'PT12',
    reason: 'busy',
  },
  'too-large': {
    status: 413,
    code: 'too-long',
    text: 'This plan is too long for one PDF of this server. Nothing is lost. Choose “Print” on this page.',
    rule: 'PT12',
    reason: 'too-large',
  },
  failed: {
    status: 503,
    code: 'transient',
    text: 'The PDF could not be made now. The plan is safe. Try again, or choose “Print” on this page.',
    rule: 'PT12',
    reason: 'failed',
  },
  unknownSheet: {
    status: 400,
    code: 'invalid',
    text: 'This cannot be printed: the sheet is “plan” or “bedside”, the paper “a4” or “letter”, and the zone one like “Europe/Vienna”.',
    rule: 'PT8',
  },
} as const satisfies Record<Exclude<PdfOutcome['outcome'], 'made'> | 'unknownSheet', Problem>;
