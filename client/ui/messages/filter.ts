/** The words of looking at some sections of a plan only (`en.ts` holds them all together). */
export const filter = {
  label: 'Which sections to look at',
  disciplines: 'Of one discipline',
  by: {
    all: 'All sections ({count, number})',
    mine: 'I can edit ({count, number})',
    new: 'With something new ({count, number})',
    stale: 'Due for a look ({count, number})',
    discipline: '{code} · {name} ({count, number})',
  },
  words: {
    all: 'All',
    mine: 'I can edit',
    new: 'With something new',
    stale: 'Due for a look',
  },
  notice:
    '{what}: {shown, number} of {count, number} sections are open. The others are one line each.',
  none: 'No section fits. The others are one line each in the plan.',
  showAll: 'Show all',
  show: 'Show',
  showSection: 'Show {heading}',
} as const;
