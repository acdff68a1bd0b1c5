import { atomText } from '../editor/block-text.ts';
import { type BlockJson, type InlineJson, type SectionJson } from '../editor/section-json.ts';
import { type Alliance, type Seat } from './alliance.ts';
import { canonicalJson } from './canonical-json.ts';
import { type CharterContent, type CharterSeat } from './charter.ts';

/**
 * What a charter would say if it were put forward now. Its prose is brought into one form, so that words that read the
 * same have the same hash however they were typed (AL44).
 */
export function charterContentOf(
  alliance: Pick<Alliance, 'name' | 'purpose' | 'charter' | 'seats'>,
  prose: SectionJson,
): CharterContent {
  const { name, purpose, charter, seats } = alliance;
  return {
    name,
    purpose,
    agreements: charter.agreements,
    seats: seats.map(charterSeat),
    prose: { blocks: prose.blocks.map((block) => tidied(withoutAtoms(block, prose.chips))) },
  };
}

function charterSeat({ id, role, isRequired, isLead, isSteward, scope }: Seat): CharterSeat {
  const { title, disciplineKey, responsibilities, offers, needs } = role;
  const seat = { seatId: id, title, disciplineKey, isRequired, isLead, isSteward };
  return { ...seat, responsibilities, offers, needs, scope };
}

/** A charter says for good what its chips show, and not where that is written down. */
function withoutAtoms(block: BlockJson, chips: SectionJson['chips']): BlockJson {
  const inline = block.inline.map((part) =>
    'name' in part && part.name === 'chip' ? { text: atomText(part, chips), marks: {} } : part,
  );
  return { ...block, inline };
}

/** Neighbouring runs with the same marks as one, as they are read; a run without words is none. */
function tidied(block: BlockJson): BlockJson {
  const inline: InlineJson[] = [];
  for (const run of block.inline) {
    const last = inline.at(-1);
    const isText = 'text' in run;
    if (isText && last !== undefined && 'text' in last && hasSameMarks(last, run))
      inline.splice(-1, 1, { ...last, text: last.text + run.text });
    else if (!isText || run.text !== '') inline.push(run);
  }
  return { ...block, inline };
}

function hasSameMarks(
  one: { readonly marks: unknown },
  other: { readonly marks: unknown },
): boolean {
  return canonicalJson(one.marks) === canonicalJson(other.marks);
}
