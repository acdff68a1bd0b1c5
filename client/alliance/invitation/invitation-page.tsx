import { type AllianceView, type InvitationView } from '@alliance/shared/alliance/alliance-view';
import { type Person } from '@alliance/shared/identity/person';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type JSX, type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';

import { AppBar } from '../../ui/app-bar.tsx';
import { HomeButton } from '../../ui/home-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useRefusalWords } from '../../ui/refusal-words.tsx';
import { ServerRefusal } from '../../ui/server-refusal.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useDocumentTitle } from '../../ui/use-document-title.ts';
import { useAsking } from '../use-alliance.ts';
import { AnswerButtons, InvitationCard } from './invitation-card.tsx';
import { invitationQuery } from './invitation-queries.ts';

import styles from './invitation.module.css';

/** What the page of a link needs from the application around it. */
export interface InvitationPageProps {
  /** Out of the link; undefined when the page was loaded anew. */
  readonly secret: string | undefined;
  /** Who is signed in; undefined for nobody. */
  readonly person: Person | undefined;
  /** Whether it is not known yet who is signed in. */
  readonly isAsking: boolean;
  readonly onSignIn: () => void;
  /** Absent where nobody can make an account. */
  readonly onCreate?: (() => void) | undefined;
  /** The seat is taken; null when the answer does not say of which alliance. */
  readonly onAccepted: (alliance: AllianceView | null) => void;
}

/** Where a link to a seat leads: what is asked, by whom, and the ways to answer. */
export function InvitationPage(props: InvitationPageProps): JSX.Element {
  const t = useTranslations('alliance.link');
  useDocumentTitle(t('documentTitle'));
  return (
    <>
      <AppBar />
      <main className={styles['main']}>
        {props.secret === undefined ? (
          <Dead title={t('none')} text={t('noneText')} />
        ) : (
          <Asked {...props} secret={props.secret} />
        )}
      </main>
    </>
  );
}

function Asked(props: InvitationPageProps & { readonly secret: string }): JSX.Element {
  const t = useTranslations('alliance.link');
  const words = useRefusalWords();
  const { data, error, refetch } = useQuery(invitationQuery(props.secret));
  if (data !== undefined) return <Looked {...props} invitation={data} />;
  if (error === null) return <Skeleton heights={[40, 260, 40]} />;
  if (error instanceof ServerRefusal && error.status === 404)
    return <Dead title={t('notFound')} text={t('notFoundText')} />;
  return (
    <Notice tone="stop" actions={<Button onClick={() => void refetch()}>{t('retry')}</Button>}>
      {words(error)}
    </Notice>
  );
}

function Dead({ title, text }: { readonly title: string; readonly text: ReactNode }): JSX.Element {
  return (
    <>
      <h1>{title}</h1>
      <p>{text}</p>
      <div>
        <HomeButton />
      </div>
    </>
  );
}

function Looked({
  invitation,
  secret,
  person,
  isAsking,
  onSignIn,
  onCreate,
  onAccepted,
}: InvitationPageProps & {
  readonly invitation: InvitationView;
  readonly secret: string;
}): JSX.Element {
  const t = useTranslations('alliance.link');
  const { ask, ...sending } = useAsking();
  const [hasDeclined, setHasDeclined] = useState(false);
  const answer = (body: object) =>
    ask<AllianceView | null>('/api/invitations/answer', { secret, ...body });
  const accept = async (): Promise<void> => {
    const view = await answer({ answer: 'accept' });
    if (view !== undefined) onAccepted(view);
  };
  const { state, byName } = invitation;
  if (hasDeclined) return <Dead title={t('thanks')} text={t('declined', { name: byName })} />;
  if (state !== 'requested')
    return <Dead title={t('notFound')} text={t(`over.${state}`, { name: byName })} />;
  return (
    <>
      <h1>{t('title')}</h1>
      <InvitationCard invitation={invitation} />
      {person === undefined ? (
        isAsking ? null : (
          <div className={styles['ways']}>
            <Button onClick={onSignIn}>{t('signIn')}</Button>
            {onCreate === undefined ? null : (
              <Button variant="default" onClick={onCreate}>
                {t('create')}
              </Button>
            )}
          </div>
        )
      ) : (
        <AnswerButtons
          invitation={invitation}
          personName={person.name}
          sending={sending}
          onAccept={() => void accept()}
          onDecline={async (words) => {
            const isDone = (await answer({ answer: 'decline', ...words })) !== undefined;
            setHasDeclined(isDone);
            return isDone;
          }}
        />
      )}
    </>
  );
}
