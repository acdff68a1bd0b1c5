import { type PersonId } from '../identity/person.ts';
import { type Alliance } from './alliance.ts';

/** Everybody whom an alliance concerns: who has, had or will have a seat, and who is asked to take one. Without doubles. */
export function peopleOf(alliance: Alliance): ReadonlySet<PersonId> {
  return new Set(
    alliance.seats.flatMap(({ coverage, invitation: { state, asked } }) => [
      ...coverage.map(({ personId }) => personId),
      ...(state === 'requested' && asked?.personId !== undefined ? [asked.personId] : []),
    ]),
  );
}
