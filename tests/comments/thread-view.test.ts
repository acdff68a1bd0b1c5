import { type Thread } from '@alliance/shared/comments/thread';
import { type ThreadView } from '@alliance/shared/comments/thread-view';
import { expect, test } from 'vitest';

import { threadView } from '../../server/comments/thread-view.ts';
import { alliance, personId } from '../support/alliances.ts';
import { comment } from '../support/threads.ts';
import { type Name, after, around, says, seats, startedBy } from './ward.ts';

function seenBy(
  name: Name,
  thread: Thread,
  hour = 0,
  team?: ReturnType<typeof alliance>,
): ThreadView {
  return threadView({ roster: around(hour, team).roster, personId: personId(name) }, thread, 0);
}

function editable(name: Name, thread: Thread): readonly boolean[] {
  return seenBy(name, thread).comments.map(({ canEdit }) => canEdit ?? false);
}

function waits(thread: Thread): readonly string[] | undefined {
  return seenBy('priya', thread).waitsFor;
}

test('[CM5] each comment says to its author alone that it may be changed, until it was read back', () => {
  const critical = startedBy('tom', { kind: 'critical' });
  const answered = after(after(critical, 'hannah', says.reply()), 'priya', says.readBack());
  const later = after(answered, 'tom', says.reply());
  expect(editable('tom', critical)).toEqual([true]);
  expect(editable('hannah', critical)).toEqual([false]);
  expect(editable('tom', later)).toEqual([false, false, false, true]);
  expect(editable('hannah', later)).toEqual([false, false, false, false]);
});

test('[CM6] the view says who resolves with a note only', () => {
  const thread = after(startedBy('tom'), 'marcus', says.assign(seats.occupational));
  expect(
    (['tom', 'marcus', 'hannah', 'priya'] as const).map((name) => seenBy(name, thread).needsNote),
  ).toEqual([undefined, undefined, true, undefined]);
});

test('[CM11] the view names the seats for which a critical thread waits', () => {
  const critical = startedBy('hannah', { kind: 'critical' });
  expect(waits(startedBy('hannah'))).toBeUndefined();
  expect(waits(critical)).toEqual(['rehab-physician', 'rehab-nurse']);
  const called = comment('Look.', [{ seatId: seats.occupational.id }]);
  expect(waits(startedBy('hannah', { kind: 'critical', comment: called }))).toEqual([
    'occupational-therapist',
  ]);
  const back = after(critical, 'tom', says.readBack());
  expect(waits(back)).toEqual(['physical-therapist']);
  expect(waits(after(back, 'hannah', { type: 'confirm' }))).toBeUndefined();
});

test('[CM12] without its sender the view names who answers the read-back in their place', () => {
  const back = after(startedBy('hannah', { kind: 'critical' }), 'tom', says.readBack());
  const team = alliance([seats.physician, seats.nurse, seats.occupational]);
  expect(seenBy('priya', back, 0, team)).toMatchObject({ waitsFor: ['rehab-physician'] });
});
