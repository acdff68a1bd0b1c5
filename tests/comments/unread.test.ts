import { type Pending, withPending } from '@alliance/client/comments/desk/threads-optimistic';
import { unreadIn } from '@alliance/client/comments/desk/unread';
import { type ThreadView } from '@alliance/shared/comments/thread-view';
import { expect, test } from 'vitest';

import { threadView } from '../../server/comments/thread-view.ts';
import { hours, personId } from '../support/alliances.ts';
import { comment } from '../support/threads.ts';
import { type Name, after, around, says, startedBy } from './ward.ts';

const reader: Name = 'priya';

/** A thread of so many comments by these people, of which Priya has marked so many as read. */
function threadOf([first = reader, ...others]: readonly Name[], marked: number): ThreadView {
  const thread = others.reduce(
    (before, name) => after(before, name, says.reply()),
    startedBy(first),
  );
  return threadView({ roster: around().roster, personId: personId(reader) }, thread, marked);
}

/** The thread with answers of Priya that the server does not have. */
function withAnswers(thread: ThreadView, count: number): ThreadView {
  const pending = Array.from({ length: count }, (): Pending => {
    const command = { type: 'reply', comment: comment('On its way.') } as const;
    return { sent: { action: 'command', threadId: thread.id, command }, at: hours(1) };
  });
  const { author } = threadOf([reader], 0).comments[0];
  const [shown] = withPending([thread], pending, { planId: thread.planId, author });
  if (shown === undefined) throw new Error('The thread is not there.');
  return shown;
}

/** Every order in which Priya and Hannah can write up to four comments. */
const orders = [1, 2, 3, 4].flatMap((length) =>
  Array.from({ length: 2 ** length }, (_, order) =>
    Array.from({ length }, (__, at): Name => (order & (1 << at) ? reader : 'hannah')),
  ),
);

test('[RL9] my own words never count as unread, also while they wait, and never fewer than none are', () => {
  for (const names of orders)
    for (let marked = 0; marked <= names.length; marked++) {
      const thread = threadOf(names, marked);
      const unread = names.filter((name, index) => index >= marked && name !== reader).length;
      const counts = [0, 1, 2].map((count) => unreadIn(withAnswers(thread, count), reader));
      expect(counts, `${names.join(' ')}, ${marked} read`).toEqual([unread, unread, unread]);
    }
});

test('[RL9] an answer of mine that waits marks nothing of a colleague as read', () => {
  const thread = threadOf([reader, 'hannah'], 1);
  expect(withAnswers(thread, 1)).toMatchObject({ readCount: 1 });
  expect(withAnswers(threadOf([reader, 'hannah'], 2), 1)).toMatchObject({ readCount: 3 });
});

test('[RL9] a mark beyond the last comment leaves nothing unread, and not less than nothing', () => {
  expect(unreadIn({ ...threadOf(['hannah'], 1), readCount: 5 }, reader)).toBe(0);
});
