import { Counter, Histogram, type Registry } from 'prom-client';

import { type PdfOutcome } from './pdf-press.ts';

/** Counts and times what was asked to be a PDF; never which. */
export interface PdfMeasures {
  /** Call what it gives with what became of it. */
  begin(): (outcome: PdfOutcome['outcome']) => void;
}

/** Measures in a registry. */
export function createPdfMeasures(registry: Registry): PdfMeasures {
  const pdfs = new Counter({
    name: 'alliance_pdfs_total',
    help: 'PDFs asked for, by what became of them.',
    labelNames: ['outcome'] as const,
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'alliance_pdf_seconds',
    help: 'Time to make a PDF, waiting for its turn included.',
    buckets: [0.5, 1, 2, 5, 10, 25, 60],
    registers: [registry],
  });
  return {
    begin() {
      const observe = seconds.startTimer();
      return (outcome) => {
        pdfs.inc({ outcome });
        observe();
      };
    },
  };
}
