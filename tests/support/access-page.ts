import { readFileSync } from 'node:fs';

import { type SectionKey, sectionKeys } from '@alliance/shared/careplan/section';

import { type PersonaKey, personaKeys } from './people.ts';

const letters = { E: 'edit', S: 'suggest', C: 'comment', R: 'read', '–': undefined } as const;

/** One cell of the table of AC3, as it stands on the page of rules; no access where the person must not see the section. */
export interface AccessCell {
  readonly sectionKey: SectionKey;
  readonly persona: PersonaKey;
  readonly access: 'edit' | 'suggest' | 'comment' | 'read' | undefined;
}

/** The whole table of AC3, read from `SPEC.md`: all sections by all personas. */
export function accessPage(): readonly AccessCell[] {
  const page = readFileSync(new URL('../../shared/SPEC.md', import.meta.url), 'utf8');
  return sectionKeys.flatMap((sectionKey) => {
    const row = page.split('\n').find((line) => line.startsWith(`| \`${sectionKey}\``)) ?? '';
    const cells = row
      .split('|')
      .slice(2, -1)
      .map((cell) => cell.trim());
    return personaKeys.map((persona, index) => {
      const letter = cells[index] ?? '';
      if (!Object.hasOwn(letters, letter)) throw new Error(`No right for ${persona} on the page.`);
      return { sectionKey, persona, access: letters[letter as keyof typeof letters] };
    });
  });
}
