/** The words of the print page (`en.ts` holds them all together). */
export const print = {
  link: 'Print',
  command: 'Print, or save as PDF',
  keywords: 'paper pdf bedside sheet download',
  title: 'Print',
  titleOf: 'Print: {plan}',
  documentTitle: 'Print – Alliance',
  back: 'Back to the plan',
  which: 'What to print',
  sheet: { plan: 'Whole plan', bedside: 'Bedside sheet' },
  print: 'Print',
  save: 'Save as PDF',
  saving: 'Making the PDF …',
  saved: 'The PDF is saved among your downloads.',
  asSaved: 'This is the plan as it was saved at {time}. It is not signed.',
  leftOut:
    'Not on the bedside sheet, because visitors read it too: {sections}. Struck and private things are left out as well.',
  preview: 'How it is printed',
  file: { plan: 'care-plan', bedside: 'bedside-sheet' },
} as const;
