import {
  type AllianceItem,
  type AllianceReason,
  allianceReasons,
} from '@alliance/shared/inbox/alliance-item';
import { Button } from '@mantine/core';
import {
  IconBolt,
  IconCalendarOff,
  IconMailOpened,
  IconMessageForward,
  IconNote,
  IconSignature,
  IconUserPlus,
  IconUserX,
} from '@tabler/icons-react';
import { type ComponentType, type JSX } from 'react';
import { useNow, useTranslations } from 'use-intl';

import { DisciplineBadge } from '../ui/discipline-badge.tsx';
import { useMoment } from '../ui/use-moment.ts';
import { AllianceRowLink } from './alliance-row-link.tsx';
import { Row } from './row.tsx';

import styles from './inbox-row.module.css';

const icons: Readonly<Record<AllianceReason, ComponentType<{ size: number }>>> = {
  emergency: IconBolt,
  'hand-over': IconNote,
  note: IconMessageForward,
  uncovered: IconCalendarOff,
  invitation: IconUserPlus,
  sign: IconSignature,
  unanswered: IconUserX,
};

/** A reason as this page knows it; undefined for one of a newer server: it is shown all the same (IB22). */
function knownReason(reason: string): AllianceReason | undefined {
  return allianceReasons.find((known) => known === reason);
}

/** One thing of an alliance that needs me. */
export function AllianceRow({ item }: { readonly item: AllianceItem }): JSX.Element {
  const t = useTranslations('allianceNeeds');
  const why = useWhy(item);
  const reason = knownReason(item.reason);
  const button = reason === undefined ? t('buttonOther') : t(`button.${reason}`);
  return (
    <Row
      reason={item.reason}
      icon={reason === undefined ? IconMailOpened : icons[reason]}
      why={why}
      due={<Due item={item} />}
      place={<Place item={item} />}
      excerpt={'excerpt' in item ? item.excerpt : undefined}
      from={<From item={item} />}
      button={
        <Button
          className={styles['button'] ?? ''}
          variant={reason === 'emergency' || reason === 'hand-over' ? 'filled' : 'default'}
          renderRoot={(props) => <AllianceRowLink {...props} item={item} />}
          aria-label={t('buttonFor', { button, about: aboutOf(item) })}
        >
          {button}
        </Button>
      }
    />
  );
}

/** What tells two buttons of the same name apart. */
function aboutOf(item: AllianceItem): string {
  if (item.reason === 'invitation') return `${item.seatTitle}, ${item.byName}`;
  const where = item.reason === 'emergency' ? item.section.heading : item.seatTitle;
  // A newer server may say less.
  return [item.patientName, where].filter((part) => part !== undefined).join(', ');
}

function useWhy(item: AllianceItem): string {
  const t = useTranslations('allianceNeeds');
  const moment = useMoment();
  const now = useNow({ updateInterval: 60_000 }).getTime();
  switch (item.reason) {
    case 'emergency':
      return t('emergency');
    case 'hand-over': {
      const isOver = Date.parse(item.endsAt) <= now;
      const when = { end: moment(item.endsAt), until: moment(item.until) };
      const to = { hasNext: item.nextName === undefined ? 'no' : 'yes', next: item.nextName ?? '' };
      return t(isOver ? 'shiftEnded' : 'shiftEnds', { ...when, ...to });
    }
    case 'note':
      return t('note', { name: item.by.name });
    case 'uncovered':
      return Date.parse(item.at) <= now
        ? t('uncoveredNow', { seat: item.seatTitle })
        : t('uncoveredSoon', { seat: item.seatTitle, from: moment(item.at) });
    case 'invitation':
      return t('invitation', { name: item.byName, seat: item.seatTitle });
    case 'sign':
      return t('sign');
    case 'unanswered':
      return t(item.state, {
        hasName: item.name === undefined ? 'no' : 'yes',
        name: item.name ?? '',
        seat: item.seatTitle,
      });
    default:
      return t('reasonOther');
  }
}

/** By when, or how far it is. */
function Due({ item }: { readonly item: AllianceItem }): JSX.Element | null {
  const t = useTranslations('allianceNeeds');
  const moment = useMoment();
  if (item.reason === 'invitation')
    return <span>{t('answerBy', { date: moment(item.answerBy) })}</span>;
  if (item.reason === 'uncovered' && item.until !== undefined)
    return <span>{t('until', { until: moment(item.until) })}</span>;
  if (item.reason === 'sign') {
    const { number, signed, toSign } = item;
    return <span>{t('signed', { number, signed, toSign })}</span>;
  }
  return null;
}

/** About whom; of an invitation nothing is known but the seat (IB23). */
function Place({ item }: { readonly item: AllianceItem }): JSX.Element {
  const t = useTranslations('allianceNeeds');
  if (item.reason === 'invitation')
    return (
      <>
        <DisciplineBadge discipline={item.disciplineKey} /> {item.seatTitle}
      </>
    );
  const where = item.reason === 'emergency' ? item.section.heading : item.seatTitle;
  return (
    <>
      <strong>{item.patientName}</strong> · {where}
      {item.reason === 'sign' ? ` · ${t('charter')}` : null}
    </>
  );
}

/** Who, and when: where somebody has done or written something. */
function From({ item }: { readonly item: AllianceItem }): JSX.Element | null {
  const moment = useMoment();
  if (item.reason !== 'emergency' && item.reason !== 'note') return null;
  return (
    <>
      <DisciplineBadge discipline={item.by.disciplineKey} /> {item.by.name}
      <time dateTime={item.at}>{moment(item.at)}</time>
    </>
  );
}
