/** The words of Home: what of an alliance needs me, and my plans (`en.ts` holds them all together). */
export const home = {
  documentTitle: 'My plans · {person} – Alliance',
  greeting: 'My plans, {name}',
  retry: 'Try again',
  stale: 'This list may be old: the server did not answer.',
  unseen:
    '{count, plural, =0 {Nothing new} one {# section with changes} other {# sections with changes}}',
  seat: 'You are {seat}',
  gaps: 'What the alliance still lacks',
  allianceStatus: {
    draft: 'draft',
    proposed: 'forming',
    active: 'active',
    suspended: 'suspended',
    closed: 'closed',
  },
  planClosed: {
    draft: 'It is being prepared. Its plan opens when the patient’s consent is recorded.',
    proposed:
      'It waits for answers, signatures and the patient’s consent. Its plan opens when the consent is recorded.',
    active: 'You cannot open its plan now.',
    suspended: 'It rests for a while. You cannot open its plan now.',
    closed: 'It has ended. Its plan is kept and cannot be opened any more.',
  },
  mine: 'My alliances and plans',
  here: 'on the plan now',
  form: 'Form an alliance',
  first: {
    title: 'Form your first alliance',
    what: 'An alliance is two or more professionals who care for one patient together. You agree who does what, and write one care plan.',
    purpose: 'Say what you want to reach, and for whom.',
    seats: 'Say who sits in it: what each of you does, and needs from the others.',
    charter: 'Ask your colleague. Both of you sign one page, and the plan is open.',
    orWait:
      'Has somebody asked you already? Their invitation stands above, or is in the link that they gave you.',
  },
  empty: {
    title: 'No plan yet',
    next: 'A plan appears here when an alliance gives you a seat. Ask the lead of the alliance to invite you.',
  },
} as const;

/** What of an alliance needs me. */
export const allianceNeeds = {
  emergency: 'Changed because it could not wait: look at it',
  shiftEnds:
    'Your shift ends at {end}: leave a note {hasNext, select, yes {for {next}} other {for whoever comes}}',
  shiftEnded:
    'Your shift ended at {end}. You can finish until {until}: leave a note {hasNext, select, yes {for {next}} other {for whoever comes}}',
  note: '{name} has left a note for you',
  uncoveredNow: 'Nobody covers the seat “{seat}” now',
  uncoveredSoon: 'Nobody covers the seat “{seat}” from {from}',
  until: 'until {until}',
  invitation: '{name} asks you to join an alliance as {seat}',
  answerBy: 'answer by {date}',
  sign: 'The charter asks for your signature',
  charter: 'charter',
  signed: 'version {number, number}, {signed, number} of {toSign, number} have signed',
  declined:
    '{hasName, select, yes {{name}} other {Who was asked}} has said no to the seat “{seat}”',
  expired:
    '{hasName, select, yes {{name} has not} other {Nobody has}} answered in time for the seat “{seat}”',
  reasonOther: 'Something needs you here',
  button: {
    emergency: 'Look',
    'hand-over': 'Write the note',
    note: 'Read',
    uncovered: 'Arrange cover',
    invitation: 'Answer',
    sign: 'Read and sign',
    unanswered: 'Ask again',
  },
  buttonOther: 'Open',
  buttonFor: '{button}: {about}',
} as const;

/** The plans that I lead or keep, in one table. */
export const overview = {
  documentTitle: 'What lacks in my plans – Alliance',
  title: 'What lacks in my plans',
  lead: 'Every plan that you lead or keep as its steward, with what is still missing.',
  alone: 'Open on a page of its own',
  filter: 'Show only what has these words',
  download: 'Save as a CSV file',
  file: 'alliance-overview.csv',
  shown: '{count, plural, =0 {No plan is shown} one {# plan is shown} other {# plans are shown}}',
  noMatch: 'No plan has all these words. Take one away to see more.',
  empty: 'You lead and keep no plan now. When you do, what lacks in it is listed here.',
  stale: 'This table may be old: the server did not answer.',
  plan: 'Plan',
  none: 'none',
  never: 'not yet',
  reviewOver: 'was due {date}',
  column: {
    patient: 'Patient',
    status: 'Alliance',
    unsigned: 'Seats that have not signed',
    unfilled: 'Seats that nobody has accepted',
    ownerless: 'Sections without an owner',
    stale: 'Unchanged for 7 days',
    changed: 'Last change',
    review: 'Review by',
  },
} as const;
