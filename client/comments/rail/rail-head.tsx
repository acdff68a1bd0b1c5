import { isDisciplineKey } from '@alliance/shared/alliance/discipline';
import { type ThreadView } from '@alliance/shared/comments/thread-view';
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconFilter } from '@tabler/icons-react';
import { type JSX, type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';

import { useStore } from '../../ui/use-store.ts';
import { type Desk, type DeskPage, type ThreadFilter } from '../desk/desk.ts';
import { LostWords } from '../thread/kept-words.tsx';

import styles from './rail-head.module.css';

/** What the reader can ask to see, in the order of the chips. */
const shows = ['open', 'mine', 'critical', 'resolved', 'all'] as const;

/** What {@link RailHead} needs. */
export interface RailHeadProps {
  readonly desk: Desk;
  readonly page: DeskPage;
  /** All threads that the reader may see. */
  readonly threads: readonly ThreadView[];
  /** How many of them the rail shows. */
  readonly shownCount: number;
  /** The choice of what is shown is behind a button: where the cards need the room. */
  readonly isFolded?: boolean;
  /** The keys that do the same, as they are named on a keyboard. */
  readonly nextKeys?: string;
  readonly previousKeys?: string;
  readonly onNext: () => void;
  readonly onPrevious: () => void;
  /** What else can be done with the rail as a whole, behind the steps. */
  readonly children?: ReactNode;
}

/** The head of the rail: which threads it shows, how many it does not, and the way from one to the next (RL4, RL8). */
export function RailHead(props: RailHeadProps): JSX.Element {
  const t = useTranslations('comments.rail');
  const { desk, threads, shownCount, isFolded = false } = props;
  const filter = useStore(desk.filter, desk.filter.get());
  const [isChoosing, setIsChoosing] = useState(false);
  const hidden = threads.length - shownCount;
  const chips = <Chips filter={filter} onChoose={(show) => desk.setFilter({ ...filter, show })} />;
  const disciplines = <DisciplineSelect desk={desk} threads={threads} filter={filter} />;
  const hasChoice = !isFolded || isChoosing;
  return (
    <div className={styles['head']}>
      <LostWords desk={desk} />
      {isFolded ? null : chips}
      <div className={styles['row']}>
        {isFolded ? (
          <FilterButton
            hidden={hidden}
            isOpen={isChoosing}
            onToggle={() => setIsChoosing(!isChoosing)}
          />
        ) : (
          disciplines
        )}
        <Step label={t('previous')} keys={props.previousKeys} onStep={props.onPrevious}>
          <IconArrowUp size={17} aria-hidden="true" />
        </Step>
        <Step label={t('next')} keys={props.nextKeys} onStep={props.onNext}>
          <IconArrowDown size={17} aria-hidden="true" />
        </Step>
        {props.children}
      </div>
      {isFolded && isChoosing ? (
        <>
          {chips}
          {disciplines}
        </>
      ) : null}
      <p className={styles['hidden']} role="status">
        {hidden > 0 && hasChoice ? (
          <>
            {t('hidden', { count: hidden })}{' '}
            <button
              type="button"
              onClick={() => desk.setFilter({ show: 'all', disciplineKey: undefined })}
            >
              {t('showAll')}
            </button>
          </>
        ) : null}
      </p>
    </div>
  );
}

/** Opens the choice, and says what it leaves out while it is closed. */
function FilterButton({
  hidden,
  isOpen,
  onToggle,
}: {
  readonly hidden: number;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}): JSX.Element {
  const t = useTranslations('rail');
  return (
    <button type="button" className={styles['filter']} aria-expanded={isOpen} onClick={onToggle}>
      <IconFilter size={16} aria-hidden="true" />
      {hidden > 0 ? t('filterHidden', { count: hidden }) : t('filter')}
    </button>
  );
}

function Chips({
  filter,
  onChoose,
}: {
  readonly filter: ThreadFilter;
  readonly onChoose: (show: ThreadFilter['show']) => void;
}): JSX.Element {
  const t = useTranslations('comments.rail');
  return (
    <div className={styles['chips']} role="group" aria-label={t('label')}>
      {shows.map((show) => (
        <button
          key={show}
          type="button"
          aria-pressed={filter.show === show}
          onClick={() => onChoose(show)}
        >
          {t(`show.${show}`)}
        </button>
      ))}
    </div>
  );
}

/** The disciplines that take part in some thread; the chosen one stays, also when it does not any more. */
function DisciplineSelect({
  desk,
  threads,
  filter,
}: Pick<RailHeadProps, 'desk' | 'threads'> & { readonly filter: ThreadFilter }): JSX.Element {
  const t = useTranslations('comments.rail');
  const discipline = useTranslations('discipline');
  const taking = threads.flatMap(({ comments }) =>
    comments.map(({ author }) => author.disciplineKey),
  );
  const keys = [...new Set<string>([...taking, filter.disciplineKey ?? ''])].filter(
    isDisciplineKey,
  );
  return (
    <select
      className={styles['discipline']}
      aria-label={t('discipline')}
      value={filter.disciplineKey ?? ''}
      onChange={({ target: { value } }) =>
        desk.setFilter({ ...filter, disciplineKey: value === '' ? undefined : value })
      }
    >
      <option value="">{t('everyDiscipline')}</option>
      {keys.map((key) => (
        <option key={key} value={key}>
          {discipline(key)}
        </option>
      ))}
    </select>
  );
}

function Step({
  label,
  keys,
  onStep,
  children,
}: {
  readonly label: string;
  readonly keys: string | undefined;
  readonly onStep: () => void;
  readonly children: ReactNode;
}): JSX.Element {
  const words = keys === undefined ? label : `${label} (${keys})`;
  return (
    <Tooltip label={words} openDelay={200}>
      <ActionIcon variant="default" size={30} aria-label={words} onClick={onStep}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
