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
    prose: { blocks: prose.blocks.map(tidied) },
  };
}

function charterSeat({ id, role, isRequired, isLead, isSteward, scope }: Seat): CharterSeat {
  const { title, disciplineKey, responsibilities, offers, needs } = role;
  const seat = { seatId: id, title, disciplineKey, isRequired, isLead, isSteward };
  return { ...seat, responsibilities, offers, needs, scope };
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
