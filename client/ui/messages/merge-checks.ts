/** The words of merge checks: places that two people changed at the same time (`en.ts` holds them all together). */
export const mergeChecks = {
  notice:
    '{count, plural, one {Two people changed one place here at the same time. Check that it reads right.} other {# places here were changed by two people at the same time. Check that they read right.}}',
  look: '{count, plural, one {Look at it} other {Look at them}}',
  outline: '{count, plural, one {# place to check} other {# places to check}}',
  waiting: 'Changed by two people at once – to check:',
  waitingShort: 'To check:',
  waitingIn: '{heading}{count, plural, one {} other { (#)}}',
  waitingNamed: '{count, plural, one {# place} other {# places}} to check in {heading}',
  failed: 'Whether places wait to be checked could not be loaded. Nothing is lost.',
  missing: 'Places to check cannot be shown.',
  again: 'Try again',
  close: 'Close',
  next: 'Next place',
  place: '{heading}, place {number, number} of {count, number}',
  title: {
    doubled: 'Words may be here twice',
    lost: 'Words may be missing here',
    numbers: 'Two people changed numbers here',
  },
  lead: 'They wrote at the same time and did not see each other. Put the marked place right if you need to, then decide.',
  leadReader:
    'They wrote at the same time and did not see each other. The place is marked in the plan.',
  leadGone: 'The place is no longer in the plan. Is anything missing that should be there?',
  legend: 'Bold and underlined: words that are not the same in all texts.',
  same: 'The texts have the same words.',
  differs: 'not the same:',
  nothingLeft: 'Nothing was left here.',
  right: 'It is right as it stands',
  nothingMissing: 'Nothing is missing',
  edit: 'Edit the text',
  person: '{name} ({title})',
  whoDecides: '{people} can decide.',
  nobodyDecides: 'Only who may edit this section can decide, and nobody is here now.',
  hindered: {
    offline:
      'This cannot be decided now, because the server cannot be reached. Nothing is lost: try again when the connection is back.',
    right: 'You may not edit this section any more. Somebody who may will decide.',
    changed: 'More was written here meanwhile. Read it again, then decide.',
    failed: 'That did not work, and nothing was decided. Please try again.',
  },
  ended: {
    over: 'This place does not need to be checked any more.',
    somebody: 'A colleague',
    'as-it-stands': '{name} has decided, {when}: it is right as it stands.',
    gone: '{name} has decided, {when}: nothing is missing.',
  },
  said: {
    found: 'Two people changed a place in {heading} at the same time. It waits to be checked.',
    settled: 'A place in {heading} has been checked.',
  },
} as const;
