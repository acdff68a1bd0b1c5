/** Mentions of a seat in the text of a plan: what of them needs one person (IB46 to IB49). Pure: what stands there in, the rows out. */
import { rightInSection } from '../access/right-in-section.ts';
import { type Alliance, type SeatId } from '../alliance/alliance.ts';
import { seatsOf } from '../alliance/coverage.ts';
import { type CarePlan } from '../careplan/care-plan.ts';
import { type DocumentId, type SectionKey } from '../careplan/section.ts';
import { type PersonId } from '../identity/person.ts';
import { owedBy } from './duty.ts';

/** A mention that stands in a text, as the log knows it. */
export interface TextMention {
  readonly documentId: DocumentId;
  readonly seatId: string;
  /** Who wrote it. */
  readonly personId: PersonId;
  /** The row that brought it. */
  readonly seq: number;
  /** ISO 8601 instant. */
  readonly at: string;
}

/** My seat is mentioned in a text, and I have not read it: one row for a section and a seat, for its newest mention. */
export interface TextMentionItem {
  readonly reason: 'text-mention';
  readonly planId: string;
  readonly planTitle: string;
  readonly patientName: string;
  readonly section: { readonly key: SectionKey; readonly heading: string };
  readonly documentId: string;
  readonly seatId: string;
  readonly seatTitle: string;
  readonly from: { readonly name: string; readonly disciplineKey: string };
  /** ISO 8601 instant. */
  readonly at: string;
  /** How far the section must be read for it to go. */
  readonly readsTo: number;
}

/** What decides it. */
export interface MentionsAsked {
  readonly alliance: Alliance;
  readonly plan: CarePlan;
  /** In the order in which they came. */
  readonly mentions: readonly TextMention[];
  /** How far the person has read each text. */
  readonly lookedHeads: ReadonlyMap<DocumentId, number>;
  readonly names: ReadonlyMap<PersonId, string>;
  readonly personId: PersonId;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Nobody is called by a closed alliance, before consent, by themselves, or into a section that they may not read. */
export function textMentionsOf(asked: MentionsAsked): readonly TextMentionItem[] {
  const { alliance, plan, mentions, personId, now } = asked;
  if (alliance.status === 'closed' || alliance.consent === undefined) return [];
  const owed = owedBy(personId, seatsOf(alliance, personId, now), now);
  const items = new Map<string, TextMentionItem>();
  for (const mention of mentions) {
    const seat = owed.find(({ id }) => id === mention.seatId);
    const section = plan.sections.find(({ documentId }) => documentId === mention.documentId);
    if (seat === undefined || section === undefined || mention.personId === personId) continue;
    if (mention.seq <= (asked.lookedHeads.get(mention.documentId) ?? 0)) continue;
    if (rightInSection({ alliance, section, personId, now }) === 'none') continue;
    const where = { key: section.key, heading: section.heading };
    items.set(`${mention.documentId} ${seat.id}`, itemOf(asked, mention, { seat, where }));
  }
  return [...items.values()];
}

function itemOf(
  { alliance, plan, names }: MentionsAsked,
  { documentId, personId, at, seq }: TextMention,
  of: {
    readonly seat: { readonly id: SeatId; readonly role: { readonly title: string } };
    readonly where: TextMentionItem['section'];
  },
): TextMentionItem {
  const writer = alliance.seats.find(({ coverage }) =>
    coverage.some((row) => row.personId === personId),
  );
  return {
    reason: 'text-mention',
    planId: plan.id,
    planTitle: plan.title,
    patientName: plan.patient.name,
    section: of.where,
    documentId,
    seatId: of.seat.id,
    seatTitle: of.seat.role.title,
    from: {
      name: names.get(personId) ?? '',
      disciplineKey: writer?.role.disciplineKey ?? '',
    },
    at,
    readsTo: seq,
  };
}
