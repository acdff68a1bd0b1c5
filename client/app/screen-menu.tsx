import { type JSX } from 'react';

import { type Beside, PersonMenu } from '../identity/person-menu.tsx';
import { DemonstrationLabel } from '../ui/demonstration-label.tsx';
import { useSignedIn } from './signed-in.ts';

/** What every screen shows at the end of its bar: that this is a demonstration, and the person's menu. */
export function ScreenMenu({ beside }: { readonly beside?: Beside }): JSX.Element {
  const { me, isDemo, switchPerson, signOut } = useSignedIn();
  return (
    <>
      {isDemo ? <DemonstrationLabel /> : null}
      <PersonMenu me={me} onSwitch={switchPerson} onSignOut={signOut} beside={beside} />
    </>
  );
}
