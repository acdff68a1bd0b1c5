import {
  type AdministeredPerson,
  type PersonChange,
} from '@alliance/shared/identity/administration';
import { Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { type JSX, useState } from 'react';
import { useTranslations } from 'use-intl';

import { ChangeDialog } from './change-dialog.tsx';
import { PasswordLinkDialog } from './password-link-dialog.tsx';

import styles from './administration.module.css';

type Chosen = PersonChange | 'password-link';

/** What can be done for one person; everything asks first, and says what it means for them. */
export function PersonActions({
  person,
  isMe,
}: {
  readonly person: AdministeredPerson;
  readonly isMe: boolean;
}): JSX.Element {
  const t = useTranslations('administration.people');
  const [chosen, setChosen] = useState<Chosen>();
  const close = (): void => setChosen(undefined);
  const possible = waysFor(person, isMe);
  if (possible.length === 0) return <span className={styles['quiet']}>{t('nothingToDo')}</span>;
  return (
    <>
      <Menu position="bottom-end" withinPortal keepMounted={false}>
        <Menu.Target>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('actionsFor', { name: person.name })}
          >
            <IconDots size={18} aria-hidden="true" />
          </Button>
        </Menu.Target>
        <Menu.Dropdown aria-label={t('actionsFor', { name: person.name })}>
          {possible.map((way) => (
            <Menu.Item key={way} onClick={() => setChosen(way)}>
              {t(`change.${way}.label`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {chosen === 'password-link' ? <PasswordLinkDialog person={person} onClose={close} /> : null}
      {chosen !== undefined && chosen !== 'password-link' ? (
        <ChangeDialog person={person} change={chosen} onClose={close} />
      ) : null}
    </>
  );
}

/** What makes sense for somebody as they are now. The people of the demonstration have no account: there is nothing to change about them. */
function waysFor(person: AdministeredPerson, isMe: boolean): readonly Chosen[] {
  const { email, isAdministrator, isSuspended, hasSecondFactor, sessions } = person;
  const hasAccount = email !== undefined;
  const ways: readonly (readonly [Chosen, boolean])[] = [
    ['password-link', hasAccount && !isSuspended && !isMe],
    ['remove-second-factor', hasAccount && hasSecondFactor && !isMe],
    ['end-sessions', hasAccount && sessions > 0 && !isMe],
    ['make-administrator', hasAccount && !isAdministrator && !isSuspended],
    ['end-administrator', hasAccount && isAdministrator],
    ['suspend', hasAccount && !isSuspended && !isMe],
    ['resume', hasAccount && isSuspended],
  ];
  return ways.flatMap(([way, isPossible]) => (isPossible ? [way] : []));
}
