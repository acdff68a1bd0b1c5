import { type DisciplineKey, disciplines } from '@alliance/shared/alliance/discipline';
import { useCallback } from 'react';
import { useTranslations } from 'use-intl';

import { useDisciplineName } from '../words.ts';
import { type DraftSeat, draftSeat } from './founding-draft.ts';

/** Makes a seat of a discipline with a role card to begin with: general enough to be true, to be changed by whoever sits there. */
export function useStartingSeat(): (disciplineKey: DisciplineKey) => DraftSeat {
  const t = useTranslations('alliance.found.starter');
  const name = useDisciplineName();
  return useCallback(
    (disciplineKey) => {
      const { kind } = disciplines[disciplineKey];
      const card = { title: name(disciplineKey), ...wordsOf(kind, t) };
      return draftSeat(disciplineKey, card);
    },
    // The words are those of one language; they do not change while the page is open.
    // oxlint-disable-next-line react/exhaustive-deps
    [],
  );
}

const known = ['medical', 'nursing', 'therapy', 'pharmacy', 'social', 'patient'] as const;

function wordsOf(
  kind: string,
  t: ReturnType<typeof useTranslations<'alliance.found.starter'>>,
): { readonly responsibilities: string; readonly offers: string; readonly needs: string } {
  const key = known.find((each) => each === kind) ?? 'other';
  return {
    responsibilities: t(`${key}.responsibilities`),
    offers: t(`${key}.offers`),
    needs: t(`${key}.needs`),
  };
}
