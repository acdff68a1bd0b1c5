import { type JSX } from 'react';

import { KeptNotices } from '../careplan/kept-notices.tsx';
import { KeptComments } from '../comments/desk/kept-comments.tsx';

/** On every screen but a plan: what was written in a plan that was left, and is only in this tab. */
export function KeptWords(): JSX.Element {
  return (
    <>
      <KeptNotices />
      <KeptComments />
    </>
  );
}
