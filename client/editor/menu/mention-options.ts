import { type Editor } from '@tiptap/core';

import { type MentionableSeat } from '../editor-services.ts';
import { type MenuOption } from './menu-option.ts';

/** The words of the list of seats. */
export interface MentionWords {
  /** Nobody sits there now. */
  readonly nobody: string;
  /** Nobody has accepted the seat yet. */
  readonly notTaken: string;
  /** Whoever sits there cannot see this section. */
  readonly cannotRead: string;
}

/** The seats that a text can mention; one that may not read it is there, says why, and cannot be chosen. */
export function mentionOptions(
  seats: readonly MentionableSeat[],
  words: MentionWords,
): readonly MenuOption[] {
  return seats.map((seat) => {
    const absent = seat.isTaken ? words.nobody : words.notTaken;
    const people = seat.people.length === 0 ? absent : seat.people.join(', ');
    return {
      key: seat.seatId,
      label: seat.label,
      detail: seat.canRead ? people : words.cannotRead,
      keywords: seat.people,
      disciplineKey: seat.disciplineKey,
      isDisabled: !seat.canRead,
      run: (editor) => insertMention(editor, seat),
    };
  });
}

/** Puts a mention at the caret, and a space behind it: one goes on writing. */
function insertMention({ state, view }: Editor, { seatId, label }: MentionableSeat): void {
  const { tr, schema } = state;
  tr.replaceSelectionWith(schema.node('mention', { seatId, label }), false);
  view.dispatch(tr.insertText(' ').scrollIntoView());
}
