import { isPrintSheet } from '@alliance/shared/careplan/print/print-source';
import { useParams, useSearch } from '@tanstack/react-router';
import { type JSX } from 'react';

import { PrintPage } from '../careplan/print/print-page.tsx';
import { KeptWords } from './kept-words.tsx';
import { ScreenMenu } from './screen-menu.tsx';

/** The plan that the address names, on paper. */
export function PrintScreen(): JSX.Element {
  const { planId = '' } = useParams({ strict: false });
  const { sheet = 'plan' } = useSearch({ strict: false });
  return (
    <>
      <KeptWords />
      <PrintPage
        planId={planId}
        sheet={isPrintSheet(sheet) ? sheet : 'plan'}
        menu={<ScreenMenu />}
      />
    </>
  );
}
