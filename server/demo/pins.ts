import { createHash } from 'node:crypto';

import { type PersonId } from '@alliance/shared/identity/person';

import { type PersonaKey, castId, personas } from './cast.ts';

/** The PIN with which a persona proves a signature and unlocks their page: four digits, the same in every demo, shown on the screen. */
export function pinOf(persona: PersonaKey): string {
  const digest = createHash('sha256').update(`alliance demo pin ${persona}`).digest();
  return String(digest.readUInt16BE(0) % 10_000).padStart(4, '0');
}

/** The PIN of whoever is a persona of the demo. */
export function pinOfPerson(personId: PersonId): string | undefined {
  const persona = personas.find(({ key }) => castId(key) === personId);
  return persona && pinOf(persona.key);
}
