import { type EmergencyEdit } from '@alliance/shared/alliance/alliance';
import { type EmergencyView } from '@alliance/shared/alliance/alliance-view';
import { type PlanView, type SectionView } from '@alliance/shared/careplan/plan-view';
import { Button } from '@mantine/core';
import { type JSX } from 'react';
import { useNow, useTranslations } from 'use-intl';

import { KeepsTextInPlace } from '../../ui/keeps-text-in-place.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RefusalWords } from '../../ui/refusal-words.tsx';
import { useMoment } from '../../ui/use-moment.ts';
import { useAllianceCommand } from '../use-alliance-command.ts';

import styles from './emergency.module.css';

/** At a section that somebody changes or has changed because it could not wait: for everybody, until an owner has seen it. The text does not move when it comes or goes. */
export function EmergencyBanner({
  plan,
  section,
  personId,
}: {
  readonly plan: PlanView;
  readonly section: SectionView;
  /** Me. */
  readonly personId: string;
}): JSX.Element {
  const now = useNow({ updateInterval: 30_000 }).getTime();
  const shown = plan.alliance.emergencies.filter(
    ({ sectionKey, seen, by, to }) =>
      sectionKey === section.key &&
      (seen === undefined || (by.personId === personId && Date.parse(to) > now)),
  );
  return (
    <KeepsTextInPlace what={shown.map(({ id, to }) => `${id} ${Date.parse(to) > now}`).join()}>
      {shown.length === 0 ? null : (
        <div className={styles['banners']}>
          {shown.map((emergency) => (
            <Banner
              key={emergency.id}
              plan={plan}
              emergency={emergency}
              isMine={emergency.by.personId === personId}
              isRunning={Date.parse(emergency.to) > now}
            />
          ))}
        </div>
      )}
    </KeepsTextInPlace>
  );
}

function Banner({
  plan,
  emergency,
  isMine,
  isRunning,
}: {
  readonly plan: PlanView;
  readonly emergency: EmergencyView;
  readonly isMine: boolean;
  readonly isRunning: boolean;
}): JSX.Element {
  const t = useTranslations('emergency');
  const moment = useMoment();
  const { send, isSending, error } = useAllianceCommand(plan);
  const { id: emergencyId, reason, from, to } = emergency;
  const times = { from: moment(from), to: moment(to), ...whoIn(plan, emergency) };
  const words = isMine ? (isRunning ? 'mine' : 'mineOver') : isRunning ? 'running' : 'over';
  return (
    <>
      <Notice
        tone="warn"
        actions={
          emergency.canSee ? (
            <Button
              size="compact-sm"
              variant="default"
              loading={isSending}
              onClick={() => void send({ type: 'see-emergency', emergencyId })}
            >
              {t('seen')}
            </Button>
          ) : undefined
        }
      >
        {t(words, times)} <q dir="auto">{reason}</q>
      </Notice>
      <RefusalWords error={error} />
    </>
  );
}

/** Who has done it, with the title of their seat. */
function whoIn(
  { alliance }: PlanView,
  { by }: EmergencyEdit,
): { readonly name: string; readonly title: string } {
  const seat = alliance.seats.find(({ id }) => id === by.seatId);
  const row = seat?.coverage.find(({ personId }) => personId === by.personId);
  return { name: row?.name ?? '', title: seat?.title ?? '' };
}
