/**
 * What somebody is to an item of a plan. As with threads, rights follow the seat; only what was proposed and not yet
 * taken up stays with the person who proposed it.
 */
import { type Seat, type SeatId } from '../alliance/alliance.ts';
import { isPatientSide } from '../alliance/discipline.ts';
import { type PlanItem } from '../careplan/item/item.ts';
import { type SectionKey } from '../careplan/section.ts';
import { type ItemStanding, isWritable, rightFrom, rightHere } from './item-standing.ts';
import { belongsTo } from './right-in-section.ts';
import { includesComment } from './section-right.ts';

/** Everything that somebody can be to an item. */
export const itemRelations = [
  /** May change the text of the section in which it is at home. */
  'editor',
  /** Sits in a seat of the discipline that leads the goal, and may comment there. */
  'lead',
  /** Proposed it, and nobody has taken it up yet: a goal that is still proposed, a row that nobody else has written. */
  'proposer',
  /** Sits in the seat that is responsible for the intervention. */
  'responsible',
  /** Sits in a seat of a discipline that supports the goal, or in one that assists the intervention. */
  'supporter',
  /** A professional who may comment there. */
  'asker',
  /** Speaks for a seat that sees it. */
  'speaker',
  /** Alone knows of it. */
  'owner',
] as const;

/** One of {@link itemRelations}. */
export type ItemRelation = (typeof itemRelations)[number];

/** Whether a person sees an item now: they read its section, and it was shared, or is theirs (IT2, IT3). What was made in a draft that was left behind is seen by nobody (CP20). */
export function seesItem(standing: ItemStanding, item: PlanItem): boolean {
  if (rightHere(standing, item.sectionKey) === 'none') return false;
  const anewSince = standing.anewSince.get(item.sectionKey);
  if (!belongsTo({ ...(anewSince !== undefined && { anewSince }) }, item.madeAt)) return false;
  return item.isPrivate !== true || item.author.personId === standing.personId;
}

/** What a person is to an item now; nothing for who does not see it, and where nobody may write. */
export function relationsToItem(standing: ItemStanding, item: PlanItem): ReadonlySet<ItemRelation> {
  const { sectionKey } = item;
  if (!seesItem(standing, item) || !isWritable(standing, sectionKey)) return new Set();
  const isMine = item.author.personId === standing.personId;
  const isTrue: Readonly<Record<ItemRelation, boolean>> = {
    editor: mayEditThere(standing, sectionKey),
    lead: leads(standing, item),
    proposer: isMine && mayCommentThere(standing, sectionKey) && isOnlyProposed(item),
    responsible: isResponsible(standing, item),
    supporter: supports(standing, item),
    asker: commentingSeats(standing, sectionKey).some(isProfessional),
    speaker: speakingSeats(standing, sectionKey).length > 0,
    owner: isMine && item.isPrivate === true,
  };
  return new Set(itemRelations.filter((relation) => isTrue[relation]));
}

/** The seats for which a person can speak about what stands in a section: they see it from there. */
export function speakingSeats(standing: ItemStanding, sectionKey: SectionKey): readonly Seat[] {
  return standing.speaksFor.filter((seat) => rightFrom(standing, seat, sectionKey) !== 'none');
}

/** Whether only its author knows of an item, or of the section in which it is at home (IT3). */
export function isUnshared(standing: ItemStanding, item: PlanItem): boolean {
  return item.isPrivate === true || standing.unshared.has(item.sectionKey);
}

/** Whether a person may edit a section, and so make every kind of item there. */
export function mayEditThere(standing: ItemStanding, sectionKey: SectionKey): boolean {
  return rightHere(standing, sectionKey) === 'edit' && isWritable(standing, sectionKey);
}

/** Whether a person may comment in a section, and so propose goals and rows there. */
export function mayCommentThere(standing: ItemStanding, sectionKey: SectionKey): boolean {
  return includesComment(rightHere(standing, sectionKey)) && isWritable(standing, sectionKey);
}

function commentingSeats(standing: ItemStanding, sectionKey: SectionKey): readonly Seat[] {
  return standing.seats.filter((seat) => includesComment(rightFrom(standing, seat, sectionKey)));
}

function isProfessional({ role }: Seat): boolean {
  return !isPatientSide(role.disciplineKey);
}

/** While people disagree about the lead, each of the named disciplines leads. */
function leads(standing: ItemStanding, item: PlanItem): boolean {
  if (item.kind !== 'goal') return false;
  const { leadDiscipline } = item.fields;
  const named = new Set(
    [leadDiscipline, ...(leadDiscipline.candidates ?? [])].map(({ value }) => value),
  );
  return commentingSeats(standing, item.sectionKey).some(({ role }) =>
    named.has(role.disciplineKey),
  );
}

/** Taken up is what somebody with the right to has made more than a proposal, or has written in. */
function isOnlyProposed(item: PlanItem): boolean {
  switch (item.kind) {
    case 'goal':
      return item.fields.lifecycle.value === 'proposed';
    case 'contingency':
      return Object.values(item.fields).every(
        ({ by, candidates }) => by === item.author.personId && candidates === undefined,
      );
    case 'intervention':
      return false;
  }
}

function isResponsible(standing: ItemStanding, item: PlanItem): boolean {
  if (item.kind !== 'intervention') return false;
  const { responsible } = item.fields;
  const named = [responsible, ...(responsible.candidates ?? [])].map(({ value }) => value);
  return sitsInOneOf(standing, named);
}

function supports(standing: ItemStanding, item: PlanItem): boolean {
  switch (item.kind) {
    case 'goal':
      return standing.seats.some(({ role }) => item.supporting.includes(role.disciplineKey));
    case 'intervention':
      return sitsInOneOf(standing, item.assisting);
    case 'contingency':
      return false;
  }
}

function sitsInOneOf({ seats }: ItemStanding, ids: readonly (SeatId | null)[]): boolean {
  return seats.some(({ id }) => ids.includes(id));
}
