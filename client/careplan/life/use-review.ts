import { type PlanView, type SectionView } from '@alliance/shared/careplan/plan-view';
import { renderSection } from '@alliance/shared/editor/render';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useTranslations } from 'use-intl';

import type { SectionSync } from '../../sync/section-sync.ts';
import { planQuery } from '../plan-queries.ts';
import { sayOfPlan } from './plan-said.tsx';
import { usePlanCommand } from './use-plan-command.ts';

/** Saying of a section that it is as it should be. */
export interface Reviewing {
  readonly review: () => void;
  readonly isBusy: boolean;
  /** What came in between; undefined while nothing did. */
  readonly trouble: 'moved-on' | Error | undefined;
  /** It was reviewed from this page just now. */
  readonly isDone: boolean;
}

/**
 * "Reviewed, no change", in one tap (PG73). It holds for the text that its reader saw: the page asks the server at which
 * row of the log its text stands, and only if that is the same text, letter by letter, the review names this row.
 */
export function useReview(
  plan: PlanView,
  section: SectionView,
  sync: SectionSync | undefined,
): Reviewing {
  const t = useTranslations('planLife.care');
  const queryClient = useQueryClient();
  const { send, isSending, error } = usePlanCommand(plan.id);
  const [state, setState] = useState<'rest' | 'looking' | 'moved-on' | 'sent' | Error>('rest');
  const { key, heading, documentId } = section;
  const { html } = section.rendered;
  const review = useCallback(async () => {
    setState('looking');
    const seen = sync?.content.get();
    const asked = await queryClient
      .fetchQuery({ ...planQuery(plan.id), staleTime: 0 })
      .catch((refusal: unknown) => asError(refusal));
    if (asked instanceof Error) return setState(asked);
    const there = asked.sections.find((each) => each.documentId === documentId);
    const onPage = seen === undefined ? html : renderSection(seen);
    const isSame = there !== undefined && onPage === there.rendered.html;
    if (!isSame) return setState('moved-on');
    setState('sent');
    const sent = await send({ type: 'review-section', key, head: there.rendered.head });
    if ('plan' in sent) sayOfPlan({ words: t('said', { heading }) });
  }, [queryClient, plan.id, documentId, html, sync, send, key, heading, t]);
  return {
    review: () => void review(),
    isBusy: isSending || state === 'looking',
    trouble: state === 'moved-on' || state instanceof Error ? state : (error ?? undefined),
    isDone: state === 'sent' && !isSending && error === null,
  };
}

function asError(refusal: unknown): Error {
  return refusal instanceof Error ? refusal : new Error('No answer', { cause: refusal });
}
