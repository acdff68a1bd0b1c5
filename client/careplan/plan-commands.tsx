import { type SeatView } from '@alliance/shared/alliance/alliance-view';
import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { type PresentPerson } from '@alliance/shared/sync/channel';
import { IconFilter, IconHeartHandshake, IconListSearch, IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useFormatter, useTranslations } from 'use-intl';

import { type Command } from '../ui/commands/command.ts';
import { useCommands } from '../ui/commands/use-commands.ts';
import { DisciplineBadge } from '../ui/discipline-badge.tsx';
import { accessIcons, shownAccess } from './access-chip.tsx';
import { useFilterWords } from './filter/filter-choice.tsx';
import { useFiltering } from './filter/filtering-context.ts';
import {
  type SectionFilter,
  allSections,
  disciplinesOf,
  filterName,
} from './filter/section-filter.ts';
import { findSelected } from './find/find-place.tsx';
import { openFind } from './find/find-state.ts';
import { askAboutSections } from './life/section-asking.ts';
import { sectionsInPlan } from './life/section-order.ts';

/** Offers to the command palette what the plan page has: its sections, its people, and what can be done with the plan as a whole. */
export function usePlanCommands(
  plan: PlanView,
  people: readonly PresentPerson[],
  go: (sectionKey: string) => void,
): void {
  useSectionCommands(plan, go);
  usePeopleCommands(plan, people, go);
  useFindCommands();
  useFilterCommands(plan);
  useArrangeCommands(plan);
}

function useSectionCommands(plan: PlanView, go: (sectionKey: string) => void): void {
  const format = useFormatter();
  const t = useTranslations('access');
  const commands = useMemo(
    () =>
      plan.sections.map((section): Command => {
        const right = shownAccess(section);
        const Icon = accessIcons[right];
        const owners = format.list(section.owners.map(({ title }) => title));
        return {
          id: `section-${section.key}`,
          group: 'section',
          label: section.heading,
          detail: [t(`brief.${right}`), owners].filter(Boolean).join(' · '),
          keywords: section.key,
          icon: <Icon size={18} aria-hidden="true" />,
          run: () => go(section.key),
        };
      }),
    [plan.sections, go, format, t],
  );
  useCommands(commands);
}

function usePeopleCommands(
  plan: PlanView,
  people: readonly PresentPerson[],
  go: (sectionKey: string) => void,
): void {
  const t = useTranslations('planCommands');
  const navigate = useNavigate();
  const { sections, alliance } = plan;
  const commands = useMemo(() => {
    const sectionOf = (personId: string): PlanView['sections'][number] | undefined => {
      const present = people.find((each) => each.personId === personId);
      return sections.find(({ documentId }) => present?.documentIds.includes(documentId));
    };
    const commandsOf = (seat: SeatView): readonly Command[] =>
      seat.now.map(({ personId, name }): Command => {
        const place = sectionOf(personId);
        return {
          id: `person-${seat.id}-${personId}`,
          group: 'person',
          label: name,
          detail: [seat.title, seat.contact, place && t('isIn', { heading: place.heading })]
            .filter(Boolean)
            .join(' · '),
          icon: <DisciplineBadge discipline={seat.disciplineKey} />,
          run: () =>
            place === undefined
              ? void navigate({
                  to: '/alliances/$allianceId',
                  params: { allianceId: alliance.id },
                  hash: `seat-${seat.id}`,
                })
              : go(place.key),
        };
      });
    return alliance.seats.flatMap(commandsOf);
  }, [alliance, sections, people, go, navigate, t]);
  useCommands(commands);
}

function useFindCommands(): void {
  const t = useTranslations('planCommands');
  const commands = useMemo((): readonly Command[] => {
    const icon = <IconListSearch size={18} aria-hidden="true" />;
    return [
      {
        id: 'find',
        group: 'action',
        label: t('find'),
        keys: 'Ctrl+Alt+F',
        icon,
        run: findSelected,
      },
      {
        id: 'find-words',
        group: 'action',
        label: t('find'),
        icon,
        labelFor: (query) => t('findWords', { query }),
        run: openFind,
      },
    ];
  }, [t]);
  useCommands(commands);
}

function useFilterCommands({ sections }: PlanView): void {
  const t = useTranslations('planCommands');
  const words = useFilterWords();
  const { filter, choose } = useFiltering();
  // A string, because the words are a new function each time and say the same.
  const names = [
    ...(['mine', 'new', 'stale'] as const).map((by): SectionFilter => ({ by })),
    ...disciplinesOf(sectionsInPlan(sections)).map(({ disciplineKey }): SectionFilter => ({
      by: 'discipline',
      disciplineKey,
    })),
    ...(filter.by === 'all' ? [] : [allSections]),
  ].map((each): readonly [string, SectionFilter, string] => [filterName(each), each, words(each)]);
  const what = JSON.stringify(names);
  const commands = useMemo(
    () =>
      names.map(([name, each, label]): Command => ({
        id: `filter-${name}`,
        group: 'action',
        label: each.by === 'all' ? t('showAll') : t('filter', { what: label }),
        keywords: t('filterWords'),
        icon: <IconFilter size={18} aria-hidden="true" />,
        run: () => choose(each),
      })),
    // oxlint-disable-next-line react/exhaustive-deps -- `what` stands for `names`
    [what, choose, t],
  );
  useCommands(commands);
}

function useArrangeCommands({ canAdd, alliance }: PlanView): void {
  const t = useTranslations('planCommands');
  const navigate = useNavigate();
  const mayAdd = canAdd.length > 0;
  const commands = useMemo(() => {
    const toAlliance: Command = {
      id: 'this-alliance',
      group: 'place',
      label: t('alliance'),
      icon: <IconHeartHandshake size={18} aria-hidden="true" />,
      run: () =>
        void navigate({ to: '/alliances/$allianceId', params: { allianceId: alliance.id } }),
    };
    const add: Command = {
      id: 'add-section',
      group: 'action',
      label: t('add'),
      icon: <IconPlus size={18} aria-hidden="true" />,
      run: () => askAboutSections({ what: 'add' }),
    };
    return mayAdd ? [add, toAlliance] : [toAlliance];
  }, [mayAdd, alliance.id, navigate, t]);
  useCommands(commands);
}
