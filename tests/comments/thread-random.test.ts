import { isCritical, waitsForReadBack } from '@alliance/shared/comments/critical';
import { decideThread } from '@alliance/shared/comments/decide-thread';
import { type Comment, type Thread, threadKinds } from '@alliance/shared/comments/thread';
import { abilitiesIn } from '@alliance/shared/comments/thread-abilities';
import { type ThreadAbility, type ThreadCommand } from '@alliance/shared/comments/thread-command';
import { type ThreadDecision } from '@alliance/shared/comments/thread-decision';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { personId } from '../support/alliances.ts';
import { seed } from '../support/seed.ts';
import { comment } from '../support/threads.ts';
import { type Name, around, names, says, seats, startedBy } from './ward.ts';

/** One thing that somebody asks at some hour; numbers choose among what the thread has by then. */
interface Step {
  readonly name: Name;
  readonly hour: number;
  readonly kind: ThreadCommand['type'];
  readonly pick: number;
  readonly isStale: boolean;
}

const steps = fc.array(
  fc.record<Step>({
    // Author, receiver and who comes next more often than the others: a read-back takes several of them.
    name: fc.constantFrom<Name>(...names, 'tom', 'priya', 'tom', 'priya', 'amara'),
    hour: fc.constantFrom(0, 2.5, 4, 20),
    kind: fc.constantFrom(
      'reply',
      'edit',
      'resolve',
      'reopen',
      'assign',
      'mark',
      'read-back',
      'confirm',
      'not-quite',
      'attach',
      'read-back',
      'confirm',
    ),
    pick: fc.nat(100),
    isStale: fc.boolean(),
  }),
  { minLength: 5, maxLength: 60 },
);

const anchor = { from: '', to: '', exact: 'x', prefix: '', suffix: '' };
const allSeats = [...Object.values(seats), null];

function commandOf(thread: Thread, { kind, pick, isStale }: Step): ThreadCommand {
  const said = { comment: comment(`Words ${pick}`) };
  const base = (version: number): number => (isStale ? Math.max(1, version - 1) : version);
  switch (kind) {
    case 'reply':
    case 'read-back':
    case 'not-quite':
      return { type: kind, ...said };
    case 'edit': {
      const edited = thread.comments[pick % thread.comments.length] ?? thread.comments[0];
      return { type: kind, commentId: edited.id, words: { text: `Now ${pick}` }, mentions: [] };
    }
    case 'resolve':
    case 'reopen':
      return pick % 2 === 0 ? { type: kind } : { type: kind, note: said.comment };
    case 'assign':
      return says.assign(allSeats[pick % allSeats.length] ?? null, base(thread.assignment.version));
    case 'mark':
      return says.mark(
        threadKinds[pick % threadKinds.length] ?? 'critical',
        base(thread.kind.version),
      );
    case 'confirm':
      return { type: kind };
    case 'attach':
      return { type: kind, anchor };
  }
}

type Decide = typeof decideThread;

/** What is wrong with a step, in words; nothing when all is well. */
function wrongWith(
  before: Thread,
  step: Step,
  decide: Decide,
): { thread: Thread; wrong: string[] } {
  const { roster } = around(step.hour);
  const command = commandOf(before, step);
  const by = { id: personId(step.name), name: step.name };
  const decision: ThreadDecision = decide(before, command, by, around(step.hour));
  const { can } = abilitiesIn(roster, before, by.id);
  const isOffered = can.includes(abilityFor(command, step, before));
  if (!decision.ok) {
    const isPlain =
      command.type === 'reply' || command.type === 'reopen' || command.type === 'read-back';
    return {
      thread: before,
      wrong: isOffered && isPlain ? [`${command.type} was offered and refused`] : [],
    };
  }
  const { thread } = decision;
  const harmless = ['resolve', 'reopen', 'confirm'].includes(command.type);
  const lost = before.comments.filter((each, index) => !isKept(each, thread.comments[index]));
  return {
    thread,
    wrong: [
      thread.version === before.version + 1 ? '' : 'the version did not grow by one',
      lost.length === 0 && holds(thread, command) ? '' : 'words were lost',
      isOffered || harmless ? '' : `${command.type} was done and not offered`,
      can.length > 0 ? '' : 'a stranger wrote',
      thread.status === 'resolved' && before.status === 'open' && waitsForReadBack(before)
        ? 'a critical thread was closed without read-back'
        : '',
      isCritical(before.kind) &&
      !isCritical(thread.kind) &&
      step.name !== before.comments[0].author.personId &&
      !hasRaised(before, step.name)
        ? 'somebody else made it less critical'
        : '',
      thread.readBack?.confirmed?.by.personId !== undefined &&
      thread.readBack.confirmed.by.personId === thread.readBack.by.personId
        ? 'somebody confirmed themselves'
        : '',
    ].filter((each) => each !== ''),
  };
}

/** As what the command is offered. What was overtaken, or is so already, makes nothing less critical: everybody is offered as much. */
function abilityFor(
  command: ThreadCommand,
  { name, hour, isStale }: Step,
  before: Thread,
): ThreadAbility {
  if (command.type === 'mark') {
    const stays = isStale && isCritical(before.kind);
    if (command.kind.value !== 'critical') return stays ? 'reply' : 'mark';
    return before.kind.value === 'critical' ? 'reply' : 'mark-critical';
  }
  if (command.type !== 'assign') return command.type;
  const seatId = command.assignment.value?.seatId;
  const held = around(hour).roster.seats.get(personId(name)) ?? [];
  return held.some(({ id }) => id === seatId) ? 'assign' : 'assign-others';
}

/** Whether somebody has made the thread critical, and nobody has read it back. */
function hasRaised({ kind, comments }: Thread, name: Name): boolean {
  const raised = [kind, ...(kind.candidates ?? [])].find(({ value }) => value === 'critical');
  const isRead = comments.some(
    ({ purpose, at }) => purpose === 'read-back' && at >= (raised?.at ?? ''),
  );
  return raised?.by === name && !isRead;
}

/** What was said with the command stands at the end. */
function holds(thread: Thread, command: ThreadCommand): boolean {
  const said = 'comment' in command ? command.comment : 'note' in command && command.note;
  return !said || thread.comments.at(-1)?.id === said.commentId;
}

/** A comment stays, with everything that it ever said. */
function isKept(before: Comment, now: Comment | undefined): boolean {
  if (now === undefined || now.id !== before.id || now.author !== before.author) return false;
  const said = [...before.earlier.map(({ words }) => words), before.words];
  const sayings = [...now.earlier.map(({ words }) => words), now.words];
  return said.every((words) =>
    sayings.some((each) => JSON.stringify(each) === JSON.stringify(words)),
  );
}

/** Lets people ask at random, and gives how often each thing was done. Throws with the shortest story in which something goes wrong. */
function check(decide: Decide): ReadonlyMap<string, number> {
  const counted = new Map<string, number>();
  const story = fc.property(
    fc.constantFrom(...threadKinds, 'critical', 'critical'),
    steps,
    (kind, asked) => {
      let thread = startedBy('tom', { kind });
      for (const step of asked) {
        const { thread: next, wrong } = wrongWith(thread, step, decide);
        if (wrong.length > 0) throw new Error(wrong.join(', '));
        if (next !== thread) counted.set(step.kind, (counted.get(step.kind) ?? 0) + 1);
        thread = next;
      }
    },
  );
  const { failed, errorInstance, counterexample } = fc.check(story, { numRuns: 600 });
  if (failed)
    throw new Error(`${String(errorInstance)} (seed ${seed}) ${JSON.stringify(counterexample)}`);
  return counted;
}

test(`[CM3] whatever people ask, no word is lost and nobody acts beyond the table (seed ${seed})`, () => {
  const counted = check(decideThread);
  // Everything but attaching, for which nothing was found, has really happened.
  expect([...counted.keys()].toSorted()).toEqual(
    [
      'assign',
      'confirm',
      'edit',
      'mark',
      'not-quite',
      'read-back',
      'reopen',
      'reply',
      'resolve',
    ].toSorted(),
  );
});

test.each([
  [
    'loses a comment',
    (thread: Thread): Thread => {
      const [first, ...others] = thread.comments;
      return { ...thread, comments: [first, ...others.slice(0, -1)] };
    },
    'words were lost',
  ],
  [
    'skips a version',
    (thread: Thread): Thread => ({ ...thread, version: 0 }),
    'version did not grow',
  ],
  [
    'forgets what was said before',
    (thread: Thread): Thread => {
      const [first, ...others] = thread.comments;
      return { ...thread, comments: [{ ...first, earlier: [] }, ...others] };
    },
    'words were lost',
  ],
] as const)('[CM3] a decision that %s would be found', (_what, spoil, found) => {
  const spoiled: Decide = (...asked) => {
    const decision = decideThread(...asked);
    return decision.ok ? { ok: true, thread: spoil(decision.thread) } : decision;
  };
  expect(() => check(spoiled)).toThrow(found);
});

/** Lets everybody do what Tom may. */
const openToAll: Decide = (thread, command, _by, context) =>
  decideThread(
    thread,
    command,
    { id: personId('tom'), name: 'tom' },
    { ...around(0), at: context.at },
  );

test('[CM3] a decision that lets strangers in would be found', () => {
  expect(() => check(openToAll)).toThrow(/a stranger wrote|not offered/);
});
