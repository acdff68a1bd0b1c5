import { type MyInvitation } from '@alliance/shared/alliance/alliance-request';
import { type AllianceView } from '@alliance/shared/alliance/alliance-view';
import { type Person } from '@alliance/shared/identity/person';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type JSX, type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';

import { HomeButton } from '../../ui/home-button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { addressOf } from '../alliance-queries.ts';
import { useAsking } from '../use-alliance.ts';
import { AnswerButtons, InvitationCard } from './invitation-card.tsx';
import { myInvitationsQuery } from './invitation-queries.ts';

import styles from './invitation.module.css';

/** An alliance that I may not see yet, because I am only asked to join it: what I am asked, without a word about the patient. */
export function AskedByName({
  allianceId,
  person,
  otherwise,
}: {
  readonly allianceId: string;
  readonly person: Person;
  /** Shown when I am not asked. */
  readonly otherwise: ReactNode;
}): JSX.Element {
  const t = useTranslations('alliance.link');
  const { data, error } = useQuery(myInvitationsQuery);
  const [declined, setDeclined] = useState<string>();
  if (declined !== undefined)
    return (
      <div className={styles['part']}>
        <h1>{t('thanks')}</h1>
        <p>{t('declined', { name: declined })}</p>
        <div>
          <HomeButton />
        </div>
      </div>
    );
  if (data === undefined && error === null) return <Skeleton heights={[40, 260]} />;
  const mine = data?.filter((each) => each.allianceId === allianceId) ?? [];
  if (mine.length === 0) return <>{otherwise}</>;
  return (
    <div className={styles['part']}>
      <h1>{t('title')}</h1>
      {mine.map((invitation) => (
        <Asked
          key={invitation.seatId}
          invitation={invitation}
          person={person}
          onDeclined={() => setDeclined(invitation.byName)}
        />
      ))}
    </div>
  );
}

function Asked({
  invitation,
  person,
  onDeclined,
}: {
  readonly invitation: MyInvitation;
  readonly person: Person;
  readonly onDeclined: () => void;
}): JSX.Element {
  const queryClient = useQueryClient();
  const { ask, ...sending } = useAsking();
  const { allianceId, seatId } = invitation;
  const answer = (words: object) =>
    ask<AllianceView | null>(addressOf(allianceId), { ...words, seatId });
  const accept = async (): Promise<void> => {
    const view = await answer({ type: 'accept' });
    if (view !== undefined) await queryClient.resetQueries();
  };
  return (
    <>
      <InvitationCard invitation={invitation} />
      <AnswerButtons
        invitation={invitation}
        personName={person.name}
        sending={sending}
        onAccept={() => void accept()}
        onDecline={async (words) => {
          const isDone = (await answer({ type: 'decline', ...words })) !== undefined;
          if (isDone) onDeclined();
          return isDone;
        }}
      />
    </>
  );
}
