import { type Me, type Persona } from '@alliance/shared/identity/person';
import { Menu, VisuallyHidden } from '@mantine/core';
import {
  IconArrowsExchange,
  IconColumns2,
  IconLock,
  IconLogout,
  IconRestore,
  IconSettings,
  IconUserCircle,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
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
  /** Absent where the page is locked by the pages in it. */
  readonly onLock?: (() => void) | undefined;
  readonly isDemo: boolean;
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
    me.seats[0]?.disciplineKey ?? personaOf(personas.data, me.person)?.disciplineKey ?? '';
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
          <OwnItems me={me} onLock={actions.onLock} />
          {isBeside() ? null : <TopMenu actions={actions} onReset={() => setIsResetting(true)} />}
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

/** What belongs to me alone: locking, my account and, for those who look after the server, administration. */
function OwnItems({
  me,
  onLock,
}: {
  readonly me: Me;
  readonly onLock: (() => void) | undefined;
}): JSX.Element {
  const t = useTranslations('personMenu');
  return (
    <>
      <Menu.Divider />
      {onLock === undefined ? null : (
        <Menu.Item
          leftSection={<IconLock size={18} aria-hidden="true" />}
          rightSection={<kbd className={styles['key']}>{t('lockKey')}</kbd>}
          onClick={onLock}
        >
          {t('lock')}
        </Menu.Item>
      )}
      {isBeside() ? null : (
        <>
          <Menu.Item
            leftSection={<IconUserCircle size={18} aria-hidden="true" />}
            renderRoot={(props) => <Link {...props} to="/account" />}
          >
            {t('account')}
          </Menu.Item>
          {me.isAdministrator === true ? (
            <Menu.Item
              leftSection={<IconSettings size={18} aria-hidden="true" />}
              renderRoot={(props) => <Link {...props} to="/administration" />}
            >
              {t('administration')}
            </Menu.Item>
          ) : null}
        </>
      )}
    </>
  );
}

function TopMenu({
  actions,
  onReset,
}: {
  readonly actions: PersonMenuActions;
  readonly onReset: () => void;
}): JSX.Element {
  const t = useTranslations('personMenu');
  const { beside, isDemo, onSwitch, onSignOut } = actions;
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
      {isDemo ? (
        <>
          <Menu.Item
            leftSection={<IconArrowsExchange size={18} aria-hidden="true" />}
            onClick={onSwitch}
          >
            {t('switch')}
          </Menu.Item>
          <Menu.Item leftSection={<IconRestore size={18} aria-hidden="true" />} onClick={onReset}>
            {t('reset')}
          </Menu.Item>
        </>
      ) : null}
      <Menu.Item leftSection={<IconLogout size={18} aria-hidden="true" />} onClick={onSignOut}>
        {t('signOut')}
      </Menu.Item>
    </>
  );
}
