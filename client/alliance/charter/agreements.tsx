import { type AllianceView, type CharterView } from '@alliance/shared/alliance/alliance-view';
import { Button } from '@mantine/core';
import { type JSX, useState } from 'react';
import { useTranslations } from 'use-intl';

import { AgreementsForm } from './agreements-form.tsx';
import { AgreementsText, titlesIn } from './agreements-text.tsx';

import styles from './charter.module.css';

/** What was agreed, as it stands now; professionals can change it. */
export function Agreements({
  alliance,
  charter,
}: {
  readonly alliance: AllianceView;
  readonly charter: CharterView;
}): JSX.Element {
  const t = useTranslations('alliance.charter');
  const [isChanging, setIsChanging] = useState(false);
  const isChangeable = alliance.abilities.includes('write-charter') && alliance.status !== 'closed';
  const { agreements, seats } = charter.content;
  return (
    <section className={styles['block']} aria-labelledby="agreements-heading">
      <div className={styles['top']}>
        <h2 id="agreements-heading">{t('agreements')}</h2>
        {isChangeable && !isChanging ? (
          <Button size="compact-md" variant="default" onClick={() => setIsChanging(true)}>
            {t('change')}
          </Button>
        ) : null}
      </div>
      {isChanging ? (
        <AgreementsForm
          alliance={alliance}
          charter={charter}
          onClose={() => setIsChanging(false)}
        />
      ) : (
        <AgreementsText agreements={agreements} titleOf={titlesIn(seats)} />
      )}
    </section>
  );
}
