import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { type PresentPerson } from '@alliance/shared/sync/channel';
import { Drawer } from '@mantine/core';
import { IconList, IconPhone } from '@tabler/icons-react';
import { useState, type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { Outline } from './outline.tsx';
import { useSlots } from './slots-context.ts';

import styles from './phone-bar.module.css';

/** On narrow screens: the way to the sections and back to whom to call, under the thumb. */
export function PhoneBar({
  plan,
  people,
  currentKey,
}: {
  readonly plan: PlanView;
  readonly people: readonly PresentPerson[];
  readonly currentKey: string | undefined;
}): JSX.Element {
  const t = useTranslations('phoneBar');
  const [isOpen, setIsOpen] = useState(false);
  const slots = useSlots();
  return (
    <>
      <nav className={styles['bar']} aria-label={t('label')} data-region="phone-bar">
        <button type="button" aria-haspopup="dialog" onClick={() => setIsOpen(true)}>
          <IconList size={20} aria-hidden="true" /> {t('sections')}
        </button>
        <button type="button" onClick={() => window.scrollTo({ top: 0 })}>
          <IconPhone size={20} aria-hidden="true" /> {t('now')}
        </button>
        {slots === undefined ? null : <slots.PhoneButton />}
      </nav>
      <Drawer
        opened={isOpen}
        onClose={() => setIsOpen(false)}
        position="bottom"
        size="85%"
        title={t('sections')}
        returnFocus={false}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <Outline
          plan={plan}
          people={people}
          currentKey={currentKey}
          onChoose={() => setIsOpen(false)}
        />
      </Drawer>
    </>
  );
}
