import { type PlanView, type SectionView } from '@alliance/shared/careplan/plan-view';
import { Button } from '@mantine/core';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { Notice } from '../../ui/notice.tsx';
import { RefusalWords } from '../../ui/refusal-words.tsx';
import { useMoment } from '../../ui/use-moment.ts';
import { sayOfPlan } from './plan-said.tsx';
import { askAboutSections } from './section-asking.ts';
import { usePlanCommand } from './use-plan-command.ts';

/** At a section that only its author sees, and at one that was taken out of the plan: what that means, and the way on. */
export function SectionNotices({
  plan,
  section,
}: {
  readonly plan: PlanView;
  readonly section: SectionView;
}): JSX.Element | null {
  if (section.retired !== undefined) return <RetiredNotice plan={plan} section={section} />;
  return section.isPrivate === true ? <PrivateNotice section={section} /> : null;
}

function PrivateNotice({ section }: { readonly section: SectionView }): JSX.Element {
  const t = useTranslations('planLife.private');
  return (
    <Notice
      tone="info"
      isAnnounced={false}
      actions={
        section.can.includes('share') ? (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => askAboutSections({ what: 'share', sectionKey: section.key })}
          >
            {t('share')}
          </Button>
        ) : undefined
      }
    >
      {t('notice')}
    </Notice>
  );
}

function RetiredNotice({
  plan,
  section,
}: {
  readonly plan: PlanView;
  readonly section: SectionView;
}): JSX.Element {
  const t = useTranslations('planLife.retired');
  const moment = useMoment();
  const { send, isSending, error } = usePlanCommand(plan.id);
  const { by = '', at = '', reason = '' } = section.retired ?? {};
  const restore = async (): Promise<void> => {
    const sent = await send({ type: 'restore-section', key: section.key });
    if ('plan' in sent) sayOfPlan({ words: t('restored', { heading: section.heading }) });
  };
  return (
    <>
      <Notice
        tone="warn"
        isAnnounced={false}
        actions={
          section.can.includes('restore') ? (
            <Button
              size="compact-sm"
              variant="default"
              loading={isSending}
              onClick={() => void restore()}
            >
              {t('restore')}
            </Button>
          ) : undefined
        }
      >
        {t('notice', { name: by, when: moment(at) })} <q dir="auto">{reason}</q>
      </Notice>
      <RefusalWords error={error} />
    </>
  );
}
