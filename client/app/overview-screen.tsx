import { type JSX } from 'react';

import { OverviewPage } from '../careplan/overview/overview-page.tsx';
import { KeptWords } from './kept-words.tsx';
import { ScreenMenu } from './screen-menu.tsx';

/** What lacks in the plans that I lead or keep. */
export function OverviewScreen(): JSX.Element {
  return (
    <>
      <KeptWords />
      <OverviewPage menu={<ScreenMenu />} />
    </>
  );
}
