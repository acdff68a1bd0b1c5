import { toSeatId } from '@alliance/shared/alliance/alliance';
import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowBackUp,
  IconChartLine,
  IconCheck,
  IconDots,
  IconEye,
  IconHistory,
  IconPencil,
  IconPlus,
  IconStrikethrough,
  IconTag,
  IconThumbDown,
  IconThumbUp,
  IconUsers,
} from '@tabler/icons-react';
import { type ComponentType, type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { mySeatBefore } from './goal-seats.ts';
import { useItemName } from './item-words.ts';
import { type ItemParts, type Items, type ItemViewOf } from './items-context.ts';

import styles from './item-card.module.css';

/** The pencil, and everything else that its reader may do with an item. */
export function ItemTools({ items, item }: ItemParts): JSX.Element {
  const t = useTranslations('items');
  const name = useItemName()(item);
  return (
    <span className={styles['tools']}>
      {item.can.includes('write') ? (
        <ActionIcon
          size={26}
          variant="subtle"
          color="gray"
          aria-label={`${t(`editKind.${item.kind}`)}: ${name}`}
          onClick={() => items.open({ about: 'edit', itemId: item.id })}
        >
          <IconPencil size={16} aria-hidden="true" />
        </ActionIcon>
      ) : null}
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon size={26} variant="subtle" color="gray" aria-label={t('menu', { name })}>
            <IconDots size={16} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {useDeeds({ items, item }).map(({ words, Icon, run }) => (
            <Menu.Item
              key={words}
              leftSection={<Icon size={16} aria-hidden={true} />}
              onClick={run}
            >
              {words}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </span>
  );
}

interface Deed {
  readonly words: string;
  readonly Icon: ComponentType<{ readonly size: number; readonly 'aria-hidden': boolean }>;
  readonly run: () => void;
}

function useDeeds(parts: ItemParts): readonly Deed[] {
  const t = useTranslations('items');
  const { items, item } = parts;
  const { can, id: itemId } = item;
  const open =
    (about: 'part' | 'disagree' | 'strike' | 'tag' | 'done' | 'progress' | 'history') => (): void =>
      items.open({ about, itemId });
  const change = (type: 'restore' | 'share') => (): void =>
    void items.desk.change(itemId, { type });
  const all: readonly (Deed & { readonly isOffered: boolean })[] = [
    ...(item.kind === 'goal' ? goalDeeds(items, item, t) : []),
    {
      words: t('doing.done'),
      Icon: IconCheck,
      run: open('done'),
      isOffered: item.kind === 'intervention' && can.includes('done'),
    },
    { words: t('doing.tag'), Icon: IconTag, run: open('tag'), isOffered: can.includes('tag') },
    {
      words: t('doing.share'),
      Icon: IconEye,
      run: change('share'),
      isOffered: can.includes('share'),
    },
    {
      words: t('doing.strike'),
      Icon: IconStrikethrough,
      run: open('strike'),
      isOffered: item.struck === undefined && can.includes('strike'),
    },
    {
      words: t('doing.restore'),
      Icon: IconArrowBackUp,
      run: change('restore'),
      isOffered: item.struck !== undefined && can.includes('restore'),
    },
    { words: t('doing.history'), Icon: IconHistory, run: open('history'), isOffered: true },
  ];
  return all.filter(({ isOffered }) => isOffered);
}

function goalDeeds(
  items: Items,
  goal: ItemViewOf<'goal'>,
  t: ReturnType<typeof useTranslations<'items'>>,
): readonly (Deed & { readonly isOffered: boolean })[] {
  const { id: itemId, can } = goal;
  const mine = mySeatBefore(items, goal);
  const place = items.desk.startPlaces
    .get()
    .find(({ sectionKey, isProposal }) => sectionKey === goal.sectionKey && !isProposal);
  const addIntervention = (): void =>
    items.open({
      about: 'new',
      kind: 'intervention',
      sectionKey: goal.sectionKey,
      isProposal: false,
      goalIds: [itemId],
    });
  const agree = (): void => {
    if (mine === undefined) return;
    const seatId = toSeatId(mine.seat.id);
    void items.desk.change(itemId, { type: 'answer', seatId, answer: 'agree', note: '' });
  };
  const hasWord = mine?.agreement !== undefined && mine.agreement.answer !== 'pending';
  return [
    {
      words: t('doing.progress'),
      Icon: IconChartLine,
      run: () => items.open({ about: 'progress', itemId }),
      isOffered: can.includes('progress'),
    },
    {
      words: t('doing.intervention'),
      Icon: IconPlus,
      run: addIntervention,
      isOffered: place !== undefined,
    },
    {
      words: t(mine?.part?.contributed === undefined ? 'addPart' : 'changePart'),
      Icon: IconUsers,
      run: () => items.open({ about: 'part', itemId }),
      isOffered: can.includes('contribute') && mine !== undefined && !mine.isPatientSide,
    },
    {
      words: t('agree'),
      Icon: IconThumbUp,
      run: agree,
      isOffered: hasWord && mine.agreement?.answer === 'disagree' && can.includes('answer'),
    },
    {
      words: t('disagree'),
      Icon: IconThumbDown,
      run: () => items.open({ about: 'disagree', itemId }),
      isOffered: hasWord && mine.agreement?.answer === 'agree' && can.includes('answer'),
    },
  ];
}
