import { type DemoSwitched, type Installation } from '@alliance/shared/identity/administration';
import { Button } from '@mantine/core';
import { type JSX, useId, useState } from 'react';
import { useTranslations } from 'use-intl';

import { DemoDialog } from './demo-dialog.tsx';

import styles from './administration.module.css';

/** Whether this server shows the demonstration, or is for people with accounts. */
export function DemoSwitch({
  installation: { isDemo, demoRefusal },
}: {
  readonly installation: Installation;
}): JSX.Element {
  const t = useTranslations('administration.settings');
  const id = useId();
  const [isAsking, setIsAsking] = useState(false);
  const canSwitch = isDemo || demoRefusal === undefined;
  return (
    <section className={styles['card']} aria-labelledby={id}>
      <h2 id={id}>{t('demoTitle')}</h2>
      <p>{t(isDemo ? 'demoIsOn' : 'demoIsOff')}</p>
      {demoRefusal === undefined || isDemo ? null : <p>{t(`demoRefusal.${demoRefusal}`)}</p>}
      {canSwitch ? (
        <div className={styles['actions']}>
          <Button
            color={isDemo ? 'red' : 'teal'}
            variant={isDemo ? 'filled' : 'default'}
            onClick={() => setIsAsking(true)}
          >
            {t(isDemo ? 'demoOff' : 'demoOn')}
          </Button>
        </div>
      ) : null}
      {isAsking ? (
        <DemoDialog isDemo={isDemo} onClose={() => setIsAsking(false)} onSwitched={goOn} />
      ) : null}
    </section>
  );
}

/** Everything that this page knows is of the old world: it begins anew, where there is no account with making one. */
function goOn({ setUpUrl }: DemoSwitched): void {
  sessionStorage.clear();
  window.location.assign(setUpUrl === undefined ? '/' : localAddress(setUpUrl));
}

/** The link names the address that the server is known by; whoever switches is here already, perhaps by another one. */
function localAddress(url: string): string {
  const { pathname, hash } = new URL(url);
  return `${pathname}${hash}`;
}
