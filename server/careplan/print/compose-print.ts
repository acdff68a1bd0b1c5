import { type Registry } from 'prom-client';

import { type Route } from '../../http/route.ts';
import { type Storage } from '../../storage/port.ts';
import { type Admission } from '../../sync/ports.ts';
import { createItemReading } from '../item/item-reader.ts';
import { type PlanReader } from '../plan-reader.ts';
import { findChromium } from './chromium-path.ts';
import { createPdfMeasures } from './pdf-measures.ts';
import { PdfPress } from './pdf-press.ts';
import { pdfRoutes } from './pdf-routes.ts';

/** Printing, from the browser that does it to its route. */
export interface Printing {
  readonly routes: readonly Route[];
  /** Ends the browser, if one runs. */
  close(): Promise<void>;
}

/** Introduces the parts of printing to each other. */
export function composePrinting(settings: {
  readonly reader: Pick<PlanReader, 'view'>;
  readonly storage: Pick<Storage, 'item' | 'itemsOf' | 'itemVersions' | 'writeAudit'>;
  readonly admission: Pick<Admission, 'planFor'>;
  readonly registry: Registry;
  /** The browser's place, where the operator names one. */
  readonly chromium: string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}): Printing {
  const press = new PdfPress(() => findChromium(settings.chromium));
  const items = createItemReading(settings);
  const measures = createPdfMeasures(settings.registry);
  return {
    routes: pdfRoutes({ ...settings, items, press, measures }),
    close: () => press.close(),
  };
}
