import { useQueryClient } from '@tanstack/react-query';
import { type JSX } from 'react';

import { AccountPage } from '../identity/account/account-page.tsx';
import { meKey } from '../identity/session.ts';
import { KeptWords } from './kept-words.tsx';
import { ScreenMenu } from './screen-menu.tsx';
import { useSignedIn } from './signed-in.ts';

/** My account. */
export function AccountScreen(): JSX.Element {
  const { me, isDemo } = useSignedIn();
  const queryClient = useQueryClient();
  return (
    <>
      <KeptWords />
      <AccountPage
        me={me}
        isDemo={isDemo}
        menu={<ScreenMenu />}
        onRenamed={() => void queryClient.invalidateQueries({ queryKey: meKey })}
      />
    </>
  );
}
