import { readFileSync } from 'node:fs';

import { type SectionKey, isSectionKey } from '@alliance/shared/careplan/section';

import { type PersonaKey, personaKeys } from './people.ts';

const letters = { E: 'edit', S: 'suggest', C: 'comment', R: 'read', '–': undefined } as const;

/** One cell of the table of AC3, as it stands on the page of rules; no access where the person must not see the section. */
export interface AccessCell {
  readonly sectionKey: SectionKey;
  readonly persona: PersonaKey;
  readonly access: 'edit' | 'suggest' | 'comment' | 'read' | undefined;
}

/** The whole table of AC3, read from `SPEC.md`: the sections of the demonstration by all personas. */
export function accessPage(): readonly AccessCell[] {
  return rowsOf('The section keys of the demonstration').flatMap(({ sectionKey, cells }) =>
    personaKeys.map((persona, index) => ({ sectionKey, persona, access: rightOf(cells[index]) })),
  );
}

/** The whole table of AC13, read from `SPEC.md`: every section by the disciplines at its head. */
export function disciplinePage(): readonly {
  readonly sectionKey: SectionKey;
  readonly disciplineKey: string;
  readonly access: AccessCell['access'];
}[] {
  const [head = []] = tableAfter('The table of AC13');
  return rowsOf('The table of AC13').flatMap(({ sectionKey, cells }) =>
    head.slice(1).map((disciplineKey, index) => ({
      sectionKey,
      disciplineKey,
      access: rightOf(cells[index]),
    })),
  );
}

function rowsOf(opening: string) {
  return tableAfter(opening).flatMap(([name = '', ...cells]) => {
    const sectionKey = name.replaceAll('`', '');
    return isSectionKey(sectionKey) ? [{ sectionKey, cells }] : [];
  });
}

/** The cells of the first table after a line that begins so. */
function tableAfter(opening: string): readonly (readonly string[])[] {
  const page = readFileSync(new URL('../../shared/SPEC.md', import.meta.url), 'utf8');
  const [, after = ''] = page.split(`\n${opening}`);
  const [table = ''] = after.slice(after.indexOf('\n|')).trim().split('\n\n');
  return table.split('\n').map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function rightOf(letter = ''): AccessCell['access'] {
  if (!Object.hasOwn(letters, letter)) throw new Error(`"${letter}" on the page is no right.`);
  return letters[letter as keyof typeof letters];
}
