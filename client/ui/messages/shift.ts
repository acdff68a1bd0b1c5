/** The words of what changes on the plan page with a shift, an emergency, or a right (`en.ts` holds them all together). */
export const shift = {
  label: 'End of your shift as {seat}',
  ends: 'Your shift ends at {end}. After that you can finish until {until}.',
  ended: 'Your shift ended at {end}. You can finish until {until}.',
  leave: 'Leave a note for {to}.',
  isLeft: 'Your note for {to} is saved.',
  whoever: 'whoever comes',
  write: 'Write the note',
  change: 'Change the note',
  noteTo: 'Your note for {to}',
  help: 'What matters in the next hours. It is read once, and does not replace the plan.',
  save: 'Leave the note',
  cancel: 'Cancel',
  before: 'Note from {name}',
  from: '{name} left this note for you, {when}:',
  read: 'I have read it',
} as const;

/** Editing because it cannot wait. */
export const emergency = {
  menu: 'More for {heading}',
  item: 'It cannot wait: edit now',
  title: 'Edit “{heading}” now',
  close: 'Close',
  lead: 'Others answer for this section. If it cannot wait, you can change it yourself.',
  minutes: 'You can edit it for 60 minutes.',
  told: '{hasOwners, select, yes {Those who answer for it are told at once: {owners}.} other {Nobody answers for it now; the lead of the alliance sees it.}}',
  recorded: 'It is recorded, with your name and reason, and everybody sees it at the section.',
  reason: 'Why can it not wait?',
  sure: 'Edit now',
  cancel: 'Cancel',
  mine: 'You can edit here until {to}, because it could not wait:',
  mineOver:
    'You changed this section at {from}, because it could not wait. Nobody who answers for it has looked yet:',
  running: '{name} ({title}) edits here until {to}, because it could not wait:',
  over: '{name} ({title}) changed this section at {from}, because it could not wait:',
  seen: 'I have looked at it',
} as const;

/** A right that was changed while the page is open. */
export const rightNews = {
  more: {
    edit: 'You can edit here now.',
    suggest: 'You can comment here now.',
    comment: 'You can comment here now.',
    read: 'You can read here now.',
  },
  less: {
    edit: 'You can edit here.',
    suggest:
      'You cannot edit here any more: your right was changed or has ended. What was saved stays, and what was not is shown here for you. You can comment{hasOwners, select, yes {, and {owners} can edit} other {}}.',
    comment:
      'You cannot write here any more: your right was changed or has ended. What was saved stays, and what was not is shown here for you. You can comment{hasOwners, select, yes {, and {owners} can edit} other {}}.',
    read: 'You can only read here now: your right was changed or has ended. What was saved stays, and what was not is shown here for you.',
  },
  suspended:
    'This alliance is suspended: everybody can read, and nobody can write until a lead resumes it. Everything that was saved is safe; what you had not saved is shown at its section.',
  gone: '{sections} {count, plural, one {is} other {are}} not open to you any more: your right was changed. What was saved stays in the plan; words of yours that were not saved are kept on this page to be copied.',
  come: '{sections} {count, plural, one {is} other {are}} open to you now.',
  read: 'Understood',
} as const;

/** A plan that is not open any more. */
export const planGone = {
  title: 'This plan is not open to you any more',
  what: 'Your seat has ended, or the alliance was closed. What was saved is kept. Words of yours that were not saved are kept on this page until you have copied them.',
  next: 'If you should still be here, ask the lead of the alliance.',
  home: 'Go to my plans',
} as const;
