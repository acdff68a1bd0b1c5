import { type Persona } from '@alliance/shared/identity/person';
import { type JSX } from 'react';

import { PersonMenu } from '../identity/person-menu.tsx';
import { useSignedIn } from './signed-in.ts';

/** The person's menu, as every screen shows it. */
export function ScreenMenu({
  onBeside,
}: {
  readonly onBeside?: (persona: Persona) => void;
}): JSX.Element {
  const { me, switchPerson, signOut } = useSignedIn();
  return <PersonMenu me={me} onSwitch={switchPerson} onSignOut={signOut} onBeside={onBeside} />;
}
