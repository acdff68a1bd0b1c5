import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { type SectionKey } from '@alliance/shared/careplan/section';
import { useCallback } from 'react';
import { useTranslations } from 'use-intl';

import { useRefusalWords } from '../../ui/refusal-words.tsx';
import { sayOfPlan } from './plan-said.tsx';
import { sectionsInPlan, stepOf } from './section-order.ts';
import { type Sent, usePlanCommand } from './use-plan-command.ts';

/** Moves a section behind another one, or one step, and says where it stands then; the keyboard stays at it (PG71). */
export function useMoveSection(plan: PlanView): {
  readonly moveAfter: (key: SectionKey, after: SectionKey | null) => Promise<Sent>;
  readonly step: (sectionKey: string, by: 1 | -1) => void;
} {
  const t = useTranslations('planLife.move');
  const refusal = useRefusalWords();
  const { send } = usePlanCommand(plan.id);
  const moveAfter = useCallback(
    async (key: SectionKey, after: SectionKey | null) => {
      const focused = focusedPlace();
      const sent = await send({ type: 'move-section', key, after });
      if (!('plan' in sent)) return sent;
      const present = sectionsInPlan(sent.plan.sections);
      const index = present.findIndex((each) => each.key === key);
      const heading = present[index]?.heading ?? '';
      sayOfPlan({ words: t('said', { heading, place: index + 1, count: present.length }) });
      // What is moved in the page loses the keyboard.
      requestAnimationFrame(() => focusAgain(focused));
      return sent;
    },
    [send, t],
  );
  const step = async (sectionKey: string, by: 1 | -1): Promise<void> => {
    const section = plan.sections.find(({ key }) => key === sectionKey);
    if (section?.can.includes('move') !== true)
      return sayOfPlan({ words: t('notYours'), isTrouble: true });
    const after = stepOf(plan.sections, sectionKey, by);
    if (after === undefined) return sayOfPlan({ words: t(by === 1 ? 'isLast' : 'isFirst') });
    const sent = await moveAfter(section.key, after);
    if ('error' in sent) sayOfPlan({ words: refusal(sent.error), isTrouble: true });
  };
  return { moveAfter, step: (sectionKey, by) => void step(sectionKey, by) };
}

/** The heading or row of the outline that has the keyboard, as it is found again. */
function focusedPlace(): string | undefined {
  const { activeElement } = document;
  if (activeElement?.id.startsWith('heading-') === true) return `#${activeElement.id}`;
  const key = activeElement?.closest('[data-outline-row]')?.getAttribute('data-outline-row');
  return key === null || key === undefined ? undefined : `[data-outline-row="${key}"] a`;
}

function focusAgain(place: string | undefined): void {
  if (place === undefined) return;
  const element = [...document.querySelectorAll<HTMLElement>(place)].find(
    (each) => each.getClientRects().length > 0,
  );
  element?.focus({ preventScroll: true });
  element?.scrollIntoView({ block: 'nearest' });
}
