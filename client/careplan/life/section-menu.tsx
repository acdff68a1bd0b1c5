import { decide } from '@alliance/shared/access/access-table';
import { type PlanView, type SectionView } from '@alliance/shared/careplan/plan-view';
import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArchive,
  IconArrowDown,
  IconArrowUp,
  IconArrowsSort,
  IconBolt,
  IconClock,
  IconDots,
  IconPencil,
  IconShare,
} from '@tabler/icons-react';
import { type JSX, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';

import { shownKeys } from '../../ui/commands/shown-keys.ts';
import { askAboutSections, type SectionAsking } from './section-asking.ts';
import { stepOf } from './section-order.ts';

import styles from './section-menu.module.css';

type About = Exclude<SectionAsking, { readonly what: 'add' }>['what'];

/** What can be done with a section as a whole beside writing in it; nothing is shown where nothing can. */
export function SectionMenu({
  plan,
  section,
  onStep,
}: {
  readonly plan: PlanView;
  readonly section: SectionView;
  readonly onStep: (sectionKey: string, by: 1 | -1) => void;
}): JSX.Element | null {
  const t = useTranslations('planLife');
  const emergency = useTranslations('emergency');
  const { key, heading, can } = section;
  const isEmergency =
    decide(section.access, 'section.emergency-edit').allowed && section.isDamaged !== true;
  const items = can.filter((each) => each !== 'review' && each !== 'restore');
  if (items.length === 0 && !isEmergency) return null;
  const ask = (what: About, icon: ReactNode, words: string): JSX.Element => (
    <Menu.Item leftSection={icon} onClick={() => askAboutSections({ what, sectionKey: key })}>
      {words}
    </Menu.Item>
  );
  const step = (by: 1 | -1): JSX.Element => {
    const Icon = by === 1 ? IconArrowDown : IconArrowUp;
    return (
      <Menu.Item
        leftSection={<Icon size={16} aria-hidden="true" />}
        rightSection={<kbd className={styles['keys']}>{shownKeys(stepKeys[by])}</kbd>}
        disabled={stepOf(plan.sections, key, by) === undefined}
        onClick={() => onStep(key, by)}
      >
        {t(by === 1 ? 'menu.down' : 'menu.up')}
      </Menu.Item>
    );
  };
  return (
    <Menu position="bottom-end" withinPortal width={270}>
      <Menu.Target>
        <ActionIcon
          size={24}
          variant="subtle"
          color="gray"
          data-section-menu=""
          aria-label={emergency('menu', { heading })}
        >
          <IconDots size={18} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {isEmergency
          ? ask('emergency', <IconBolt size={16} aria-hidden="true" />, emergency('item'))
          : null}
        {can.includes('share')
          ? ask('share', <IconShare size={16} aria-hidden="true" />, t('menu.share'))
          : null}
        {can.includes('rename')
          ? ask('rename', <IconPencil size={16} aria-hidden="true" />, t('menu.rename'))
          : null}
        {can.includes('move') ? (
          <>
            {step(-1)}
            {step(1)}
            {ask('place', <IconArrowsSort size={16} aria-hidden="true" />, t('menu.place'))}
          </>
        ) : null}
        {can.includes('set-stale')
          ? ask('stale-after', <IconClock size={16} aria-hidden="true" />, t('menu.stale'))
          : null}
        {can.includes('retire') ? (
          <>
            <Menu.Divider />
            {ask('retire', <IconArchive size={16} aria-hidden="true" />, t('menu.retire'))}
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}

const stepKeys = { 1: 'Alt+Shift+↓', [-1]: 'Alt+Shift+↑' } as const;
