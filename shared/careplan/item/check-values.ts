import { seatSees } from '../../access/item-standing.ts';
import { type SeatId } from '../../alliance/alliance.ts';
import { itemTextMax } from '../../limits.ts';
import { type SectionKey } from '../section.ts';
import { type GoalValues } from './goal.ts';
import { type InterventionValues, type Timing } from './intervention.ts';
import { type ItemContext, seatIn } from './item-decision.ts';
import { type ItemRefusalReason } from './item-refusals.ts';

/** Why a goal cannot have these values; undefined when it can. */
export function obstacleToGoal(
  values: Partial<GoalValues>,
  context: ItemContext,
): ItemRefusalReason | undefined {
  const { expressedBy = null, startOn = null, dueOn = null } = values;
  if (hasLongText(values)) return 'too-long';
  if (expressedBy !== null && seatIn(context, expressedBy) === undefined) return 'seat-not-there';
  return isReversed(startOn, dueOn) ? 'end-before-start' : undefined;
}

/** Why an intervention of a section cannot have these values; undefined when it can. */
export function obstacleToIntervention(
  values: Partial<InterventionValues>,
  sectionKey: SectionKey,
  context: ItemContext,
): ItemRefusalReason | undefined {
  const { responsible = null, frequency = null, startOn = null, endOn = null } = values;
  if (hasLongText(values)) return 'too-long';
  if (frequency !== null && !isClear(frequency)) return 'timing-unclear';
  if (isReversed(startOn, endOn)) return 'end-before-start';
  return responsible === null ? undefined : obstacleToSeat(context, responsible, sectionKey);
}

/** Why a seat cannot be named for something in a section; undefined when it can: it is there and sees it. */
export function obstacleToSeat(
  context: ItemContext,
  seatId: SeatId,
  sectionKey: SectionKey,
): ItemRefusalReason | undefined {
  const seat = seatIn(context, seatId);
  if (seat === undefined) return 'seat-not-there';
  return seatSees(context.standing.alliance, seat, sectionKey) ? undefined : 'seat-cannot-see';
}

/** Whether one of the texts is longer than a field, note or reason may be (IT5). */
export function hasLongText(values: object): boolean {
  return Object.values(values).some(isLong);
}

/** Whether somebody could read anything in it. */
export function isWritten(text: string): boolean {
  return canBeSeen.test(text);
}

/** Something that is neither space nor control, mark, filler or blank. */
const canBeSeen = /[^\s\p{C}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u;

function isLong(value: unknown): boolean {
  return typeof value === 'string' && value.length > itemTextMax;
}

/** ISO 8601 dates stand in the order of their letters. */
function isReversed(start: string | null, end: string | null): boolean {
  return start !== null && end !== null && end < start;
}

/** Times of the day go with one day, ascend, and are as many as it is done. */
function isClear({ count, period, unit, timesOfDay }: Timing): boolean {
  if (count < 1 || period < 1) return false;
  if (timesOfDay.length === 0) return true;
  const isOneDay = unit === 'd' && period === 1;
  const doAscend = timesOfDay.every(
    (time, index) => index === 0 || (timesOfDay[index - 1] ?? '') < time,
  );
  return isOneDay && doAscend && timesOfDay.length === count;
}
