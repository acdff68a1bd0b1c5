import { type PlanView, type SectionView } from '@alliance/shared/careplan/plan-view';
import { type PresentPerson } from '@alliance/shared/sync/channel';
import { Link } from '@tanstack/react-router';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { DisciplineBadge } from '../ui/discipline-badge.tsx';
import { accessIcons, shownAccess } from './access-chip.tsx';
import { PeopleHere } from './people-here.tsx';
import { useSlots } from './slots-context.ts';

import styles from './outline.module.css';

/** The sections of the plan: who answers for each, what I may do there, who is there, what is new. */
export function Outline({
  plan,
  people,
  currentKey,
  onChoose,
}: {
  readonly plan: PlanView;
  readonly people: readonly PresentPerson[];
  readonly currentKey: string | undefined;
  readonly onChoose?: () => void;
}): JSX.Element {
  const t = useTranslations('outline');
  return (
    <nav className={styles['outline']} aria-label={t('label')} data-region="outline">
      <ol>
        {plan.sections.map((section) => (
          <li key={section.key}>
            <Link
              to="/plans/$planId/$sectionKey"
              params={{ planId: plan.id, sectionKey: section.key }}
              resetScroll={false}
              className={styles['link']}
              aria-current={section.key === currentKey ? 'true' : undefined}
              onClick={() => onChoose?.()}
            >
              <OutlineRow section={section} />
            </Link>
            <PeopleHere
              size="sm"
              people={people.filter(({ documentIds }) => documentIds.includes(section.documentId))}
            />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function OutlineRow({ section }: { readonly section: SectionView }): JSX.Element {
  const t = useTranslations('outline');
  const access = useTranslations('access');
  const slots = useSlots();
  const right = shownAccess(section);
  const Icon = accessIcons[right];
  const disciplines = new Set(section.owners.map(({ disciplineKey }) => disciplineKey));
  return (
    <>
      <span className={styles['heading']}>{section.heading}</span>
      <span className={styles['owner']}>
        {[...disciplines].map((discipline) => (
          <DisciplineBadge key={discipline} discipline={discipline} />
        ))}
        <span className={styles['right']}>
          <Icon size={14} aria-hidden="true" />
          {access(`brief.${right}`)}
        </span>
        {slots === undefined ? null : <slots.OutlineMarks section={section} />}
        {section.changed === undefined ? null : (
          <span className={styles['changed']}>{t('changed')}</span>
        )}
      </span>
    </>
  );
}
