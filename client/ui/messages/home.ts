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
