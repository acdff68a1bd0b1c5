import { type Field } from '../../comments/field.ts';
import { type Timing } from '../item/intervention.ts';
import { type ItemView } from '../item/item-view.ts';
import { type Html, html } from './html.ts';
import { type PrintSource, nameIn, seatIn } from './print-source.ts';
import { dayInWords, instantInWords, timingInWords } from './print-times.ts';
import {
  achievementWords,
  componentWords,
  interventionStatusWords,
  lifecycleWords,
  signedScore,
} from './print-words.ts';

/** One line of what is known about an item. */
export interface Fact {
  readonly label: string;
  readonly words: string | Html;
}

/** The written fields of an item, each with its name; values between which nobody has decided stand side by side, each with who and when. */
export function factsOf(
  source: PrintSource,
  item: ItemView,
  names: Readonly<Record<string, string>>,
): readonly Fact[] {
  const fields: Readonly<Record<string, Field<unknown>>> = { ...item.fields };
  return Object.entries(names).flatMap(([name, label]): readonly Fact[] => {
    const field = fields[name];
    if (field === undefined) return [];
    if (field.candidates !== undefined && field.candidates.length > 0)
      return [{ label, words: undecided(source, item, { name, field }) }];
    const words = valueInWords(source, name, field.value);
    return words === '' ? [] : [{ label, words }];
  });
}

function undecided(
  source: PrintSource,
  item: ItemView,
  { name, field }: { readonly name: string; readonly field: Field<unknown> },
): Html {
  const values = [field, ...(field.candidates ?? [])].map(({ value, by, at }) => {
    const words = valueInWords(source, name, value) || '(empty)';
    return html`<li>
      <b>${words}</b> (${nameIn(source, item, by)}, ${instantInWords(at, source)})
    </li>`;
  });
  return html`<b>not decided</b>
    <ul>
      ${values}
    </ul>`;
}

/** The value of a field in words; empty where nobody wrote one. */
export function valueInWords(source: PrintSource, name: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (isTiming(value)) return timingInWords(value);
  if (typeof value === 'number')
    return name === 'scaleBaseline' ? signedScore(value) : String(value);
  if (typeof value !== 'string') return '';
  if (name.endsWith('On')) return dayInWords(value);
  if (name === 'expressedBy' || name === 'responsible') return seatInWords(source, value);
  if (name === 'leadDiscipline') return disciplineInWords(source, value);
  return codes[name]?.[value] ?? value;
}

function isTiming(value: unknown): value is Timing {
  return typeof value === 'object' && value !== null && 'timesOfDay' in value;
}

const codes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  lifecycle: lifecycleWords,
  achievement: achievementWords,
  status: interventionStatusWords,
  component: componentWords,
};

/** What a seat is called; the patient by the name that they prefer. */
export function seatInWords(source: PrintSource, seatId: string): string {
  const seat = seatIn(source, seatId);
  if (seat === undefined) return 'a seat that is not there any more';
  return seat.disciplineKey === 'patient' ? source.plan.patient.preferredName : seat.title;
}

/** What a discipline is called in this alliance: as its seat is, or by its own key where it has none. */
export function disciplineInWords({ plan }: PrintSource, key: string): string {
  const seat = plan.alliance.seats.find(({ disciplineKey }) => disciplineKey === key);
  return seat?.title ?? key.replaceAll('-', ' ');
}
