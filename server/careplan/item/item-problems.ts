import {
  type ItemRefusal,
  type ItemRefusalReason,
} from '@alliance/shared/careplan/item/item-refusals';
import { itemTextMax, itemsPerPlanMax } from '@alliance/shared/limits';

import { type Problem, problems } from '../../http/problem.ts';
import { keyCharactersMax } from '../../http/write-key.ts';

/** A refusal as its reader gets it: what happened, what is safe, what to do next. What they may not see is answered as if it were not there (IT2). */
export function problemOfItem({ rule, reason }: ItemRefusal): Problem {
  if (reason === 'not-there') return problems.notFound;
  const [kind, text] = words[reason];
  return { ...kinds[kind], text, rule, reason };
}

/** Problems of the items that no rule about them refuses. */
export const itemProblems = {
  keyMissing: {
    ...problems.malformed,
    text: `This request lacks an Idempotency-Key, or it is longer than ${keyCharactersMax} characters. It names the write, so that it is done once however often it is sent. Nothing was changed.`,
  },
  busy: {
    status: 503,
    code: 'transient',
    text: 'Others are changing this at this very moment. Nothing was lost; yours has not been added yet. Please send it again.',
  },
} as const satisfies Record<string, Problem>;

/** The ways in which a write of an item is refused. */
const kinds = {
  forbidden: { status: 403, code: 'forbidden' },
  conflict: { status: 409, code: 'conflict' },
  invalid: { status: 422, code: 'business-rule' },
  throttled: { status: 429, code: 'throttled' },
} as const satisfies Record<string, Pick<Problem, 'status' | 'code'>>;

const words: Readonly<
  Record<Exclude<ItemRefusalReason, 'not-there'>, readonly [kind: keyof typeof kinds, text: string]>
> = {
  'at-rest': [
    'forbidden',
    'Nobody writes here now: the alliance pauses, or this section was taken out of the plan. Everything in it is safe. Nothing was changed.',
  ],
  'may-not-start': [
    'forbidden',
    'You cannot add this here. Nothing was saved. Where you may comment, you can propose a goal or add an “if … then …” row; or add it in a section that you write.',
  ],
  'may-only-propose': [
    'forbidden',
    'From your seat this goal stays a proposal, and who writes this section takes it up. Nothing was changed. Comment on it if it cannot wait.',
  ],
  'may-not-write': [
    'forbidden',
    'This is changed by who writes this section, or who leads it or is responsible for it. Nothing was changed. Comment on it instead.',
  ],
  'may-not-record': [
    'forbidden',
    'This is recorded by who writes this section, leads it, supports it or assists. Nothing was saved. Comment on it instead.',
  ],
  'may-not-ask': [
    'forbidden',
    'A seat is asked for its part by the professionals who may comment here. Nothing was changed.',
  ],
  'not-your-seat': [
    'forbidden',
    'You can say this for your own seat only, and not while you learn in it. Nothing was saved. Ask whoever sits there.',
  ],
  'not-private': ['conflict', 'This was shared before. Nothing was changed.'],
  'still-private': [
    'conflict',
    'Only you see this yet, so nobody else can be asked. Nothing was changed. Share it first.',
  ],
  'other-kind': [
    'invalid',
    'This does not go with what it was asked of. Nothing was changed. Reload the page, then try again.',
  ],
  'nothing-written': [
    'invalid',
    'There is nothing to read in it. Nothing was saved. Write at least one word.',
  ],
  'too-long': [
    'invalid',
    `Each field holds at most ${itemTextMax.toLocaleString('en')} characters. Nothing was saved; your words are still where you wrote them. Shorten them, or write the rest into the text.`,
  ],
  'end-before-start': [
    'invalid',
    'The end is before the start. Nothing was saved. Look at both dates.',
  ],
  'timing-unclear': [
    'invalid',
    'The times do not go with how often. Times of day go with “every day”, each later than the one before, and there are as many as times a day. Nothing was saved.',
  ],
  'seat-not-there': [
    'conflict',
    'The alliance does not have this seat any more. Nothing was saved. Choose another one.',
  ],
  'seat-cannot-see': [
    'invalid',
    'Whoever sits there cannot see this, or nobody has accepted the seat. Nothing was changed. Choose another seat.',
  ],
  'goal-not-there': [
    'conflict',
    'There is no such goal in this plan that you may see. Nothing was changed. Choose another one.',
  ],
  'undecided-full': [
    'conflict',
    'Many values of this wait for somebody to decide. All of them are safe; yours was not added. Decide first, then write again.',
  ],
  'is-lead': ['conflict', 'This discipline leads the goal already. Nothing was changed.'],
  'part-moved-on': [
    'conflict',
    'A colleague in your seat has written this part since you read it. Theirs is safe; yours was not saved, and your words are still where you wrote them. Read theirs, then write what holds for both.',
  ],
  'tag-there': [
    'conflict',
    'A colleague has hung this tag here already, with other words. Theirs is safe; yours was not added. Read it, take it off if it should go, then hang yours.',
  ],
  'note-needed': [
    'invalid',
    'Write in a few words why not: the team needs it to change the goal. Nothing was saved.',
  ],
  'progress-there': ['conflict', 'This is there already. Nothing was added a second time.'],
  'not-yet': ['invalid', 'This day is still to come. Nothing was saved. Look at the date.'],
  'reason-needed': [
    'invalid',
    'Write in a few words why it is taken out. It stays in the plan until then.',
  ],
  struck: [
    'conflict',
    'This was taken out of the plan. Nothing was changed. Restore it first, if it should count again.',
  ],
  'not-struck': ['conflict', 'This is in the plan already. Nothing was changed.'],
  'entries-full': [
    'conflict',
    'This holds as much as it can. All of it is safe; yours was not added. Begin a new one.',
  ],
  'items-full': [
    'conflict',
    `This plan has ${itemsPerPlanMax} goals, interventions and rows, which is as many as it holds. All of them are safe; yours was not added.`,
  ],
  'too-fast': [
    'throttled',
    'That was a lot at once. Nothing was lost; this one has not been saved yet. Wait a moment, then send it again.',
  ],
  'item-there': [
    'conflict',
    'Something with this id exists already. Nothing was added or changed. Reload the page and look before you send it again.',
  ],
  'key-used': [
    'conflict',
    'This request carries the key of another one that was done. Nothing was changed. Reload the page and look before you send it again.',
  ],
};
