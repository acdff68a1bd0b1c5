import { type SeatView } from '../../alliance/alliance-view.ts';
import { type ItemView } from '../item/item-view.ts';
import { type PlanView } from '../plan-view.ts';

/** What can be printed. */
export const printSheets = ['plan', 'bedside'] as const;

/** One of {@link printSheets}: the whole plan, or the one page that hangs at the bed. */
export type PrintSheet = (typeof printSheets)[number];

/** Whether a string from outside names a sheet. */
export function isPrintSheet(text: string): text is PrintSheet {
  return (printSheets as readonly string[]).includes(text);
}

/** What is printed: a plan and its items, already cut to what their reader may see. */
export interface PrintSource {
  readonly plan: PlanView;
  readonly items: readonly ItemView[];
  /** ISO 8601 instant: the text is as it was saved then. */
  readonly at: string;
  /** IANA name of the zone in which times are written: "Europe/Vienna". */
  readonly timeZone: string;
}

/** A goal, an intervention or a row of the kind. */
export type ItemOf<Kind extends ItemView['kind']> = Extract<ItemView, { readonly kind: Kind }>;

/** Whether times can be written in a zone of this name. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
}

/** A seat of the plan's alliance. */
export function seatIn({ plan }: PrintSource, seatId: string | null): SeatView | undefined {
  return plan.alliance.seats.find(({ id }) => id === seatId);
}

/** The name of somebody known by id alone, as far as the item or the alliance knows it. */
export function nameIn({ plan }: PrintSource, item: ItemView, personId: string): string {
  const said =
    item.kind === 'goal' ? [...item.agreements, ...item.progress].map(({ by }) => by) : [];
  const covers = plan.alliance.seats.flatMap(({ coverage, now }) => [...now, ...coverage]);
  return (
    [item.author, ...said, ...covers].find((each) => each.personId === personId)?.name ?? 'Somebody'
  );
}
