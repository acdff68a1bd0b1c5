import { printDocument } from '@alliance/shared/careplan/print/print-sheet';
import {
  type PrintSheet,
  type PrintSource,
  isPrintSheet,
  isTimeZone,
} from '@alliance/shared/careplan/print/print-source';
import { type Person } from '@alliance/shared/identity/person';

import { Allowances } from '../../core/allowances.ts';
import { type Problem, problems } from '../../http/problem.ts';
import { type Reply, type Route, memberRoute, nothing } from '../../http/route.ts';
import { type PlanRecord, type Storage } from '../../storage/port.ts';
import { type Admission } from '../../sync/ports.ts';
import { type ItemReading } from '../item/item-reader.ts';
import { type PlanReader } from '../plan-reader.ts';
import { pdfsPerPersonMax, pdfsPerPersonMs, printersMax, sheetCharactersMax } from './limits.ts';
import { type Paper, papers } from './paper.ts';
import { type PdfMeasures } from './pdf-measures.ts';
import { type PdfOutcome, type PdfPress } from './pdf-press.ts';
import { pdfProblems } from './pdf-problems.ts';

/** What printing needs. */
export interface PdfRouteSettings {
  readonly reader: Pick<PlanReader, 'view'>;
  readonly items: Pick<ItemReading, 'list'>;
  readonly press: Pick<PdfPress, 'make'>;
  readonly measures: PdfMeasures;
  readonly admission: Pick<Admission, 'planFor'>;
  readonly storage: Pick<Storage, 'writeAudit'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** A plan as a PDF for whoever may read it, holding what they may see. A plan of others is answered like none (CP2). */
export function pdfRoutes(settings: PdfRouteSettings): readonly Route[] {
  const { admission, now } = settings;
  const asked = new Allowances({
    max: pdfsPerPersonMax,
    stretchMs: pdfsPerPersonMs,
    keysMax: printersMax,
  });
  return [
    memberRoute({
      method: 'get',
      path: '/api/plans/{planId}/pdf',
      summary: 'A plan as a PDF: all of it, or the one page for the bedside',
      queryNames: ['sheet', 'paper', 'zone'],
      body: nothing,
      answer: nothing,
      sends: 'application/pdf',
      async handle({ visitor: { person }, params, query }) {
        const record = await admission.planFor(person, params['planId'] ?? '');
        if (record === undefined) return problems.notFound;
        const wish = wishOf(query);
        if ('status' in wish) return wish;
        if (!asked.take(person.id, now())) return problems.askedTooOften;
        return makePdf(settings, { person, record, wish });
      },
    }),
  ];
}

interface Wish {
  readonly sheet: PrintSheet;
  readonly paper: Paper;
  readonly timeZone: string;
}

function wishOf(query: Readonly<Record<string, string>>): Wish | Problem {
  const { sheet = 'plan', paper: asked = 'a4', zone = 'UTC' } = query;
  const paper = papers.find((each) => each === asked);
  return isPrintSheet(sheet) && paper !== undefined && isTimeZone(zone)
    ? { sheet, paper, timeZone: zone }
    : pdfProblems.unknownSheet;
}

async function makePdf(
  settings: PdfRouteSettings,
  { person, record, wish }: { person: Person; record: PlanRecord; wish: Wish },
): Promise<Reply<undefined>> {
  const { reader, items, press, measures, storage, now } = settings;
  const at = new Date(now()).toISOString();
  const plan = await reader.view(person, record);
  const source = {
    plan,
    items: (await items.list(person, record)).items,
    at,
    timeZone: wish.timeZone,
  };
  const end = measures.begin();
  const made = await make(press, source, wish);
  end(made.outcome);
  if (made.outcome !== 'made') return pdfProblems[made.outcome];
  // What left the house is written down before it leaves (PT11).
  const action = `plan.pdf.${wish.sheet}`;
  await storage.writeAudit({ at, personId: person.id, action, subjectId: record.plan.id });
  const name = `${fileNames[wish.sheet]}-${at.slice(0, 10)}.pdf`;
  return { answer: undefined, file: { type: 'application/pdf', name, bytes: made.pdf } };
}

/** What cannot become a PDF is not even laid out: that alone would keep everybody waiting. */
async function make(
  press: Pick<PdfPress, 'make'>,
  source: PrintSource,
  { sheet, paper }: Wish,
): Promise<PdfOutcome> {
  if (isTooLong(source)) return { outcome: 'too-large' };
  return press.make({ html: printDocument(sheet, source), paper, isOnePage: sheet === 'bedside' });
}

function isTooLong({ plan, items }: PrintSource): boolean {
  let left = sheetCharactersMax;
  for (const { rendered } of plan.sections) left -= rendered.html.length;
  return items.some((item) => {
    left -= JSON.stringify(item).length;
    return left < 0;
  });
}

const fileNames: Readonly<Record<PrintSheet, string>> = {
  plan: 'care-plan',
  bedside: 'bedside-sheet',
};
