/** The words of chips: doses, distances and dates that never blend (`en.ts` holds them all together). */
export const chips = {
  tab: 'Tab',
  offer: '{text}: press Tab to keep it as one number, or just type on.',
  title: 'Change {text}',
  value: 'Number',
  unit: 'Unit',
  date: 'Date',
  empty: 'Write a number here, or close this.',
  change: 'Change',
  close: 'Close',
  asWords: 'Make it plain words',
  written: '{name}, {when}',
  unknown: 'Who wrote it is still being asked.',
  notKnown: 'Who wrote it could not be loaded. Nothing is lost.',
  open: {
    title: '{count, plural, =2 {Two values} other {# values}} for one number',
    lead: 'They were written at the same time. Both stay until one of you decides.',
    reader:
      'They were written at the same time. Both stay until somebody who may edit here decides.',
    place: 'In: “{words}”',
    use: 'Use {text}',
    decided: 'Decided: {text}.',
    said: '{count, plural, one {A number} other {# numbers}} in {heading} {count, plural, one {has} other {have}} two values. Somebody has to decide.',
  },
} as const;
