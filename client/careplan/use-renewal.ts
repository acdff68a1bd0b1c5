import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { useState } from 'react';

/** A plan whose every text was replaced under the reader: what only a reset of the demonstration does. */
export interface Renewal {
  readonly isRenewed: boolean;
  readonly dismiss: () => void;
}

/** Notices that not one text of the plan is the one that was opened (PG30). */
export function useRenewal({ sections }: Pick<PlanView, 'sections'>): Renewal {
  const present = sections.map(({ documentId }) => documentId);
  const [known, setKnown] = useState<readonly string[]>(present);
  const [isRenewed, setIsRenewed] = useState(false);
  if (present.join() !== known.join()) {
    setKnown(present);
    const isOther = known.length > 0 && present.length > 0;
    if (isOther && !present.some((documentId) => known.includes(documentId))) setIsRenewed(true);
  }
  return { isRenewed, dismiss: () => setIsRenewed(false) };
}
