/** Fewest characters of a password. Length is what makes guessing hard; which characters they are does not matter. */
export const passwordCharactersMin = 12;

/** Most characters of a password: a paragraph. */
export const passwordCharactersMax = 1000;

/** Why something cannot be a password. */
export type PasswordProblem = 'too-short' | 'too-long' | 'is-email';

/** What stands against a new password, or nothing. There are no rules about digits and signs: they make passwords that are written on notes. */
export function passwordProblem(password: string, email: string): PasswordProblem | undefined {
  const { length } = Array.from(password);
  if (length < passwordCharactersMin) return 'too-short';
  if (length > passwordCharactersMax) return 'too-long';
  return password.trim().toLowerCase() === email.trim().toLowerCase() ? 'is-email' : undefined;
}
