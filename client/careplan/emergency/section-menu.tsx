import { decide } from '@alliance/shared/access/access-table';
import { type PlanView, type SectionView } from '@alliance/shared/careplan/plan-view';
import { ActionIcon, Menu } from '@mantine/core';
import { IconBolt, IconDots } from '@tabler/icons-react';
import { type JSX, useState } from 'react';
import { useTranslations } from 'use-intl';

import { EmergencyDialog } from './emergency-dialog.tsx';

/** What can be done with a section beside writing in it: for whoever may only suggest, to edit because it cannot wait (AC8). */
export function SectionMenu({
  plan,
  section,
}: {
  readonly plan: PlanView;
  readonly section: SectionView;
}): JSX.Element | null {
  const t = useTranslations('emergency');
  const [isAsking, setIsAsking] = useState(false);
  const isAllowed = decide(section.access, 'section.emergency-edit').allowed;
  if ((!isAllowed && !isAsking) || section.isDamaged === true) return null;
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon
            size={24}
            variant="subtle"
            color="gray"
            aria-label={t('menu', { heading: section.heading })}
          >
            <IconDots size={18} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconBolt size={16} aria-hidden="true" />}
            onClick={() => setIsAsking(true)}
          >
            {t('item')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isAsking ? (
        <EmergencyDialog plan={plan} section={section} onClose={() => setIsAsking(false)} />
      ) : null}
    </>
  );
}
