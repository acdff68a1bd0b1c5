import { type Me, type Persona } from '@alliance/shared/identity/person';
import { Menu, VisuallyHidden } from '@mantine/core';
import { IconArrowsExchange, IconColumns2, IconLogout, IconRestore } from '@tabler/icons-react';
import { useState, type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { ColorSchemeItems } from '../ui/color-scheme-items.tsx';
import { DisciplineBadge } from '../ui/discipline-badge.tsx';
import { PersonFace } from '../ui/person-face.tsx';
import { isBeside } from '../ui/tab-persona.ts';
import { LazyResetDialog } from './reset-demo.tsx';
import { personaOf, usePersonas } from './session.ts';

import styles from './person-menu.module.css';

/** Opening a second person beside this one. */
export interface Beside {
  /** Who can be chosen, whom I would work with most first. */
  readonly partners: readonly Persona[];
  readonly onOpen: (persona: Persona) => void;
}

/** What the menu can ask of the page around it. */
export interface PersonMenuActions {
  readonly onSwitch: () => void;
  readonly onSignOut: () => void;
  /** The demonstration has been reset. */
  readonly onReset: () => void;
  /** Absent where there is nothing to be beside. */
  readonly beside?: Beside | undefined;
}

/** Who I am in this tab, and everything that belongs to that: look, other people, leaving. */
export function PersonMenu({
  me,
  ...actions
}: { readonly me: Me } & PersonMenuActions): JSX.Element {
  const t = useTranslations('personMenu');
  const personas = usePersonas();
  const [isResetting, setIsResetting] = useState(false);
  const discipline =
    me.seats[0]?.disciplineKey ?? personaOf(personas.data, me)?.disciplineKey ?? '';
  return (
    <>
      <Menu position="bottom-end" width={300} keepMounted={false} withinPortal>
        <Menu.Target>
          <button type="button" className={styles['target']} data-person-menu="">
            <PersonFace person={{ name: me.person.name, disciplineKey: discipline }} />
            <span className={styles['name']} aria-hidden="true">
              {me.person.shortName}
            </span>
            <VisuallyHidden>{t('open', { name: me.person.name })}</VisuallyHidden>
          </button>
        </Menu.Target>
        <Menu.Dropdown className={styles['dropdown']} aria-label={t('label')}>
          <Menu.Label>{t('signedInAs', { name: me.person.name })}</Menu.Label>
          <ColorSchemeItems />
          {isBeside() ? null : (
            <TopMenu
              isDemo={personas.data !== undefined}
              actions={actions}
              onReset={() => setIsResetting(true)}
            />
          )}
        </Menu.Dropdown>
      </Menu>
      <LazyResetDialog
        isOpen={isResetting}
        onClose={() => setIsResetting(false)}
        onDone={actions.onReset}
      />
    </>
  );
}

function TopMenu({
  isDemo,
  actions,
  onReset,
}: {
  readonly isDemo: boolean;
  readonly actions: PersonMenuActions;
  readonly onReset: () => void;
}): JSX.Element {
  const t = useTranslations('personMenu');
  const { beside, onSwitch, onSignOut } = actions;
  return (
    <>
      {beside !== undefined && beside.partners.length > 0 ? (
        <>
          <Menu.Divider />
          <Menu.Label>
            <IconColumns2 size={16} aria-hidden="true" /> {t('beside')}
          </Menu.Label>
          {beside.partners.map((persona) => (
            <Menu.Item
              key={persona.key}
              leftSection={<DisciplineBadge discipline={persona.disciplineKey} />}
              onClick={() => beside.onOpen(persona)}
            >
              {persona.name}
            </Menu.Item>
          ))}
        </>
      ) : null}
      <Menu.Divider />
      <Menu.Item
        leftSection={<IconArrowsExchange size={18} aria-hidden="true" />}
        onClick={onSwitch}
      >
        {t('switch')}
      </Menu.Item>
      {isDemo ? (
        <Menu.Item leftSection={<IconRestore size={18} aria-hidden="true" />} onClick={onReset}>
          {t('reset')}
        </Menu.Item>
      ) : null}
      <Menu.Item leftSection={<IconLogout size={18} aria-hidden="true" />} onClick={onSignOut}>
        {t('signOut')}
      </Menu.Item>
    </>
  );
}
