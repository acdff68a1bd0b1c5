import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { type JSX } from 'react';

import { LeaveDialog } from '../careplan/leave-dialog.tsx';
import { pageTabs } from '../careplan/page-tabs.ts';
import { LeaveCommentsDialog } from '../comments/desk/leave-comments-dialog.tsx';
import { type Beside, PersonMenu } from '../identity/person-menu.tsx';
import { SignInAgain } from '../identity/sign-in-again.tsx';
import { NeedsYouLink } from '../inbox/needs-you-link.tsx';
import { DemonstrationLabel } from '../ui/demonstration-label.tsx';
import { onlyPlanOfPatient } from './only-plan.ts';
import { useSignedIn } from './signed-in.ts';
import { type Asked, useLeaving } from './use-leaving.ts';
import { useLiveInbox } from './use-live-inbox.ts';

/** What every screen shows at the end of its bar: how many things need me (on Home they are below), that this is a demonstration, and the person's menu. Asking to sign in again, and before words are lost, is part of it, so that its code is here before it is needed. */
export function ScreenMenu({ beside }: { readonly beside?: Beside }): JSX.Element {
  const { me, isDemo, isSignedOut, switchPerson, signOut, lock } = useSignedIn();
  const queryClient = useQueryClient();
  const { leave, asked } = useLeaving();
  const isHome = useLocation({ select: ({ pathname }) => pathname === '/' });
  const hasInbox = onlyPlanOfPatient(me) === undefined;
  useLiveInbox({ isOn: hasInbox, isSignedOut });
  return (
    <>
      {hasInbox && !isHome ? <NeedsYouLink /> : null}
      {isDemo ? <DemonstrationLabel /> : null}
      <PersonMenu
        me={me}
        onSwitch={() => leave(switchPerson)}
        onSignOut={() => leave(signOut)}
        onReset={() => pageTabs.end()}
        onLock={lock}
        isDemo={isDemo}
        beside={beside}
      />
      {asked?.about === 'text' ? (
        <LeaveDialog onLeave={asked.onLeave} onStay={() => stay(asked)} />
      ) : null}
      {asked?.about === 'comments' ? (
        <LeaveCommentsDialog onLeave={asked.onLeave} onStay={() => stay(asked)} />
      ) : null}
      {isSignedOut ? (
        <SignInAgain me={me} isDemo={isDemo} onSignedIn={() => queryClient.invalidateQueries()} />
      ) : null}
    </>
  );
}

/** Whoever stays has the keyboard again at the menu in which they asked to leave (RL4). */
function stay({ onStay }: Asked): void {
  onStay();
  // The dialog keeps the keyboard as long as it is there.
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-person-menu]')?.focus());
}
