/** A small ward for the rules of threads: who sits where around noon, and a language to let them write. */
import { rosterAt } from '@alliance/shared/access/roster';
import { type Alliance, type Seat, toSeatId } from '@alliance/shared/alliance/alliance';
import { toPlanId } from '@alliance/shared/careplan/care-plan';
import { sectionKeys } from '@alliance/shared/careplan/section';
import { decideThread } from '@alliance/shared/comments/decide-thread';
import { startThread } from '@alliance/shared/comments/start-thread';
import { type Thread, type ThreadKind } from '@alliance/shared/comments/thread';
import { type StartThread, type ThreadCommand } from '@alliance/shared/comments/thread-command';
import { type ThreadContext, type ThreadDecision } from '@alliance/shared/comments/thread-decision';

import { alliance, covers, hours, noon, personId, seat } from '../support/alliances.ts';
import { comment, newThread } from '../support/threads.ts';

/** Everybody of the ward. Amara has the nurse's seat from 15:00, when Tom's shift has ended at 14:00; Sam left yesterday. */
export const names = [
  'priya',
  'tom',
  'amara',
  'hannah',
  'marcus',
  'elena',
  'lucia',
  'sam',
] as const;

/** One of {@link names}. */
export type Name = (typeof names)[number];

/** The seats of the ward, by their discipline. */
export const seats = {
  physician: seat('rehab-physician', [covers('priya', -100, undefined)], { isLead: true }),
  nurse: seat('rehab-nurse', [covers('tom', -100, 2), covers('amara', 3, 15, 'cover')], {
    isSteward: true,
  }),
  physiotherapist: seat('physical-therapist', [
    covers('hannah', -100, undefined),
    covers('sam', -48, -24, 'cover'),
  ]),
  occupational: seat('occupational-therapist', [covers('marcus', -100, undefined)]),
  pharmacist: seat('pharmacist', [covers('sam', -100, undefined)], {
    invitation: { state: 'requested' },
  }),
  patient: seat('patient', [covers('elena', -100, undefined)]),
  daughter: seat('caregiver', [covers('lucia', -100, undefined)]),
} as const satisfies Readonly<Record<string, Seat>>;

/** The alliance of the ward. */
export const ward: Alliance = alliance(Object.values(seats));

/** What a decision is made with, so many hours from noon. */
export function around(fromNoon = 0, team: Alliance = ward): ThreadContext {
  const now = noon + fromNoon * 3_600_000;
  return { roster: rosterAt({ alliance: team, sectionKeys, now }), at: hours(fromNoon) };
}

/** How the ward is when something is asked. */
export interface Asking extends Partial<Pick<ThreadContext, 'found' | 'isPlaced'>> {
  /** Hours from noon. */
  readonly at?: number;
  readonly team?: Alliance;
}

/** Somebody asks to open a thread. */
export function starting(
  name: Name,
  other: Partial<StartThread> = {},
  { at, team, ...context }: Asking = {},
): ThreadDecision {
  const by = { id: personId(name), name };
  return startThread(toPlanId('plan-1'), newThread(other), by, { ...around(at, team), ...context });
}

/** A thread that somebody has opened on Mobility, for the team. */
export function startedBy(
  name: Name,
  other: Partial<StartThread> = {},
  asked: Asking = {},
): Thread {
  return kept(starting(name, other, asked));
}

/** Somebody asks something of a thread. */
export function asking(
  thread: Thread,
  name: Name,
  command: ThreadCommand,
  { at, team, ...context }: Asking = {},
): ThreadDecision {
  const by = { id: personId(name), name };
  return decideThread(thread, command, by, { ...around(at, team), ...context });
}

/** The thread after what somebody asked, which must be allowed. */
export function after(
  thread: Thread,
  name: Name,
  command: ThreadCommand,
  asked: Asking = {},
): Thread {
  return kept(asking(thread, name, command, asked));
}

/** Why something is refused; `allowed` when it is not. */
export function refusal(decision: ThreadDecision): string {
  return decision.ok ? 'allowed' : `${decision.refusal.rule} ${decision.refusal.reason}`;
}

/** Who of the ward is allowed something, at noon. */
export function whoMay(ask: (name: Name) => ThreadDecision): readonly Name[] {
  return names.filter((name) => ask(name).ok);
}

/** The commands that carry nothing but words. */
export const says = {
  reply: (text = 'Two.') => ({ type: 'reply', comment: comment(text) }) as const,
  readBack: (text = 'I hold it.') => ({ type: 'read-back', comment: comment(text) }) as const,
  notQuite: (text = 'From tonight.') => ({ type: 'not-quite', comment: comment(text) }) as const,
  resolve: (text?: string) =>
    ({ type: 'resolve', ...(text !== undefined && { note: comment(text) }) }) as const,
  reopen: (text?: string) =>
    ({ type: 'reopen', ...(text !== undefined && { note: comment(text) }) }) as const,
  mark: (value: ThreadKind, baseVersion = 1) =>
    ({ type: 'mark', kind: { value, baseVersion } }) as const,
  assign: (to: Seat | null, baseVersion = 1, dueOn?: string) =>
    ({
      type: 'assign',
      assignment: {
        value: to && { seatId: to.id, ...(dueOn !== undefined && { dueOn }) },
        baseVersion,
      },
    }) as const,
};

/** A seat that the ward does not have. */
export const foreignSeat = { ...seats.physician, id: toSeatId('seat-of-another-alliance') };

function kept(decision: ThreadDecision): Thread {
  if (!decision.ok) throw new Error(`Refused: ${decision.refusal.reason}.`);
  return decision.thread;
}

/** The same ward, when Amara alone could answer for the plan. */
export function nightTeam(): Alliance {
  return alliance([seats.nurse, seats.occupational]);
}
