import { type Passage, bullet, heading, paragraph, wrote } from '../prose.ts';

/** If … → then … → call …: each bullet is a row of the Now panel (DM4). */
export function contingency(): readonly Passage[] {
  return [
    wrote(
      'priya',
      192,
      paragraph(
        'Do the middle column first, then call. The extension reaches whoever sits in the seat now.',
      ),
      bullet(
        'Face drooping, new weakness or sudden loss of speech → note the time, stay with her, nothing by mouth → rapid response team, ext. 2222',
      ),
    ),
    wrote(
      'priya',
      16,
      bullet(
        'Coughing, choking or a wet voice when eating or drinking → stop, sit her fully upright, let her cough → speech-language therapist, ext. 4417',
      ),
    ),
    wrote(
      'tom',
      88,
      bullet(
        'Dizzy or pale on standing → sit or lie her down, then blood pressure lying and standing → rehab nurse, ext. 4412',
      ),
      bullet(
        'A fall, with or without injury → do not lift her, look at head, hip and right arm → rehab physician, pager 118',
      ),
    ),
    wrote(
      'priya',
      87,
      bullet(
        'Fever, or breathing faster than this morning → sit her up, count breaths, measure oxygen → rehab physician, pager 118',
      ),
    ),
    wrote(
      'tom',
      15,
      bullet(
        'A tablet that she cannot swallow whole → hold it, do not crush it, write down which → rehab physician, ext. 4410',
      ),
    ),
    wrote(
      'tom',
      48,
      bullet(
        'Tearful, or cannot get her message across → slow down, picture card, interpreter phone → social worker, ext. 4419',
      ),
    ),
    wrote(
      'tom',
      86,
      heading('At night'),
      paragraph(
        'The same extensions ring at the nurses’ station after 19:00. The on-call physician answers pager 118.',
      ),
    ),
  ];
}
