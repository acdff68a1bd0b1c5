import { type ThreadId } from '@alliance/shared/comments/thread';
import { type ThreadView } from '@alliance/shared/comments/thread-view';
import { useMediaQuery } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp, IconMessagePlus, IconX } from '@tabler/icons-react';
import { type JSX, memo, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';

import { useStore } from '../../ui/use-store.ts';
import { beginOnPlan } from '../begin-comment.ts';
import { type Commenting, mayCommentOnPlan, phoneQuery, wideQuery } from '../commenting.ts';
import { filterThreads } from '../desk/thread-filter.ts';
import { cardOf, intoComposer, returnToText } from '../focus.ts';
import { ThreadCard } from '../thread/thread-card.tsx';
import { ThreadComposer } from '../thread/thread-composer.tsx';
import { FoldedThreads } from './folded-threads.tsx';
import { RailHead } from './rail-head.tsx';
import { type RailItem, railItems, threadsInOrder } from './rail-items.ts';
import { RailKeys } from './rail-keys.tsx';
import { RailStanding } from './rail-standing.tsx';
import { nextThread } from './thread-steps.ts';
import { UnplacedThreads } from './unplaced-threads.tsx';
import { useRailPlaces } from './use-rail-places.ts';
import { useShownCard } from './use-shown-card.ts';
import { WrittenAbout } from './written-about.tsx';

import styles from './rail.module.css';

/** The threads of the plan: beside their text where there is room, otherwise a column or a sheet that is opened (RL1, RL5). */
export function Rail({ commenting }: { readonly commenting: Commenting }): JSX.Element | null {
  const isWide = useMediaQuery(wideQuery, matchMedia(wideQuery).matches) ?? false;
  const isPhone = useMediaQuery(phoneQuery, matchMedia(phoneQuery).matches) ?? false;
  const isOpen = useStore(commenting.desk.isSheetOpen, false);
  if (isWide) return <RailBody commenting={commenting} shape="rail" />;
  return isOpen ? (
    <RailBody
      key={isPhone ? 'sheet' : 'column'}
      commenting={commenting}
      shape={isPhone ? 'sheet' : 'column'}
    />
  ) : null;
}

/** What the rail shows, and in which order. */
function useRailContents({ desk, page, text }: Commenting): {
  readonly all: readonly ThreadView[];
  readonly shown: readonly ThreadView[];
  readonly items: readonly RailItem[];
  readonly activeId: ThreadId | undefined;
} {
  const all = useStore(desk.threads, undefined) ?? nothing;
  const filter = useStore(desk.filter, desk.filter.get());
  const places = useStore(text.places, text.places.get());
  const activeId = useStore(desk.active, undefined);
  const hasDraft = useStore(desk.draft, undefined) !== undefined;
  const draftPlace = useStore(text.draftPlace, undefined);
  const shown = useMemo(() => {
    const passing = new Set(filterThreads(all, filter, page).map(({ id }) => id));
    // What is opened is shown, whatever the filter says.
    return all.filter(({ id }) => passing.has(id) || id === activeId);
  }, [all, filter, page, activeId]);
  const items = useMemo(
    () =>
      railItems({
        sections: page.plan.sections,
        threads: shown,
        places,
        draft: hasDraft ? desk.draft.get() : undefined,
        draftPlace,
      }),
    [page.plan.sections, shown, places, hasDraft, desk, draftPlace],
  );
  return { all, shown, items, activeId };
}

type Shape = 'rail' | 'column' | 'sheet';

function RailBody({
  commenting,
  shape,
}: {
  readonly commenting: Commenting;
  readonly shape: Shape;
}): JSX.Element {
  const t = useTranslations('rail');
  const { desk, page } = commenting;
  const { all, shown, items, activeId } = useRailContents(commenting);
  const [isRaised, setIsRaised] = useState(false);
  const order = threadsInOrder(items);
  const step = (by: 1 | -1): void => {
    const next = nextThread(order, desk.active.get(), by);
    if (next !== undefined) desk.activate(next.id, 'elsewhere');
  };
  const close = (): void => {
    desk.setSheetOpen(false);
    returnToText();
  };
  return (
    <aside
      className={styles['rail']}
      data-rail={shape}
      data-raised={isRaised ? '' : undefined}
      data-region="rail"
      aria-label={t('label')}
      tabIndex={-1}
    >
      <div className={styles['head']} data-rail-head="">
        <RailHead
          desk={desk}
          page={page}
          threads={all}
          shownCount={shown.length}
          isFolded={shape === 'sheet'}
          nextKeys="Ctrl + Alt + N"
          previousKeys="Ctrl + Alt + P"
          onNext={() => step(1)}
          onPrevious={() => step(-1)}
        >
          {mayCommentOnPlan(page.plan) ? (
            <HeadButton
              label={t('onPlan')}
              icon={IconMessagePlus}
              onPress={() => intoComposer(() => beginOnPlan(desk))}
            />
          ) : null}
          {shape === 'sheet' ? (
            <HeadButton
              label={t(isRaised ? 'lower' : 'raise')}
              icon={isRaised ? IconChevronDown : IconChevronUp}
              isExpanded={isRaised}
              onPress={() => setIsRaised(!isRaised)}
            />
          ) : (
            <RailKeys />
          )}
          {shape === 'rail' ? null : <HeadButton label={t('close')} icon={IconX} onPress={close} />}
        </RailHead>
        <RailStanding desk={desk} hasItems={items.length > 0} />
      </div>
      {shape === 'sheet' ? (
        <List commenting={commenting} items={items} activeId={activeId} />
      ) : (
        <Placed commenting={commenting} items={items} activeId={activeId} />
      )}
    </aside>
  );
}

function HeadButton({
  label,
  icon: Icon,
  isExpanded,
  onPress,
}: {
  readonly label: string;
  readonly icon: typeof IconX;
  /** For what opens and closes something. */
  readonly isExpanded?: boolean;
  readonly onPress: () => void;
}): JSX.Element {
  return (
    <button
      type="button"
      className={styles['icon']}
      title={label}
      aria-label={label}
      aria-expanded={isExpanded}
      onClick={onPress}
    >
      <Icon size={18} aria-hidden="true" />
    </button>
  );
}

interface CardsProps {
  readonly commenting: Commenting;
  readonly items: readonly RailItem[];
  readonly activeId: ThreadId | undefined;
}

/** Each card at the height of its words; what is open leads, or else what is being written (RL2). */
function Placed({ commenting, items, activeId }: CardsProps): JSX.Element {
  const { draft } = commenting.desk;
  const hasDraft = useStore(draft, undefined) !== undefined;
  const activeItem =
    items.find(({ threads }) => threads.some(({ id }) => id === activeId)) ??
    (hasDraft ? items.find(({ what }) => what === 'draft') : undefined);
  const { cards, foldedCount } = useRailPlaces(commenting.text, items, activeItem?.id);
  useShownCard(cards, activeItem?.id);
  return (
    <div className={styles['placed']}>
      <FoldedThreads desk={commenting.desk} items={items.slice(0, foldedCount)} />
      <div ref={cards}>
        {items.map((item) => (
          <div
            key={item.id}
            className={styles['item']}
            data-rail-item=""
            data-active={item === activeItem ? '' : undefined}
          >
            <Item commenting={commenting} item={item} activeId={activeId} hasQuote={false} />
          </div>
        ))}
      </div>
    </div>
  );
}

/** One card under the other, in a sheet that scrolls by itself; the open one on top. */
function List({ commenting, items, activeId }: CardsProps): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  const hasDraft = useStore(commenting.desk.draft, undefined) !== undefined;
  useEffect(() => {
    const { current } = list;
    const wanted =
      activeId === undefined
        ? hasDraft && current?.querySelector<HTMLElement>('[data-rail-draft]')
        : cardOf(activeId);
    if (current && wanted)
      current.scrollTop +=
        wanted.getBoundingClientRect().top - current.getBoundingClientRect().top - 8;
  }, [activeId, hasDraft]);
  return (
    <div ref={list} className={styles['list']}>
      {items.map((item) => (
        <Item key={item.id} commenting={commenting} item={item} activeId={activeId} hasQuote />
      ))}
    </div>
  );
}

/** A thread that has not changed is not drawn again when another one has. */
const Card = memo(ThreadCard);

function Item({
  commenting,
  item,
  activeId,
  hasQuote,
}: {
  readonly commenting: Commenting;
  readonly item: RailItem;
  readonly activeId: ThreadId | undefined;
  readonly hasQuote: boolean;
}): JSX.Element {
  const { desk, page } = commenting;
  const close = useCallback(() => {
    desk.activate(undefined, 'rail');
    returnToText();
  }, [desk]);
  if (item.what === 'draft')
    return (
      <div data-rail-draft="">
        <ThreadComposer desk={desk} page={page} onDone={leaveWordsAlone} />
      </div>
    );
  if (item.what === 'unplaced')
    return (
      <UnplacedThreads
        commenting={commenting}
        threads={item.threads}
        activeId={activeId}
        onClose={close}
      />
    );
  return (
    <>
      {item.threads.map((thread) => (
        <Card
          key={thread.id}
          desk={desk}
          page={page}
          thread={thread}
          isOpen={thread.id === activeId}
          hasQuote={hasQuote && item.isAtOtherWords !== true}
          onClose={close}
        >
          {item.isAtOtherWords === true ? <WrittenAbout subject={thread.subject} /> : null}
        </Card>
      ))}
    </>
  );
}

/** Back to the text, behind the words that were selected: they have their comment, and no key may replace them. */
function leaveWordsAlone(): void {
  returnToText({ behindWords: true });
}

const nothing: readonly never[] = [];
