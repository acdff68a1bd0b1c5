import { isDisciplineKey } from '@alliance/shared/alliance/discipline';
import { type ThreadView } from '@alliance/shared/comments/thread-view';
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type JSX, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';

import { useStore } from '../../ui/use-store.ts';
import { type Desk, type DeskPage, type ThreadFilter } from '../desk/desk.ts';
import { RefusedWords } from '../thread/refused-words.tsx';

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
  const { desk, threads, shownCount } = props;
  const filter = useStore(desk.filter, desk.filter.get());
  const hidden = threads.length - shownCount;
  return (
    <div className={styles['head']}>
      <LostWords desk={desk} threads={threads} />
      <Chips filter={filter} onChoose={(show) => desk.setFilter({ ...filter, show })} />
      <div className={styles['row']}>
        <DisciplineSelect desk={desk} threads={threads} filter={filter} />
        <Step label={t('previous')} keys={props.previousKeys} onStep={props.onPrevious}>
          <IconArrowUp size={17} aria-hidden="true" />
        </Step>
        <Step label={t('next')} keys={props.nextKeys} onStep={props.onNext}>
          <IconArrowDown size={17} aria-hidden="true" />
        </Step>
        {props.children}
      </div>
      <p className={styles['hidden']} role="status">
        {hidden > 0 ? (
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

/** What was refused and whose thread is gone: its words are shown all the same (RL7). */
function LostWords({ desk, threads }: Pick<RailHeadProps, 'desk' | 'threads'>): JSX.Element | null {
  const t = useTranslations('comments.refused');
  const outbox = useStore(desk.outbox, desk.outbox.get());
  const known = new Set(threads.map(({ id }) => id));
  const lost = outbox.flatMap((waiting) => {
    const { refusal, threadId } = waiting;
    return refusal === undefined || known.has(threadId) ? [] : [{ waiting, refusal }];
  });
  if (lost.length === 0) return null;
  return (
    <section aria-label={t('lost')}>
      {lost.map(({ waiting, refusal }) => (
        <RefusedWords key={waiting.key} desk={desk} waiting={waiting} refusal={refusal} />
      ))}
    </section>
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
