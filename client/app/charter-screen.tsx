import { useParams } from '@tanstack/react-router';
import { type JSX } from 'react';

import { CharterPage } from '../alliance/charter/charter-page.tsx';
import { pageTabs } from '../careplan/page-tabs.ts';
import { personaOf, usePersonas } from '../identity/session.ts';
import { isAtStake } from '../sync/save-state.ts';
import { CharterProse } from './charter-prose.tsx';
import { KeptWords } from './kept-words.tsx';
import { ScreenMenu } from './screen-menu.tsx';
import { useSignedIn } from './signed-in.ts';

/** The charter of the alliance that the address names. */
export function CharterScreen(): JSX.Element {
  const { allianceId = '' } = useParams({ strict: false });
  const { me, isDemo } = useSignedIn();
  const personas = usePersonas();
  const planId = me.seats.find((seat) => seat.allianceId === allianceId)?.planId;
  return (
    <>
      <KeptWords />
      <CharterPage
        key={allianceId}
        allianceId={allianceId}
        planId={planId}
        person={me.person}
        menu={<ScreenMenu />}
        Prose={CharterProse}
        hasUnsaved={hasUnsaved}
        pin={isDemo ? personaOf(personas.data, me.person)?.pin : undefined}
      />
    </>
  );
}

function hasUnsaved(): boolean {
  return isAtStake(pageTabs.save.get());
}
