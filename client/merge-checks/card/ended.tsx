import { type MergeCheckView } from '@alliance/shared/merge-checks/merge-check';
import { useQuery } from '@tanstack/react-query';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { Notice } from '../../ui/notice.tsx';
import { useMoment } from '../../ui/use-moment.ts';
import { checkQuery } from '../check-queries.ts';

/** Somebody else has decided while this card was open: who, and what they said. */
export function Ended({
  planId,
  check,
}: {
  readonly planId: string;
  readonly check: MergeCheckView;
}): JSX.Element {
  const t = useTranslations('mergeChecks.ended');
  const moment = useMoment();
  const { data } = useQuery(checkQuery(planId, check.id));
  if (data?.decision === undefined) return <Notice tone="info">{t('over')}</Notice>;
  const { outcome, at } = data.decision;
  const name = data.decidedBy?.name ?? t('somebody');
  return <Notice tone="info">{t(outcome, { name, when: moment(at) })}</Notice>;
}
