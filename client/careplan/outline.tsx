import { type PlanView, type SectionView } from '@alliance/shared/careplan/plan-view';
import { type PresentPerson } from '@alliance/shared/sync/channel';
import { Button } from '@mantine/core';
import { IconListSearch, IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { DisciplineBadge } from '../ui/discipline-badge.tsx';
import { useStore } from '../ui/use-store.ts';
import { accessIcons, shownAccess } from './access-chip.tsx';
import { FilterChoice } from './filter/filter-choice.tsx';
import { useFiltering } from './filter/filtering-context.ts';
import { fitsFilter } from './filter/section-filter.ts';
import { findSelected } from './find/find-place.tsx';
import { findState, foundCounts } from './find/find-state.ts';
import { askAboutSections } from './life/section-asking.ts';
import { sectionsInPlan } from './life/section-order.ts';
import { SectionSigns } from './life/section-signs.tsx';
import { PeopleHere } from './people-here.tsx';
import { useSlots } from './slots-context.ts';

import styles from './outline.module.css';

/** The sections of the plan: who answers for each, what I may do there, who is there, what is new, and what is due for a look. */
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
  const { filter, choose } = useFiltering();
  const sections = sectionsInPlan(plan.sections);
  const retired = plan.sections.filter((section) => section.retired !== undefined);
  const shown = sections.filter((section) => fitsFilter(section, filter));
  const rows = (those: readonly SectionView[]): readonly JSX.Element[] =>
    those.map((section) => (
      <li key={section.key} data-outline-row={section.key}>
        <SectionLink
          plan={plan}
          section={section}
          isCurrent={section.key === currentKey}
          onChoose={onChoose}
        />
        <PeopleHere
          size="sm"
          people={people.filter(({ documentIds }) => documentIds.includes(section.documentId))}
        />
      </li>
    ));
  return (
    <nav className={styles['outline']} aria-label={t('label')} data-region="outline">
      <div className={styles['tools']}>
        <FilterChoice sections={sections} filter={filter} onChoose={choose} />
        <FindButton onChoose={onChoose} />
      </div>
      {shown.length === 0 ? <NothingFits /> : <ol>{rows(shown)}</ol>}
      {plan.canAdd.length === 0 ? null : <AddButton onChoose={onChoose} />}
      {retired.length === 0 ? null : <Retired count={retired.length}>{rows(retired)}</Retired>}
    </nav>
  );
}

function FindButton({ onChoose }: { readonly onChoose: (() => void) | undefined }): JSX.Element {
  const t = useTranslations('find');
  return (
    <button
      type="button"
      className={styles['find']}
      aria-label={t('label')}
      title={t('labelKeys')}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => {
        onChoose?.();
        findSelected();
      }}
    >
      <IconListSearch size={17} aria-hidden="true" />
    </button>
  );
}

function NothingFits(): JSX.Element {
  const t = useTranslations('filter');
  return <p className={styles['none']}>{t('none')}</p>;
}

function AddButton({ onChoose }: { readonly onChoose: (() => void) | undefined }): JSX.Element {
  const t = useTranslations('planLife.add');
  return (
    <Button
      className={styles['add'] ?? ''}
      size="compact-sm"
      variant="subtle"
      data-add-section=""
      leftSection={<IconPlus size={15} aria-hidden="true" />}
      onClick={() => {
        onChoose?.();
        askAboutSections({ what: 'add' });
      }}
    >
      {t('button')}
    </Button>
  );
}

function Retired({
  count,
  children,
}: {
  readonly count: number;
  readonly children: readonly JSX.Element[];
}): JSX.Element {
  const t = useTranslations('planLife.retired');
  return (
    <details className={styles['retired']}>
      <summary>{t('outline', { count })}</summary>
      <ol>{children}</ol>
    </details>
  );
}

function SectionLink({
  plan,
  section,
  isCurrent,
  onChoose,
}: {
  readonly plan: PlanView;
  readonly section: SectionView;
  readonly isCurrent: boolean;
  readonly onChoose: (() => void) | undefined;
}): JSX.Element {
  return (
    <Link
      to="/plans/$planId/$sectionKey"
      params={{ planId: plan.id, sectionKey: section.key }}
      resetScroll={false}
      className={styles['link']}
      data-retired={section.retired === undefined ? undefined : ''}
      aria-current={isCurrent ? 'true' : undefined}
      onClick={() => onChoose?.()}
    >
      <OutlineRow section={section} />
    </Link>
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
        <SectionSigns section={section} />
        {slots === undefined ? null : <slots.OutlineMarks section={section} />}
        <FoundCount sectionKey={section.key} />
        {section.changed === undefined ? null : (
          <span className={styles['changed']}>{t('changed')}</span>
        )}
      </span>
    </>
  );
}

function FoundCount({ sectionKey }: { readonly sectionKey: string }): JSX.Element | null {
  const t = useTranslations('find');
  const { isOpen } = useStore(findState, findState.get());
  const count = useStore(foundCounts, foundCounts.get()).get(sectionKey) ?? 0;
  if (!isOpen || count === 0) return null;
  return <span className={styles['found']}>{t('inOutline', { count })}</span>;
}
