import { type AllianceView, type CharterView } from '@alliance/shared/alliance/alliance-view';
import { type SectionView } from '@alliance/shared/careplan/plan-view';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ComponentType, type JSX, useState } from 'react';
import { useTranslations } from 'use-intl';

import { AppBar } from '../../ui/app-bar.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useDocumentTitle } from '../../ui/use-document-title.ts';
import { type AllianceScreenProps, Stale } from '../alliance-page.tsx';
import { allianceQuery, charterQuery } from '../alliance-queries.ts';
import { Agreements } from './agreements.tsx';
import { CharterHead } from './charter-head.tsx';
import { Roles } from './roles.tsx';
import { SignPanel } from './sign-panel.tsx';
import { Signatures } from './signatures.tsx';
import { OldVersion, VersionChoice } from './versions.tsx';

import styles from './charter.module.css';

/** What the live prose of a charter needs: the application knows how a text is written together. */
export interface ProseProps {
  readonly schema: number;
  readonly prose: Pick<SectionView, 'documentId' | 'heading' | 'access' | 'rendered'>;
  readonly placeholder: string;
}

/** What the charter's page needs from the application around it. */
export interface CharterPageProps extends AllianceScreenProps {
  readonly Prose: ComponentType<ProseProps>;
  /** Whether words of mine are not saved yet: they would not be in what is put forward. */
  readonly hasUnsaved: () => boolean;
  /** In the demonstration: what I prove a signature with, shown on the screen. */
  readonly pin?: string | undefined;
}

/** The charter: what the team has agreed, written together, put forward as versions, and signed by each seat. */
export function CharterPage(props: CharterPageProps): JSX.Element {
  const t = useTranslations('alliance');
  const alliance = useQuery(allianceQuery(props.allianceId));
  const charter = useQuery(charterQuery(props.allianceId));
  const name = alliance.data?.name ?? t('title');
  useDocumentTitle(t('charter.documentTitle', { name, person: props.person.name }));
  const error = alliance.error ?? charter.error;
  const retry = (): void => void Promise.all([alliance.refetch(), charter.refetch()]);
  return (
    <>
      <AppBar menu={props.menu} />
      <main className={styles['main']}>
        {alliance.data !== undefined && charter.data !== undefined ? (
          <>
            {alliance.isRefetchError ? <Stale at={alliance.dataUpdatedAt} /> : null}
            <Loaded {...props} alliance={alliance.data} charter={charter.data} />
          </>
        ) : error === null ? (
          <Skeleton heights={[80, 180, 240]} />
        ) : (
          <Failure error={error} onRetry={retry} />
        )}
      </main>
    </>
  );
}

/** What is shown of a charter that has arrived. */
export interface LoadedCharter {
  readonly alliance: AllianceView;
  readonly charter: CharterView;
}

function Loaded({
  alliance,
  charter,
  planId,
  Prose,
  pin,
  hasUnsaved,
}: LoadedCharter & Pick<CharterPageProps, 'planId' | 'Prose' | 'pin' | 'hasUnsaved'>): JSX.Element {
  const t = useTranslations('alliance.charter');
  const [shown, setShown] = useState<number>();
  const { schema, documentId, access, rendered } = charter;
  return (
    <>
      <p className={styles['back']}>
        <Link to="/alliances/$allianceId" params={{ allianceId: alliance.id }}>
          {t('back')}
        </Link>
      </p>
      <CharterHead alliance={alliance} charter={charter} planId={planId} hasUnsaved={hasUnsaved}>
        <VersionChoice sealed={charter.sealed?.number} shown={shown} onShow={setShown} />
      </CharterHead>
      {shown === undefined ? (
        <>
          <SignPanel alliance={alliance} charter={charter} pin={pin} />
          <Agreements alliance={alliance} charter={charter} />
          <section className={styles['block']} aria-labelledby="prose-heading">
            <h2 id="prose-heading">{t('prose')}</h2>
            {access === 'none' ? (
              <p>{t('proseNone')}</p>
            ) : (
              <Prose
                schema={schema}
                prose={{ documentId, heading: t('prose'), access, rendered }}
                placeholder={t(access === 'edit' ? 'prosePlaceholder' : 'proseEmpty')}
              />
            )}
          </section>
          <Roles seats={charter.content.seats} sections={alliance.sections} />
        </>
      ) : (
        <OldVersion alliance={alliance} number={shown} />
      )}
      <Signatures alliance={alliance} charter={charter} />
    </>
  );
}
