/** Whose part in a goal was asked for and is not there yet (IB40 to IB42). Pure: the records in, the rows out. */
import { seesItem } from '../access/item-relations.ts';
import { isWritable, itemStandingAt } from '../access/item-standing.ts';
import { type Seat } from '../alliance/alliance.ts';
import { type Goal, type GoalLifecycle, type GoalPart } from '../careplan/item/goal.ts';
import { type AllianceAsked, inSeat } from './alliance-asked.ts';
import { type PartItem } from './alliance-item.ts';
import { owedBy } from './duty.ts';
import { beginningOf } from './excerpt.ts';

/** A goal whose parts somebody may still be asked for. */
const isOver: ReadonlySet<GoalLifecycle> = new Set([
  'completed',
  'cancelled',
  'entered-in-error',
  'rejected',
]);

/** The rows, in no order of theirs. */
export function partNeedsOf(asked: AllianceAsked, goals: readonly Goal[]): readonly PartItem[] {
  const { personId, now } = asked;
  const standing = itemStandingAt(asked);
  const owed = owedBy(personId, standing.speaksFor, now);
  return goals
    .filter((goal) => awaitsPart(goal) && seesItem(standing, goal))
    .filter((goal) => isWritable(standing, goal.sectionKey))
    .flatMap((goal) => owed.flatMap((seat) => partItem(asked, goal, seat) ?? []));
}

/** Whether somebody's part in a goal was asked for and is not there yet. */
export function awaitsPart({ struck, isPrivate, fields, parts }: Goal): boolean {
  if (struck !== undefined || isPrivate === true) return false;
  return !isOver.has(fields.lifecycle.value) && parts.some(isAwaited);
}

/** Whoever contributed after they were asked has answered; who was asked anew is asked. */
function isAwaited({ asked, contributed }: GoalPart): boolean {
  if (asked === undefined) return false;
  return contributed === undefined || Date.parse(contributed.at) < Date.parse(asked.at);
}

function partItem(
  asked: AllianceAsked,
  { id, sectionKey, parts, fields }: Goal,
  seat: Seat,
): PartItem | undefined {
  const part = parts.find(({ seatId }) => seatId === seat.id);
  const section = asked.plan.sections.find(({ key }) => key === sectionKey);
  if (part?.asked === undefined || !isAwaited(part) || section === undefined) return undefined;
  const { by, at } = part.asked;
  if (by.personId === asked.personId) return undefined;
  return {
    reason: 'part',
    ...inSeat(asked, seat),
    goalId: id,
    section: { key: section.key, heading: section.heading },
    by: { name: by.name, seatTitle: by.title, disciplineKey: by.disciplineKey },
    excerpt: beginningOf(fields.statement.value),
    at,
  };
}
