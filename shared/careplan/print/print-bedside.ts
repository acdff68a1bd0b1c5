import { type SectionKey } from '../section.ts';
import { type Html, html } from './html.ts';
import { nameOfItem } from './print-item.ts';
import { patientPart, whoToCall } from './print-parts.ts';
import { type ItemOf, type PrintSource } from './print-source.ts';
import { cardIdsIn, textWithoutCards } from './print-text.ts';
import { dayInWords } from './print-times.ts';
import { disciplineInWords, factsOf } from './print-values.ts';

/**
 * The sheet that hangs at the bed: who this is, what matters to them, what must not be forgotten, what to do if
 * something happens, the active goals, and who to call (PT4). Visitors read it too: nothing of a private or restricted
 * section is on it, and nothing that is struck (PT5).
 */
export function printBedside(source: PrintSource): Html {
  const hung = forTheBed(source);
  return html` ${patientPart(source)} ${part('What matters', whatMatters(hung))} ${careful(hung)}
  ${rows(hung)} ${part('Goals', listOf(goals(hung)))} ${whoToCall(source)}`;
}

/** The sections that are left out of the sheet at the bed, because visitors read it too: by their headings. */
export function leftOutAtBedside(source: PrintSource): readonly string[] {
  const hung = new Set(forTheBed(source).plan.sections.map(({ key }) => key));
  return source.plan.sections
    .filter(({ key, retired }) => !hung.has(key) && retired === undefined)
    .map(({ heading }) => heading);
}

function forTheBed(source: PrintSource): PrintSource {
  const { plan, items } = source;
  const restricted = new Set<SectionKey>(
    plan.alliance.sections.filter(({ isRestricted }) => isRestricted).map(({ key }) => key),
  );
  const sections = plan.sections.filter(
    ({ key, isPrivate, retired }) =>
      isPrivate !== true && retired === undefined && !restricted.has(key),
  );
  const keys = new Set(sections.map(({ key }) => key));
  return {
    ...source,
    plan: { ...plan, sections },
    items: items.filter(
      ({ sectionKey, isPrivate, struck }) =>
        keys.has(sectionKey) && isPrivate !== true && struck === undefined,
    ),
  };
}

function part(heading: string, body: Html | undefined): Html | undefined {
  return (
    body &&
    html`<section>
      <h2>${heading}</h2>
      ${body}
    </section>`
  );
}

function careful(source: PrintSource): Html | undefined {
  const list = listOf(precautions(source));
  return (
    list &&
    html`<section class="careful">
      <h2>Careful</h2>
      ${list}
    </section>`
  );
}

function listOf(lines: readonly Html[]): Html | undefined {
  return lines.length === 0
    ? undefined
    : html`<ul>
        ${lines}
      </ul>`;
}

function whatMatters({ plan }: PrintSource): Html | undefined {
  const section = plan.sections.find(({ key }) => key === 'what-matters');
  if (section === undefined || section.rendered.html === '') return undefined;
  return html`<div class="text">${textWithoutCards(section)}</div>`;
}

/** What the texts call out, then the precautions and stop rules of what is done now. */
function precautions(source: PrintSource): readonly Html[] {
  const said = source.plan.sections.flatMap(({ now }) =>
    now.precautions.map(({ text }) => html`<li>${text}</li>`),
  );
  return [...said, ...source.items.flatMap((item) => precautionsOf(source, item))];
}

function precautionsOf(source: PrintSource, item: PrintSource['items'][number]): readonly Html[] {
  if (item.kind !== 'intervention' || item.fields.status.value !== 'active') return [];
  const facts = factsOf(source, item, { precautions: '', stopRule: 'Stop and call if:' });
  if (facts.length === 0) return [];
  const words = facts.map(
    ({ label, words: said }) => html` ${label && html`<b>${label}</b> `}${said}`,
  );
  return [html`<li>${nameOfItem(item).replace(/\.$/u, '')}:${words}</li>`];
}

/** If … then … call …: the rows of the text, then the rows that are records. */
function rows(source: PrintSource): Html | undefined {
  const said = source.plan.sections.flatMap(({ now }) =>
    now.calls.map(
      ({ when, act = '', call = '' }) =>
        html`<tr>
          <th scope="row">${when}</th>
          <td>${act}</td>
          <td>${call}</td>
        </tr>`,
    ),
  );
  const kept = source.items.flatMap((item) => {
    if (item.kind !== 'contingency') return [];
    const [condition, action, call] = (['condition', 'action', 'call'] as const).map(
      (name) => factsOf(source, item, { [name]: name })[0]?.words ?? '',
    );
    return [
      html`<tr>
        <th scope="row">${condition}</th>
        <td>${action}</td>
        <td>${call}</td>
      </tr>`,
    ];
  });
  const all = [...said, ...kept];
  if (all.length === 0) return undefined;
  return html`<section class="calls">
    <h2>If something happens: what to do, whom to call</h2>
    <table>
      <tbody>
        ${all}
      </tbody>
    </table>
  </section>`;
}

/** Active goals, one line each: those placed in the text in its order, then the others. */
function goals(source: PrintSource): readonly Html[] {
  const order = source.plan.sections.flatMap((section) => cardIdsIn(section));
  const placeOf = (id: string): number => (order.includes(id) ? order.indexOf(id) : order.length);
  return source.items
    .filter((item) => item.kind === 'goal')
    .filter(({ fields }) => ['accepted', 'active'].includes(fields.lifecycle.value))
    .toSorted((one, other) => placeOf(one.id) - placeOf(other.id))
    .map((goal) => goalLine(source, goal));
}

function goalLine(source: PrintSource, goal: ItemOf<'goal'>): Html {
  const { fields } = goal;
  const [words] = factsOf(source, goal, { statement: '' });
  const more = [
    fields.dueOn.value === null ? '' : `by ${dayInWords(fields.dueOn.value)}`,
    fields.leadDiscipline.value === null
      ? ''
      : disciplineInWords(source, fields.leadDiscipline.value),
  ].filter((each) => each !== '');
  return html`<li>
    <b>${words?.words ?? nameOfItem(goal)}</b>${more.length > 0 ? ` (${more.join(', ')})` : ''}
  </li>`;
}
