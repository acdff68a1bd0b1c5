/** Decides what becomes of a plan's sections. Pure: the present plan and a command in, the next plan or a refusal out. */
import { isLeftBehind } from '../access/left-draft.ts';
import { existsFor, rightInSection } from '../access/right-in-section.ts';
import { type Seat } from '../alliance/alliance.ts';
import { isBlank } from '../alliance/check-words.ts';
import { seatsOf } from '../alliance/coverage.ts';
import { headingCharactersMax, noteCharactersMax, staleDays } from '../limits.ts';
import { type CarePlan, type Section, staleAfterDaysDefault } from './care-plan.ts';
import { authorInSeat } from './item/item-decision.ts';
import { abilitiesInSection, editingSeat, mayArrange, rests } from './plan-abilities.ts';
import { type PlanCommand } from './plan-command.ts';
import {
  type PlanContext,
  type PlanDecision,
  type PlanTurn,
  changedSection,
  placedSection,
  refusedPlan,
} from './plan-decision.ts';
import { type PlanRefusalReason } from './plan-refusals.ts';
import { type SectionAbility } from './plan-view.ts';
import { type SectionKey } from './section.ts';

type CommandOf<Type extends PlanCommand['type']> = Extract<PlanCommand, { readonly type: Type }>;

/** Decides whether a command happens. */
export function decidePlan(
  plan: CarePlan,
  command: PlanCommand,
  by: PlanTurn['by'],
  context: PlanContext,
): PlanDecision {
  const { alliance, at } = context;
  const standing = { alliance, personId: by.id, now: Date.parse(at) };
  const turn: PlanTurn = { plan, by, context, standing };
  if (command.type !== 'add-section' && seen(turn, command.key) === undefined)
    return refusedPlan('section-not-there');
  if (rests(alliance)) return refusedPlan('alliance-rests');
  return command.type === 'add-section' ? add(turn, command) : change(turn, command);
}

function change(
  turn: PlanTurn,
  command: Exclude<PlanCommand, CommandOf<'add-section'>>,
): PlanDecision {
  const section = seen(turn, command.key);
  if (section === undefined) return refusedPlan('section-not-there');
  switch (command.type) {
    case 'rename-section':
      return rename(turn, section, command);
    case 'move-section':
      return move(turn, section, command);
    case 'retire-section':
      return retire(turn, section, command);
    case 'restore-section':
      return restore(turn, section);
    case 'share-section':
      return share(turn, section);
    case 'review-section':
      return review(turn, section, command);
    case 'stale-after':
      return setStale(turn, section, command);
  }
}

function add(turn: PlanTurn, command: CommandOf<'add-section'>): PlanDecision {
  const { plan, context, standing } = turn;
  const { key, sectionId, documentId, heading, after, isPrivate } = command;
  const seat = editingSeat(standing, key);
  if (seat === undefined) return refusedPlan('may-not-add');
  const there = plan.sections.find((each) => each.key === key);
  const isFree = there === undefined || isLeftBehind(there, standing.alliance, standing.now);
  if (!isFree) return refusedPlan('section-there');
  const known = [...plan.sections, ...(plan.setAside ?? [])];
  if (known.some((each) => each.id === sectionId || each.documentId === documentId))
    return refusedPlan('id-taken');
  const problem = headingProblem(heading);
  if (problem !== undefined) return refusedPlan(problem);
  if (after !== null && seen(turn, after) === undefined) return refusedPlan('section-not-there');
  const made = { by: authorInSeat(seat, turn.by), at: context.at };
  const section: Section = {
    id: sectionId,
    key,
    heading,
    documentId,
    added: made,
    ...(there && { anewSince: made.at }),
    ...(isPrivate && { private: made }),
    staleAfterDays: staleAfterDaysDefault,
  };
  return placedSection(there ? withoutDraft(turn, there) : turn, section, after);
}

/** The draft stays with the plan, and is in nobody's way. */
function withoutDraft(turn: PlanTurn, draft: Section): PlanTurn {
  const { plan } = turn;
  const sections = plan.sections.filter((each) => each !== draft);
  return { ...turn, plan: { ...plan, sections, setAside: [...(plan.setAside ?? []), draft] } };
}

function rename(
  turn: PlanTurn,
  section: Section,
  { heading, inPlaceOf }: CommandOf<'rename-section'>,
): PlanDecision {
  const obstacle = obstacleTo(turn, section, 'rename') ?? headingProblem(heading);
  if (obstacle !== undefined) return refusedPlan(obstacle);
  if (section.heading !== inPlaceOf) return refusedPlan('heading-moved-on');
  return changedSection(turn, section, { ...section, heading });
}

function move(
  turn: PlanTurn,
  section: Section,
  { after }: CommandOf<'move-section'>,
): PlanDecision {
  const obstacle = obstacleTo(turn, section, 'move');
  if (obstacle !== undefined) return refusedPlan(obstacle);
  if (after === section.key) return refusedPlan('after-itself');
  if (after !== null && seen(turn, after) === undefined) return refusedPlan('section-not-there');
  return placedSection(turn, section, after);
}

function retire(
  turn: PlanTurn,
  section: Section,
  { reason }: CommandOf<'retire-section'>,
): PlanDecision {
  const obstacle = obstacleTo(turn, section, 'retire') ?? reasonProblem(reason);
  const seat = actingSeat(turn, section);
  if (obstacle !== undefined || seat === undefined)
    return refusedPlan(obstacle ?? 'may-not-retire');
  const retired = { by: authorInSeat(seat, turn.by), at: turn.context.at, reason };
  return changedSection(turn, section, { ...section, retired });
}

function restore(turn: PlanTurn, section: Section): PlanDecision {
  const obstacle = obstacleTo(turn, section, 'restore');
  if (obstacle !== undefined) return refusedPlan(obstacle);
  const { retired: _wasRetired, ...restored } = section;
  return changedSection(turn, section, restored);
}

function share(turn: PlanTurn, section: Section): PlanDecision {
  const obstacle = obstacleTo(turn, section, 'share');
  if (obstacle !== undefined) return refusedPlan(obstacle);
  const { private: _wasPrivate, ...shared } = section;
  return changedSection(turn, section, shared);
}

function review(
  turn: PlanTurn,
  section: Section,
  { head }: CommandOf<'review-section'>,
): PlanDecision {
  const obstacle = obstacleTo(turn, section, 'review');
  const seat = actingSeat(turn, section);
  if (obstacle !== undefined || seat === undefined)
    return refusedPlan(obstacle ?? 'may-not-review');
  if (head !== turn.context.head) return refusedPlan('text-moved-on');
  const reviewed = { by: authorInSeat(seat, turn.by), at: turn.context.at, head };
  return changedSection(turn, section, { ...section, reviewed });
}

function setStale(
  turn: PlanTurn,
  section: Section,
  { days }: CommandOf<'stale-after'>,
): PlanDecision {
  const obstacle = obstacleTo(turn, section, 'set-stale');
  if (obstacle !== undefined) return refusedPlan(obstacle);
  if (days < staleDays.min || days > staleDays.max) return refusedPlan('days-out-of-range');
  return changedSection(turn, section, { ...section, staleAfterDays: days });
}

/** Why somebody may not do this to a section that they see, if so. */
function obstacleTo(
  { standing }: PlanTurn,
  section: Section,
  ability: SectionAbility,
): PlanRefusalReason | undefined {
  if (abilitiesInSection(standing, section).includes(ability)) return undefined;
  if (ability === 'share') return 'not-private';
  const { retired, ...there } = section;
  const could = abilitiesInSection(standing, there).includes(
    ability === 'restore' ? 'retire' : ability,
  );
  if (could) return retired === undefined ? 'not-retired' : 'is-retired';
  return refusalOf[ability];
}

const refusalOf: Readonly<Record<Exclude<SectionAbility, 'share'>, PlanRefusalReason>> = {
  rename: 'may-not-arrange',
  move: 'may-not-arrange',
  'set-stale': 'may-not-arrange',
  retire: 'may-not-retire',
  restore: 'may-not-retire',
  review: 'may-not-review',
};

/** A section of the plan that whoever asks may read: they know of no other. */
function seen({ plan, standing }: PlanTurn, key: SectionKey): Section | undefined {
  const section = plan.sections.find((each) => each.key === key);
  if (section === undefined || !existsFor(section, standing.personId)) return undefined;
  return rightInSection({ ...standing, section }) === 'none' ? undefined : section;
}

/** The seat in whose name it happens: one that edits there, else one that keeps the plan, else any. */
function actingSeat({ standing }: PlanTurn, { key }: Section): Seat | undefined {
  const { alliance, personId, now } = standing;
  const seats = seatsOf(alliance, personId, now);
  const keeper = mayArrange(standing)
    ? seats.find((seat) => seat.isLead || seat.isSteward)
    : undefined;
  return editingSeat(standing, key) ?? keeper ?? seats[0];
}

function headingProblem(heading: string): PlanRefusalReason | undefined {
  if (isBlank(heading)) return 'heading-missing';
  return heading.length > headingCharactersMax ? 'heading-too-long' : undefined;
}

function reasonProblem(reason: string): PlanRefusalReason | undefined {
  if (isBlank(reason)) return 'reason-missing';
  return reason.length > noteCharactersMax ? 'reason-too-long' : undefined;
}
