import { useParams } from '@tanstack/react-router';
import { type JSX } from 'react';

import { CharterPage } from '../alliance/charter/charter-page.tsx';
import { personaOf, usePersonas } from '../identity/session.ts';
import { CharterProse } from './charter-prose.tsx';
import { KeptWords } from './kept-words.tsx';
import { ScreenMenu } from './screen-menu.tsx';
import { useSignedIn } from './signed-in.ts';

/** The charter of the alliance that the address names. */
export function CharterScreen(): JSX.Element {
  const { allianceId = '' } = useParams({ strict: false });
  const { me, isDemo } = useSignedIn();
  const personas = usePersonas();
  return (
    <>
      <KeptWords />
      <CharterPage
        key={allianceId}
        allianceId={allianceId}
        person={me.person}
        menu={<ScreenMenu />}
        Prose={CharterProse}
        pin={isDemo ? personaOf(personas.data, me.person)?.pin : undefined}
      />
    </>
  );
}
