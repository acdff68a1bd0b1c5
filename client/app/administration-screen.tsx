import { useParams } from '@tanstack/react-router';
import { type JSX } from 'react';

import { AdministrationPage } from '../administration/administration-page.tsx';
import { isAdministrationPart } from '../administration/parts.ts';
import { KeptWords } from './kept-words.tsx';
import { NoSuchPage } from './no-such-page.tsx';
import { ScreenMenu } from './screen-menu.tsx';
import { useSignedIn } from './signed-in.ts';

/** Looking after the server; for everybody else there is no such page. */
export function AdministrationScreen(): JSX.Element {
  const { part = 'people' } = useParams({ strict: false });
  const { me } = useSignedIn();
  if (me.isAdministrator !== true || !isAdministrationPart(part)) return <NoSuchPage />;
  return (
    <>
      <KeptWords />
      <AdministrationPage part={part} myId={me.person.id} menu={<ScreenMenu />} />
    </>
  );
}
