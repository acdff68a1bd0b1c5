import { strongerRight } from '@alliance/shared/access/section-right';
import { type AllianceSection, type AllianceView } from '@alliance/shared/alliance/alliance-view';
import { Button } from '@mantine/core';
import { IconLock, IconLockOpen } from '@tabler/icons-react';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { RefusalWords } from '../ui/refusal-words.tsx';
import { type Commanding, useCommanding } from './use-alliance.ts';

import styles from './alliance-page.module.css';

/** Every section that I may see: who answers for it, what I may do there, and whether it is restricted. */
export function Owners({ alliance }: { readonly alliance: AllianceView }): JSX.Element | null {
  const t = useTranslations('alliance.owners');
  const commanding = useCommanding(alliance.id);
  if (alliance.sections.length === 0) return null;
  return (
    <section id="owners" className={styles['block']} aria-labelledby="owners-heading" tabIndex={-1}>
      <h2 id="owners-heading">{t('title')}</h2>
      <p className={styles['quiet']}>{t('help')}</p>
      <RefusalWords error={commanding.error} />
      <ul className={styles['owners']}>
        {alliance.sections.map((section) => (
          <Owned key={section.key} alliance={alliance} section={section} commanding={commanding} />
        ))}
      </ul>
    </section>
  );
}

function Owned({
  alliance,
  section,
  commanding,
}: {
  readonly alliance: AllianceView;
  readonly section: AllianceSection;
  readonly commanding: Commanding;
}): JSX.Element {
  const t = useTranslations('alliance');
  const { key, heading, owners, isRestricted } = section;
  const rights = alliance.seats
    .filter(({ id }) => alliance.mySeatIds.includes(id))
    .flatMap((seat) => seat.rights.filter(({ sectionKey }) => sectionKey === key))
    .map(({ right }) => right);
  const isChangeable = alliance.abilities.includes('manage') && alliance.status !== 'closed';
  return (
    <li>
      <div className={styles['owned']}>
        <h3>
          {heading}
          {isRestricted ? (
            <span className={styles['tag']} title={t('owners.restrictedHelp')}>
              <IconLock size={14} aria-hidden="true" /> {t('owners.restricted')}
            </span>
          ) : null}
        </h3>
        <p data-missing={owners.length === 0 ? '' : undefined}>
          {owners.length === 0 ? t('owners.nobody') : owners.join(', ')}
        </p>
        <p className={styles['quiet']}>
          {t('owners.mine', { right: t(`right.${rights.reduce(strongerRight, 'none')}`) })}
        </p>
      </div>
      {isChangeable ? (
        <Restrict alliance={alliance} section={section} commanding={commanding} />
      ) : null}
    </li>
  );
}

function Restrict({
  alliance,
  section: { key, heading, isRestricted },
  commanding,
}: Parameters<typeof Owned>[0]): JSX.Element {
  const t = useTranslations('alliance.owners');
  const toggle = (): void => {
    const others = alliance.sections.filter((each) => each.isRestricted && each.key !== key);
    const keys = others.map((each) => each.key);
    void commanding.send({ type: 'restrict', sectionKeys: isRestricted ? keys : [...keys, key] });
  };
  const label = t(isRestricted ? 'open' : 'restrict', { heading });
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      title={t('restrictedHelp')}
      aria-label={label}
      disabled={commanding.isSending}
      leftSection={
        isRestricted ? (
          <IconLockOpen size={16} aria-hidden="true" />
        ) : (
          <IconLock size={16} aria-hidden="true" />
        )
      }
      onClick={toggle}
    >
      {t(isRestricted ? 'openShort' : 'restrictShort')}
    </Button>
  );
}
