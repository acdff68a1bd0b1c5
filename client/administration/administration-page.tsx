import { Link } from '@tanstack/react-router';
import { type JSX, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';

import { AppBar } from '../ui/app-bar.tsx';
import { useDocumentTitle } from '../ui/use-document-title.ts';
import { AlliancesPart } from './alliances-part.tsx';
import { type AdministrationPart, administrationParts } from './parts.ts';
import { PeoplePart } from './people-part.tsx';
import { SessionsPart } from './sessions-part.tsx';
import { SettingsPart } from './settings-part.tsx';

import styles from './administration.module.css';

/** Looking after the server: people, where they are signed in, alliances without their words, and what holds for everybody. */
export function AdministrationPage({
  part,
  myId,
  menu,
}: {
  readonly part: AdministrationPart;
  readonly myId: string;
  readonly menu: ReactNode;
}): JSX.Element {
  const t = useTranslations('administration');
  useDocumentTitle(t('documentTitle', { part: t(`${part}.title`) }));
  return (
    <>
      <AppBar menu={menu} />
      <main className={styles['main']}>
        <h1>{t('title')}</h1>
        <nav className={styles['parts']} aria-label={t('parts')}>
          {administrationParts.map((each) => (
            <Link
              key={each}
              to="/administration/$part"
              params={{ part: each }}
              className={styles['part']}
              aria-current={each === part ? 'page' : undefined}
            >
              {t(`${each}.title`)}
            </Link>
          ))}
        </nav>
        <Part part={part} myId={myId} />
      </main>
    </>
  );
}

function Part({
  part,
  myId,
}: {
  readonly part: AdministrationPart;
  readonly myId: string;
}): JSX.Element {
  switch (part) {
    case 'people':
      return <PeoplePart myId={myId} />;
    case 'sessions':
      return <SessionsPart />;
    case 'alliances':
      return <AlliancesPart />;
    case 'settings':
      return <SettingsPart />;
  }
}
