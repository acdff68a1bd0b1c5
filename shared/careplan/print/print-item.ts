import { beginningOf } from '../../inbox/excerpt.ts';
import { type ItemView } from '../item/item-view.ts';
import { smartOf } from '../item/smart.ts';
import { type Html, html } from './html.ts';
import { type ItemOf, type PrintSource, seatIn } from './print-source.ts';
import { dayInWords, instantInWords, listed } from './print-times.ts';
import { type Fact, disciplineInWords, factsOf, seatInWords } from './print-values.ts';
import {
  answerWords,
  gapWords,
  goalFieldWords,
  interventionFieldWords,
  signedScore,
  tagWords,
} from './print-words.ts';

/** An item with everything that is known about it, as it stands in the printed text (PT3). */
export function printItem(source: PrintSource, item: ItemView): Html {
  return html`<div class="item" data-kind="${item.kind}" ${item.struck && html` data-struck=""`}>
    ${notes(source, item)}${body(source, item)}${tags(item)}
  </div>`;
}

/** What stands where a card's record is not there for the reader; never more than that. */
export const absentItem: Html = html`<div class="item">
  <p class="note">What stands here is not for you, or it is not in the plan any more.</p>
</div>`;

/** What stands where a record has a further card. */
export function repeatedItem(item: ItemView): Html {
  return html`<div class="item">
    <p class="note">${shortNameOf(item)}: it stands in full above.</p>
  </div>`;
}

function body(source: PrintSource, item: ItemView): Html {
  if (item.kind === 'goal') return printGoal(source, item);
  return item.kind === 'intervention' ? printIntervention(source, item) : printRow(source, item);
}

/** Struck and private things are told apart before their words are read. */
function notes(source: PrintSource, { struck, isPrivate }: ItemView): Html {
  return html`${
    struck &&
    html`<p class="note">
      Struck by ${struck.by.name}, ${instantInWords(struck.at, source)}: ${struck.reason}
    </p>`
  }${isPrivate && html`<p class="note">Private: only you see this until you share it.</p>`}`;
}

function printGoal(source: PrintSource, goal: ItemOf<'goal'>): Html {
  const { statement: words, ...names } = goalFieldWords;
  const { missing } = smartOf(goal);
  const facts: readonly Fact[] = [
    ...factsOf(source, goal, names),
    ...some(
      'Together with',
      goal.supporting.map((key) => disciplineInWords(source, key)),
    ),
    ...some(
      'Missing',
      missing.map((gap) => gapWords[gap]),
    ),
    ...some('What we do for it', interventionsFor(source, goal)),
  ];
  return html`${title(source, goal, { kind: words, field: 'statement' })}${list(facts)}
  ${lines('Parts', parts(source, goal))}${lines('Agreement', agreements(source, goal))}${lines('Progress', progress(goal))}`;
}

function printIntervention(source: PrintSource, item: ItemOf<'intervention'>): Html {
  const { text: words, ...names } = interventionFieldWords;
  const goals = source.items.filter(({ id }) => item.goalIds.includes(id)).map(shortNameOf);
  const facts: readonly Fact[] = [
    ...factsOf(source, item, names),
    ...some(
      'Assisted by',
      item.assisting.map((seatId) => seatInWords(source, seatId)),
    ),
    ...some('For', goals),
  ];
  const done = item.done.map(
    ({ by, at, note }) =>
      html`<li>${instantInWords(at, source)}, ${by.name}${note && `: ${note}`}</li>`,
  );
  return html`${title(source, item, { kind: words, field: 'text' })}${list(facts)}${lines('Done', done)}`;
}

function printRow(source: PrintSource, item: ItemOf<'contingency'>): Html {
  const facts = factsOf(source, item, { condition: 'If', action: 'then', call: 'call' });
  return facts.length === 0 ? html`<p>${unnamed.contingency}</p>` : list(facts);
}

/** The first words of an item, strong; where nobody has decided them, all of them. */
function title(
  source: PrintSource,
  item: ItemView,
  { kind, field }: { readonly kind: string; readonly field: string },
): Html {
  const [fact] = factsOf(source, item, { [field]: kind });
  return html`<div class="words">
    <span class="kind">${kind}:</span> <strong>${fact?.words ?? unnamed[item.kind]}</strong>
  </div>`;
}

const unnamed = {
  goal: 'A goal without words yet',
  intervention: 'An intervention without words yet',
  contingency: 'A row without words yet',
} as const;

/** What an item is called where another one speaks of it: no more than a line. */
function shortNameOf(item: ItemView): string {
  return beginningOf(nameOfItem(item));
}

/** What an item is called: its own first words. */
export function nameOfItem(item: ItemView): string {
  return firstWords(item).trim() || unnamed[item.kind];
}

function firstWords(item: ItemView): string {
  if (item.kind === 'goal') return item.fields.statement.value;
  return item.kind === 'intervention' ? item.fields.text.value : item.fields.condition.value;
}

function interventionsFor({ items }: PrintSource, { id }: ItemOf<'goal'>): readonly string[] {
  return items
    .filter(
      (item) =>
        item.kind === 'intervention' && item.struck === undefined && item.goalIds.includes(id),
    )
    .map(shortNameOf);
}

function parts(source: PrintSource, { parts: said }: ItemOf<'goal'>): readonly Html[] {
  return said.map(({ seatId, contributed, asked }) => {
    const seat = seatIn(source, seatId)?.title ?? 'A seat that is not there any more';
    if (contributed !== undefined)
      return html`<li>
        ${seat}: ${contributed.text} (${contributed.by.name},
        ${instantInWords(contributed.at, source)})
      </li>`;
    return html`<li>
      ${seat}: asked, no part
      yet${asked && ` (${asked.by.name}, ${instantInWords(asked.at, source)})`}
    </li>`;
  });
}

function agreements(source: PrintSource, { agreements: said }: ItemOf<'goal'>): readonly Html[] {
  return said.map(
    ({ by, at, answer, note }) =>
      html`<li>
        ${by.name}, ${by.title}, ${answerWords[answer]}${note && `: ${note}`}
        (${instantInWords(at, source)})
      </li>`,
  );
}

function progress({ progress: looks, fields }: ItemOf<'goal'>): readonly Html[] {
  const { value: unit } = fields.unit;
  return looks.map(({ on, score, value, note, by }) => {
    const words = [
      value === '' ? '' : `${value} ${unit}`.trim(),
      score === undefined ? '' : `scale ${signedScore(score)}`,
      note,
    ].filter((each) => each !== '');
    return html`<li>${dayInWords(on)}: ${words.join(', ')} (${by.name})</li>`;
  });
}

function tags({ tags: hung }: ItemView): Html {
  return lines(
    'Tags',
    hung.map(
      ({ name, note, by }) => html`<li>${tagWords[name]}${note && `: ${note}`} (${by.name})</li>`,
    ),
  );
}

function some(label: string, words: readonly string[]): readonly Fact[] {
  return words.length === 0 ? [] : [{ label, words: listed(words) }];
}

function list(facts: readonly Fact[]): Html {
  if (facts.length === 0) return html``;
  return html`<dl>
    ${facts.map(
      ({ label, words }) =>
        html`<div>
          <dt>${label}:</dt>
          <dd>${words}</dd>
        </div> `,
    )}
  </dl>`;
}

function lines(label: string, rows: readonly Html[]): Html {
  return rows.length === 0
    ? html``
    : html`<p class="label">${label}</p>
        <ul>
          ${rows}
        </ul>`;
}
