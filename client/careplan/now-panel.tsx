import { type NowRows, nowRowsOf } from '@alliance/shared/careplan/now';
import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { type SectionJson } from '@alliance/shared/editor/section-json';
import { useMediaQuery } from '@mantine/hooks';
import { useMemo, useState, type JSX } from 'react';
import { useTranslations } from 'use-intl';

import type { Store } from '../sync/store.ts';
import { useStore } from '../ui/use-store.ts';
import { CallRows } from './call-rows.tsx';
import { ChangedSections } from './changed-sections.tsx';
import { Precautions } from './precautions.tsx';
import { TeamNow } from './team-now.tsx';

import styles from './now-panel.module.css';

const parts = ['calls', 'precautions', 'team', 'changed'] as const;
type Part = (typeof parts)[number];

/** Below this width one part is shown at a time, whom to call first. */
export const phoneQuery = '(max-width: 640px)';

/** What must be known before the plan is read: whom to call, precautions, who is here now, what changed (NW4). */
export function NowPanel({
  plan,
  contents,
}: {
  readonly plan: PlanView;
  readonly contents: Store<ReadonlyMap<string, SectionJson>>;
}): JSX.Element {
  const t = useTranslations('now');
  const isPhone = useMediaQuery(phoneQuery, window.matchMedia(phoneQuery).matches) ?? false;
  const [chosen, setChosen] = useState<Part>('calls');
  const rows = useNowRows(plan, contents);
  const changedCount = plan.sections.filter(({ changed }) => changed !== undefined).length;
  const counts: Readonly<Partial<Record<Part, number>>> = {
    precautions: rows.reduce((sum, { now }) => sum + now.precautions.length, 0),
    changed: changedCount,
  };
  return (
    <section
      id="now"
      className={styles['now']}
      aria-labelledby="now-heading"
      data-region="now"
      tabIndex={-1}
    >
      <h2 id="now-heading" className={styles['heading']}>
        {t('heading')}
      </h2>
      {isPhone ? <Tabs chosen={chosen} counts={counts} onChoose={setChosen} /> : null}
      <div className={styles['parts']}>
        {parts.map((part) => (
          <div
            key={part}
            className={styles['part']}
            data-part={part}
            {...(isPhone
              ? {
                  role: 'tabpanel',
                  id: `now-${part}`,
                  'aria-labelledby': `now-tab-${part}`,
                  hidden: part !== chosen,
                }
              : {})}
          >
            {isPhone ? null : <h3>{t(`parts.${part}`)}</h3>}
            <PartBody part={part} plan={plan} rows={rows} isPhone={isPhone} />
          </div>
        ))}
      </div>
    </section>
  );
}

function PartBody({
  part,
  plan,
  rows,
  isPhone,
}: {
  readonly part: Part;
  readonly plan: PlanView;
  readonly rows: readonly SectionRows[];
  readonly isPhone: boolean;
}): JSX.Element {
  if (part === 'calls')
    return <CallRows rows={rows.flatMap(({ now }) => now.calls)} isPhone={isPhone} />;
  if (part === 'precautions') return <Precautions rows={rows} />;
  if (part === 'team')
    return (
      <TeamNow
        seats={plan.alliance.seats.filter(({ isSimulated }) => isSimulated !== true)}
        gaps={plan.alliance.gaps}
        allianceId={plan.alliance.id}
      />
    );
  return <ChangedSections plan={plan} />;
}

function Tabs({
  chosen,
  counts,
  onChoose,
}: {
  readonly chosen: Part;
  readonly counts: Readonly<Partial<Record<Part, number>>>;
  readonly onChoose: (part: Part) => void;
}): JSX.Element {
  const t = useTranslations('now');
  const move = (event: React.KeyboardEvent<HTMLDivElement>): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = parts[(parts.indexOf(chosen) + step + parts.length) % parts.length];
    if (step === 0 || next === undefined) return;
    onChoose(next);
    document.getElementById(`now-tab-${next}`)?.focus();
  };
  return (
    // The tabs inside are what can be reached; the list only hears their arrow keys.
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus
    <div className={styles['tabs']} role="tablist" aria-label={t('heading')} onKeyDown={move}>
      {parts.map((part) => (
        <button
          key={part}
          type="button"
          role="tab"
          id={`now-tab-${part}`}
          aria-controls={`now-${part}`}
          aria-selected={part === chosen}
          tabIndex={part === chosen ? 0 : -1}
          onClick={() => onChoose(part)}
        >
          {t(`tabs.${part}`)}
          {(counts[part] ?? 0) > 0 ? <span className={styles['count']}>{counts[part]}</span> : null}
        </button>
      ))}
    </div>
  );
}

/** The rows of one section, with what is needed to lead to it. */
export interface SectionRows {
  readonly key: string;
  readonly heading: string;
  readonly now: NowRows;
}

/** Live once a section is synced, what the server derived until then (NW7). */
function useNowRows(
  plan: PlanView,
  contents: Store<ReadonlyMap<string, SectionJson>>,
): readonly SectionRows[] {
  const live = useStore(contents, contents.get());
  return useMemo(
    () =>
      plan.sections.map(({ key, heading, documentId, now }) => {
        const content = live.get(documentId);
        return { key, heading, now: content === undefined ? now : nowRowsOf(key, content) };
      }),
    [plan.sections, live],
  );
}
