import { type Me } from '@alliance/shared/identity/person';
import { createContext, useContext } from 'react';

/** The signed-in person and the ways to stop being them, for the screens. */
export interface SignedIn {
  readonly me: Me;
  readonly isDemo: boolean;
  /** Ends nothing on the server: another person can be chosen for this tab. What is not saved is lost: ask first. */
  readonly switchPerson: () => void;
  /** What is not saved is lost: ask first. */
  readonly signOut: () => void;
  /** The session has ended; signing in again lies over the page. */
  readonly isSignedOut: boolean;
  /** The server says that the session has ended. */
  readonly noticeSignedOut: () => void;
  /** Locks the page now; absent around two people side by side, who lock themselves. */
  readonly lock?: (() => void) | undefined;
}

/** Where {@link useSignedIn} finds who is signed in. */
export const SignedInContext = createContext<SignedIn | undefined>(undefined);

/** Who is signed in. Only below the root's sign-in. */
export function useSignedIn(): SignedIn {
  const signedIn = useContext(SignedInContext);
  if (signedIn === undefined) throw new Error('Nobody is signed in here.');
  return signedIn;
}
