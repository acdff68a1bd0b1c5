import { type ThreadView } from '@alliance/shared/comments/thread-view';

/** How many comments of a thread its reader has not read. Their own never count, wherever they stand and whether or not the server has them (RL9). */
export function unreadIn(
  { comments, readCount }: Pick<ThreadView, 'comments' | 'readCount'>,
  readerId: string,
): number {
  return comments.filter(({ author }, index) => index >= readCount && author.personId !== readerId)
    .length;
}
