/** The words of finding something in a plan (`en.ts` holds them all together). */
export const find = {
  label: 'Find in this plan',
  placeholder: 'Words in this plan',
  count:
    '{count, plural, =0 {Nothing found} other {{present, number} of {count, number}{isMany, select, yes { or more} other {}}}}',
  where: '{heading}',
  next: 'Next place',
  nextKeys: 'Next place (Enter)',
  previous: 'Place before',
  previousKeys: 'Place before (Shift Enter)',
  close: 'Close and go there',
  closeKeys: 'Close and go there (Esc)',
  labelKeys: 'Find in this plan (Ctrl Alt F)',
  inOutline: '{count, number} found',
} as const;
