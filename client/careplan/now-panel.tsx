import { type NowRows, nowRowsOf } from '@alliance/shared/careplan/now';
import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { type SectionJson } from '@alliance/shared/editor/section-json';
import { useMediaQuery } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
import { useMemo, useState, type JSX } from 'react';
import { useTranslations } from 'use-intl';

import type { Store } from '../sync/store.ts';
import { useStore } from '../ui/use-store.ts';
import { CallRows } from './call-rows.tsx';
import { ChangedSections } from './changed-sections.tsx';
import { Precautions } from './precautions.tsx';
import { useSlots } from './slots-context.ts';
import { TeamNow } from './team-now.tsx';
import { useFolded } from './use-folded.ts';

import styles from './now-panel.module.css';

const parts = ['calls', 'precautions', 'team', 'changed'] as const;
type Part = (typeof parts)[number];

/** Below this width one part is shown at a time, whom to call first. */
const phoneQuery = '(max-width: 640px)';

/** What must be known before the plan is read: whom to call, precautions, who is here now, what changed (NW4). On a wide screen it folds to one line that still counts it (NW9). */
export function NowPanel({
  plan,
  personId,
  contents,
}: {
  readonly plan: PlanView;
  /** The reader: folding is remembered for them alone. */
  readonly personId: string;
  readonly contents: Store<ReadonlyMap<string, SectionJson>>;
}): JSX.Element {
  const t = useTranslations('now');
  const isPhone = useMediaQuery(phoneQuery, window.matchMedia(phoneQuery).matches) ?? false;
  const [chosen, setChosen] = useState<Part>('calls');
  const [isFolded, setIsFolded] = useFolded(personId);
  const rows = useNowRows(plan, contents);
  const counts = countsOf(plan, rows);
  const slots = useSlots();
  return (
    <section
      id="now"
      className={styles['now']}
      aria-labelledby="now-heading"
      data-region="now"
      tabIndex={-1}
    >
      {slots === undefined ? null : <slots.Urgent />}
      <div className={styles['rest']}>
        <Heading isFolded={isFolded && !isPhone} counts={counts} onFold={setIsFolded} />
        {isPhone ? <Tabs chosen={chosen} counts={counts} onChoose={setChosen} /> : null}
        <div id="now-parts" className={styles['parts']} hidden={isFolded && !isPhone}>
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
      </div>
    </section>
  );
}

type Counts = Readonly<Record<'calls' | 'precautions' | 'changed' | 'gaps', number>>;

function countsOf(plan: PlanView, rows: readonly SectionRows[]): Counts {
  return {
    calls: rows.reduce((sum, { now }) => sum + now.calls.length, 0),
    precautions: rows.reduce((sum, { now }) => sum + now.precautions.length, 0),
    changed: plan.sections.filter(({ changed }) => changed !== undefined).length,
    gaps: plan.alliance.gaps.length,
  };
}

/** The panel's name is the button that folds it; on a phone only the name is left, for those who hear the page. */
function Heading({
  isFolded,
  counts,
  onFold,
}: {
  readonly isFolded: boolean;
  readonly counts: Counts;
  readonly onFold: (isFolded: boolean) => void;
}): JSX.Element {
  const t = useTranslations('now');
  return (
    <h2 className={styles['heading']}>
      <button
        type="button"
        aria-expanded={!isFolded}
        aria-controls="now-parts"
        onClick={() => onFold(!isFolded)}
      >
        <IconChevronDown size={18} aria-hidden="true" />
        <span id="now-heading">{t('heading')}</span>
        {isFolded ? <span className={styles['strip']}>{t('strip', counts)}</span> : null}
      </button>
    </h2>
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
  readonly counts: Counts;
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
          <Count value={part === 'precautions' || part === 'changed' ? counts[part] : 0} />
        </button>
      ))}
    </div>
  );
}

function Count({ value }: { readonly value: number }): JSX.Element | null {
  return value === 0 ? null : <span className={styles['count']}>{value}</span>;
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
