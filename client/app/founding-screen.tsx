import { type JSX } from 'react';

import { FoundingPage } from '../alliance/founding/founding-page.tsx';
import { KeptWords } from './kept-words.tsx';
import { ScreenMenu } from './screen-menu.tsx';
import { useSignedIn } from './signed-in.ts';

/** Begins an alliance. */
export function FoundingScreen(): JSX.Element {
  const { me } = useSignedIn();
  return (
    <>
      <KeptWords />
      <FoundingPage key={me.person.id} person={me.person} menu={<ScreenMenu />} />
    </>
  );
}
