import { type SeatId } from './alliance.ts';
import { type CharterChange, type CharterText, charterTexts } from './charter-change.ts';
import { type Agreements, type CharterContent } from './charter.ts';
import { proseDifference } from './prose-difference.ts';
import { seatDifference } from './seat-difference.ts';
import { wordDifference } from './word-difference.ts';

/**
 * What changed between two versions of a charter, as plain data in the order in which it is read, so that whoever signs
 * sees what they have not signed yet (AL45). Empty when nothing did.
 */
export function charterDifference(
  before: CharterContent,
  after: CharterContent,
): readonly CharterChange[] {
  return [
    ...textChanges(before, after),
    ...seatDifference(before, after),
    ...workingChanges(before.agreements, after.agreements),
    ...namedChanges(before, after),
    ...proseDifference(before.prose, after.prose).map((block): CharterChange => ({
      what: 'prose',
      block,
    })),
  ];
}

function textsOf({
  name,
  purpose,
  agreements,
}: CharterContent): Readonly<Record<CharterText, string>> {
  const { decisionRule, responses, meetingNorms, partnership, conflictSteps, reviewBy } =
    agreements;
  return {
    name,
    purpose,
    'decision-rule': decisionRule,
    ...responses,
    'meeting-norms': meetingNorms,
    attends: partnership.attends,
    'conflict-steps': conflictSteps,
    'review-by': reviewBy,
  };
}

function textChanges(one: CharterContent, other: CharterContent): readonly CharterChange[] {
  const old = textsOf(one);
  const texts = textsOf(other);
  return charterTexts.flatMap((text) => {
    const [before, after] = [old[text], texts[text]];
    if (before === after) return [];
    return [{ what: 'text', text, before, after, words: wordDifference(before, after) }];
  });
}

function workingChanges(one: Agreements, other: Agreements): readonly CharterChange[] {
  const gone = one.working.filter(({ id }) => agreementIn(other, id) === undefined);
  return [
    ...other.working.flatMap(({ id, text }): readonly CharterChange[] => {
      const before = agreementIn(one, id);
      if (before === text) return [];
      if (before === undefined) return [{ what: 'agreement-added', text }];
      return [{ what: 'agreement-changed', words: wordDifference(before, text) }];
    }),
    ...gone.map(({ text }) => ({ what: 'agreement-removed' as const, text })),
  ];
}

function namedChanges(one: CharterContent, other: CharterContent): readonly CharterChange[] {
  const seats = (['tie-break', 'representative'] as const).flatMap(
    (as): readonly CharterChange[] => {
      const [before, after] = [seatNamed(as, one), seatNamed(as, other)];
      if (before === after) return [];
      return [
        {
          what: 'named-seat',
          as,
          ...(before !== undefined && { before: titleIn(one, before) }),
          ...(after !== undefined && { after: titleIn(other, after) }),
        },
      ];
    },
  );
  const [before, after] = [one.agreements.escalationPath, other.agreements.escalationPath];
  if (before.join(' ') === after.join(' ')) return seats;
  const path = {
    what: 'escalation-path' as const,
    before: before.map((id) => titleIn(one, id)),
    after: after.map((id) => titleIn(other, id)),
  };
  return [...seats, path];
}

function titleIn({ seats }: CharterContent, seatId: SeatId): string {
  return seats.find((seat) => seat.seatId === seatId)?.title ?? '';
}

function agreementIn({ working }: Agreements, id: string): string | undefined {
  return working.find((each) => each.id === id)?.text;
}

function seatNamed(
  as: 'tie-break' | 'representative',
  { agreements }: CharterContent,
): SeatId | undefined {
  const { tieBreakSeatId, partnership } = agreements;
  return as === 'tie-break' ? tieBreakSeatId : partnership.representativeSeatId;
}
