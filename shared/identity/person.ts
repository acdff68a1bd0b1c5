import { identifierOf, identifierPattern } from './identifier.ts';

/** Identity of a person in every log row, record and audit entry. Accounts and demo personas link to it. */
export type PersonId = string & { readonly __brand: 'PersonId' };

/** Whether a string from outside has the shape of the id of a person. It says nothing about existence. */
export function isPersonId(text: string): text is PersonId {
  return identifierPattern.test(text);
}

/** The id of a person out of a string that must be one; throws a `TypeError` otherwise. */
export const toPersonId = identifierOf(isPersonId);

/** A human being who takes part in care: professional, patient or family. FHIR `Practitioner`, `Patient` or `RelatedPerson`. */
export interface Person {
  readonly id: PersonId;
  /** The name shown to colleagues, with title and credential where they use one: "Dr Priya Raman", "Tom Akerele RN". */
  readonly name: string;
  /** How they introduce themselves in one word: "Priya". */
  readonly shortName: string;
  /** True for the demo's scripted colleague, who is labelled wherever the name appears. */
  readonly isSimulated: boolean;
}

/** What `GET /api/me` answers. */
export interface Me {
  readonly person: Person;
  readonly seats: readonly MySeat[];
  /** They look after the installation: people, sessions, settings. */
  readonly isAdministrator?: true;
}

/** A seat that I cover now, with the plan it gives access to. */
export interface MySeat {
  readonly seatId: string;
  readonly allianceId: string;
  readonly planId: string;
  readonly disciplineKey: string;
  readonly title: string;
}

/** One entry of `GET /api/demo/personas`: who a visitor of the demo can be. */
export interface Persona {
  /** The contract's key: `priya`, `tom` … */
  readonly key: string;
  readonly personId: PersonId;
  readonly name: string;
  readonly disciplineKey: string;
  /** One line that says what this person can try: "Edits the common clinical sections". */
  readonly introduction: string;
  /** With which this person proves a signature, and unlocks their page; the screen shows it. */
  readonly pin: string;
}
