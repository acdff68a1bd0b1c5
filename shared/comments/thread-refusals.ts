/**
 * Why something is not done to a thread: the reason, as a key for machines, with the rule of `SPEC.md` that refuses.
 * The words for people are made from the key where they are shown.
 */
export const threadRefusals = {
  /** Patient and family cannot open a thread that they would not see. */
  'not-your-audience': 'CM2',
  'may-not-comment': 'CM3',
  'not-your-comment': 'CM5',
  'already-read-back': 'CM5',
  'may-not-resolve': 'CM6',
  'note-needed': 'CM6',
  'may-not-reopen': 'CM7',
  'may-not-assign': 'CM9',
  'seat-cannot-take-it': 'CM9',
  'not-a-receiver': 'CM11',
  'not-critical': 'CM11',
  'read-back-done': 'CM11',
  'not-the-sender': 'CM12',
  'own-read-back': 'CM12',
  'nothing-read-back': 'CM12',
  /** Somebody has read back again since. */
  'other-read-back': 'CM12',
  'read-back-missing': 'CM13',
  'critical-stays': 'CM14',
  'may-not-mark': 'CM14',
  'nothing-written': 'CM15',
  'too-long': 'CM15',
  'nobody-called': 'CM16',
  /** A comment with this id is in the thread already. */
  'comment-there': 'CM17',
  /** The thread's id belongs to a thread that exists. */
  'thread-there': 'CM17',
  /** The key of this write has done another one. */
  'key-used': 'CM17',
  /** Answered as if there were nothing. */
  'not-there': 'CM18',
  'comments-full': 'CM20',
  'thread-full': 'CM20',
  'threads-full': 'CM20',
  'edits-full': 'CM20',
  'undecided-full': 'CM20',
  'too-fast': 'CM20',
  'may-not-attach': 'CM26',
  'still-in-place': 'CM26',
  'words-not-there': 'CM26',
} as const;

/** A key of {@link threadRefusals}. */
export type ThreadRefusalReason = keyof typeof threadRefusals;

/** A rule that can refuse something to a thread. */
export type ThreadRule = (typeof threadRefusals)[ThreadRefusalReason];

/** A refusal, as a value. */
export interface ThreadRefusal {
  readonly rule: ThreadRule;
  readonly reason: ThreadRefusalReason;
}
