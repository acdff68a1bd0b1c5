import { useParams } from '@tanstack/react-router';
import { type JSX } from 'react';

import { AlliancePage } from '../alliance/alliance-page.tsx';
import { KeptWords } from './kept-words.tsx';
import { ScreenMenu } from './screen-menu.tsx';
import { useSignedIn } from './signed-in.ts';

/** The alliance that the address names. */
export function AllianceScreen(): JSX.Element {
  const { allianceId = '' } = useParams({ strict: false });
  const { me } = useSignedIn();
  const planId = me.seats.find((seat) => seat.allianceId === allianceId)?.planId;
  return (
    <>
      <KeptWords />
      <AlliancePage
        allianceId={allianceId}
        planId={planId}
        person={me.person}
        menu={<ScreenMenu />}
      />
    </>
  );
}
