/** What the team does with a goal beside writing it (IT12 to IT16). */
import { isUnshared, speakingSeats } from '../../access/item-relations.ts';
import { type Seat, type SeatId } from '../../alliance/alliance.ts';
import { itemEntriesMax } from '../../limits.ts';
import { hasLongText, isWritten, obstacleToSeat } from './check-values.ts';
import { type Agreement, type Goal, type GoalPart, type Progress } from './goal.ts';
import { type ItemCommand } from './item-command.ts';
import {
  type ItemDecision,
  type ItemTurn,
  authorInSeat,
  changedItem,
  refusedItem,
  seatIn,
} from './item-decision.ts';
import { writingSeatFor } from './writing-seat.ts';

type GoalTurn = ItemTurn<Goal>;
type CommandFor<Type extends ItemCommand['type']> = Extract<ItemCommand, { readonly type: Type }>;

/** A discipline supports the goal, or no longer does. */
export function support(
  { item }: GoalTurn,
  { disciplineKey, isSupporting }: CommandFor<'support'>,
): ItemDecision {
  if (isSupporting && item.fields.leadDiscipline.value === disciplineKey)
    return refusedItem('is-lead');
  const others = item.supporting.filter((key) => key !== disciplineKey);
  return changedItem(item, { supporting: isSupporting ? [...others, disciplineKey] : others });
}

/** Asks a seat for its part. Somebody has to be there who can see it. */
export function ask({ item, by, context }: GoalTurn, { seatId }: CommandFor<'ask'>): ItemDecision {
  if (isUnshared(context.standing, item)) return refusedItem('still-private');
  const obstacle = obstacleToSeat(context, seatId, item.sectionKey);
  if (obstacle !== undefined) return refusedItem(obstacle);
  if (seatIn(context, seatId)?.invitation.state !== 'accepted')
    return refusedItem('seat-cannot-see');
  const seat = writingSeatFor(context.standing, item);
  if (seat === undefined) return refusedItem('may-not-ask');
  const asked = { by: authorInSeat(seat, by), at: context.at };
  return withPart(item, { ...partOf(item, seatId), asked });
}

/** Says what one's own seat does for the goal. What a colleague of the seat has said is replaced only by who has read it. */
export function contribute(turn: GoalTurn, command: CommandFor<'contribute'>): ItemDecision {
  const { item, by, context } = turn;
  const { seatId, text, inPlaceOf } = command;
  const seat = ownSeat(turn, seatId);
  if (seat === undefined) return refusedItem('not-your-seat');
  if (hasLongText(command)) return refusedItem('too-long');
  if (!isWritten(text)) return refusedItem('nothing-written');
  const there = partOf(item, seatId).contributed;
  const isTheirs = there !== undefined && there.by.personId !== by.id;
  if (isTheirs && there.at !== inPlaceOf) return refusedItem('part-moved-on');
  const contributed = { by: authorInSeat(seat, by), at: context.at, text };
  return withPart(item, { ...partOf(item, seatId), contributed });
}

/** Agrees, disagrees or takes it back, for one's own seat. */
export function answer(turn: GoalTurn, command: CommandFor<'answer'>): ItemDecision {
  const { item, by, context } = turn;
  const { seatId, answer: said, note } = command;
  const seat = ownSeat(turn, seatId);
  if (seat === undefined) return refusedItem('not-your-seat');
  if (hasLongText(command)) return refusedItem('too-long');
  if (said === 'disagree' && !isWritten(note)) return refusedItem('note-needed');
  const author = authorInSeat(seat, by);
  const agreement: Agreement = { seatId, by: author, at: context.at, answer: said, note };
  const agreements = inPlace(item.agreements, agreement);
  if (agreements.length > itemEntriesMax) return refusedItem('entries-full');
  return changedItem(item, { agreements });
}

/** One look at how far it is. Nothing that was seen is taken out. */
export function progress(
  { item, by, context }: GoalTurn,
  { progress: seen }: CommandFor<'progress'>,
): ItemDecision {
  if (item.progress.length >= itemEntriesMax) return refusedItem('entries-full');
  if (item.progress.some(({ id }) => id === seen.id)) return refusedItem('progress-there');
  if (hasLongText(seen)) return refusedItem('too-long');
  if (!saysSomething(seen)) return refusedItem('nothing-written');
  if (seen.on > latestDay(context.at)) return refusedItem('not-yet');
  const seat = writingSeatFor(context.standing, item);
  if (seat === undefined) return refusedItem('may-not-record');
  const entry: Progress = { ...seen, by: authorInSeat(seat, by), at: context.at };
  return changedItem(item, { progress: [...item.progress, entry] });
}

function saysSomething({ score, value, note }: Omit<Progress, 'by' | 'at'>): boolean {
  return score !== undefined || isWritten(value) || isWritten(note);
}

/** The date that it is now where the sun rises first. */
function latestDay(at: string): string {
  return new Date(Date.parse(at) + 14 * 60 * 60_000).toISOString().slice(0, 10);
}

function ownSeat({ item, context }: GoalTurn, seatId: SeatId): Seat | undefined {
  return speakingSeats(context.standing, item.sectionKey).find(({ id }) => id === seatId);
}

function partOf({ parts }: Goal, seatId: SeatId): GoalPart {
  return parts.find((part) => part.seatId === seatId) ?? { seatId };
}

function withPart(item: Goal, part: GoalPart): ItemDecision {
  const parts = inPlace(item.parts, part);
  return parts.length > itemEntriesMax ? refusedItem('entries-full') : changedItem(item, { parts });
}

/** In the place of what the same seat has said before, else at the end. */
function inPlace<Entry extends { readonly seatId: SeatId }>(
  entries: readonly Entry[],
  entry: Entry,
): readonly Entry[] {
  const index = entries.findIndex(({ seatId }) => seatId === entry.seatId);
  return index === -1 ? [...entries, entry] : entries.with(index, entry);
}
