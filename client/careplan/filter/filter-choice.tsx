import { isDisciplineKey } from '@alliance/shared/alliance/discipline';
import { type SectionView } from '@alliance/shared/careplan/plan-view';
import { type JSX, useId } from 'react';
import { useTranslations } from 'use-intl';

import {
  type SectionFilter,
  disciplinesOf,
  filterName,
  filterOf,
  fitsFilter,
} from './section-filter.ts';

import styles from './filter-choice.module.css';

/** Chooses which sections are looked at: all, mine, what is new or stale, or those of one discipline. */
export function FilterChoice({
  sections,
  filter,
  onChoose,
}: {
  readonly sections: readonly SectionView[];
  readonly filter: SectionFilter;
  readonly onChoose: (filter: SectionFilter) => void;
}): JSX.Element {
  const t = useTranslations('filter');
  const name = useDisciplineNames();
  const id = useId();
  const count = (each: SectionFilter): number =>
    sections.filter((section) => fitsFilter(section, each)).length;
  return (
    <div className={styles['choice']}>
      <label htmlFor={id}>{t('label')}</label>
      <select
        id={id}
        value={filterName(filter)}
        data-chosen={filter.by === 'all' ? undefined : ''}
        onChange={({ target }) => onChoose(filterOf(target.value))}
      >
        {(['all', 'mine', 'new', 'stale'] as const).map((by) => (
          <option key={by} value={by}>
            {t(`by.${by}`, { count: count({ by }) })}
          </option>
        ))}
        <optgroup label={t('disciplines')}>
          {disciplinesOf(sections).map((each) => (
            <option key={each.code} value={`discipline ${each.disciplineKey}`}>
              {t('by.discipline', {
                code: each.code,
                name: name(each.disciplineKey),
                count: each.count,
              })}
            </option>
          ))}
        </optgroup>
      </select>
    </div>
  );
}

/** What a choice is called where it holds. */
export function useFilterWords(): (filter: SectionFilter) => string {
  const t = useTranslations('filter');
  const name = useDisciplineNames();
  return (filter) =>
    filter.by === 'discipline' ? name(filter.disciplineKey) : t(`words.${filter.by}`);
}

function useDisciplineNames(): (disciplineKey: string) => string {
  const t = useTranslations('discipline');
  return (key) => (isDisciplineKey(key) ? t(key) : key);
}
