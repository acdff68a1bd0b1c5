import { type ItemRefusalReason } from '@alliance/shared/careplan/item/item-refusals';

import { ServerRefusal } from '../../ui/server-refusal.ts';

/** Why something was not taken: a key of the messages `items.why`. */
export type WhyNotTaken = (typeof byReason)[ItemRefusalReason] | 'other';

const byReason = {
  'not-there': 'gone',
  'at-rest': 'rest',
  'may-not-start': 'right',
  'may-only-propose': 'right',
  'may-not-write': 'right',
  'may-not-record': 'right',
  'may-not-ask': 'right',
  'not-your-seat': 'right',
  'not-private': 'changed',
  'still-private': 'changed',
  'other-kind': 'changed',
  'nothing-written': 'empty',
  'too-long': 'long',
  'end-before-start': 'dates',
  'timing-unclear': 'timing',
  'seat-not-there': 'seat',
  'seat-cannot-see': 'seat',
  'goal-not-there': 'gone',
  'undecided-full': 'full',
  'is-lead': 'changed',
  'part-moved-on': 'colleague',
  'note-needed': 'note',
  'progress-there': 'changed',
  'not-yet': 'notYet',
  'reason-needed': 'note',
  struck: 'struck',
  'not-struck': 'changed',
  'tag-there': 'colleague',
  'entries-full': 'full',
  'items-full': 'full',
  'too-fast': 'fast',
  'item-there': 'changed',
  'key-used': 'changed',
} as const satisfies Record<ItemRefusalReason, string>;

const byStatus: ReadonlyMap<number, WhyNotTaken> = new Map<number, WhyNotTaken>([
  [403, 'right'],
  [404, 'gone'],
  [409, 'changed'],
  [413, 'long'],
]);

/** What a refusal means to who wrote it: by the reason that the server names, else by its status. */
export function whyNotTaken(refusal: Error): WhyNotTaken {
  if (!(refusal instanceof ServerRefusal)) return 'other';
  const { reason = '', status } = refusal;
  return isReason(reason) ? byReason[reason] : (byStatus.get(status) ?? 'other');
}

function isReason(reason: string): reason is ItemRefusalReason {
  return Object.hasOwn(byReason, reason);
}
