import {
  lineCharactersMax,
  linesPerSeatMax,
  purposeCharactersMax,
  titleCharactersMax,
} from '../limits.ts';
import { type AllianceRefusalReason } from './alliance-refusals.ts';
import { type Role } from './alliance.ts';

/** Why words cannot be kept, if so (AL7). */
export type WordsProblem = Extract<AllianceRefusalReason, 'nothing-written' | 'too-long'>;

/** Words that may be left out. */
export function checkLength(text: string, charactersMax: number): WordsProblem | undefined {
  return text.length > charactersMax ? 'too-long' : undefined;
}

/** Words that must be there. */
export function checkWritten(text: string, charactersMax: number): WordsProblem | undefined {
  return isBlank(text) ? 'nothing-written' : checkLength(text, charactersMax);
}

/** Whether nothing was written. */
export function isBlank(text: string | undefined): boolean {
  return text === undefined || text.trim() === '';
}

/** The words of an alliance itself. Its purpose may be missing until it is proposed. */
export function checkDescription(words: {
  readonly name?: string;
  readonly purpose?: string;
}): WordsProblem | undefined {
  const { name, purpose } = words;
  return (
    (name === undefined ? undefined : checkWritten(name, titleCharactersMax)) ??
    (purpose === undefined ? undefined : checkLength(purpose, purposeCharactersMax))
  );
}

/** The words of a seat. */
export function checkSeatWords(seat: {
  readonly role?: Role;
  readonly contact?: string;
}): WordsProblem | undefined {
  const { role, contact } = seat;
  return (
    (role === undefined ? undefined : checkRole(role)) ??
    (contact === undefined ? undefined : checkLength(contact, lineCharactersMax))
  );
}

function checkRole({ title, responsibilities, offers, needs }: Role): WordsProblem | undefined {
  const lists = [responsibilities, offers, needs];
  if (lists.some((lines) => lines.length > linesPerSeatMax)) return 'too-long';
  return (
    checkWritten(title, titleCharactersMax) ??
    lists
      .flat()
      .map((line) => checkWritten(line, lineCharactersMax))
      .find((problem) => problem !== undefined)
  );
}
