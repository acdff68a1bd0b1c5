/**
 * Why something is not done to an item: the reason, as a key for machines, with the rule of `SPEC.md` that refuses. The
 * words for people are made from the key where they are shown.
 */
export const itemRefusals = {
  /** Answered as if there were nothing. */
  'not-there': 'IT2',
  /** The alliance pauses, or the section was taken out of the plan. */
  'at-rest': 'AC29',
  'may-not-start': 'AC26',
  /** Whoever may not edit there proposes. */
  'may-only-propose': 'AC27',
  'may-not-write': 'AC25',
  'may-not-record': 'AC25',
  'may-not-ask': 'AC25',
  'not-your-seat': 'AC28',
  /** It was shared, or it is somebody else's. */
  'not-private': 'IT3',
  /** Nobody else knows of it yet, so nobody can be asked. */
  'still-private': 'IT3',
  /** A command for a goal, asked of a row. */
  'other-kind': 'IT4',
  /** Nothing that a person could read, where something is needed. */
  'nothing-written': 'IT5',
  'too-long': 'IT5',
  'end-before-start': 'IT6',
  'timing-unclear': 'IT6',
  'seat-not-there': 'IT7',
  'seat-cannot-see': 'IT7',
  'goal-not-there': 'IT8',
  'undecided-full': 'IT11',
  'is-lead': 'IT12',
  /** A colleague of the seat has said it since its writer looked. */
  'part-moved-on': 'IT13',
  'note-needed': 'IT15',
  /** A look at how far it is, with this id, is there already. */
  'progress-there': 'IT16',
  'not-yet': 'IT16',
  'reason-needed': 'IT19',
  struck: 'IT19',
  'not-struck': 'IT19',
  /** A colleague has hung it there, with words of theirs. */
  'tag-there': 'IT22',
  'entries-full': 'IT20',
  'items-full': 'IT20',
  'too-fast': 'IT20',
  /** The id belongs to an item that exists. */
  'item-there': 'IT21',
  /** The key of this write has done another one. */
  'key-used': 'IT21',
} as const;

/** A key of {@link itemRefusals}. */
export type ItemRefusalReason = keyof typeof itemRefusals;

/** A rule that can refuse something to an item. */
export type ItemRule = (typeof itemRefusals)[ItemRefusalReason];

/** A refusal, as a value. */
export interface ItemRefusal {
  readonly rule: ItemRule;
  readonly reason: ItemRefusalReason;
}
