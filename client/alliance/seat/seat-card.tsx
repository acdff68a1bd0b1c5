import { type AllianceView, type SeatView } from '@alliance/shared/alliance/alliance-view';
import { Button, Menu, VisuallyHidden } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { DisciplineBadge, disciplineCode } from '../../ui/discipline-badge.tsx';
import { hasSigned, hasToSign } from '../gap-places.ts';
import { useDay } from '../words.ts';
import { Covers } from './covers.tsx';
import { type SeatAction } from './seat-dialog.tsx';

import styles from './seat-card.module.css';

/** What {@link SeatCard} needs. */
export interface SeatCardProps {
  readonly alliance: AllianceView;
  readonly seat: SeatView;
  readonly onAction: (action: SeatAction) => void;
}

/** One seat: who sits there now and next, how to reach them, what they answer for, offer and need. */
export function SeatCard({ alliance, seat, onAction }: SeatCardProps): JSX.Element {
  const t = useTranslations('alliance');
  const isEmpty = [seat.responsibilities, seat.offers, seat.needs].every(
    (list) => list.length === 0,
  );
  return (
    <li
      id={`seat-${seat.id}`}
      className={styles['card']}
      data-discipline={disciplineCode(seat.disciplineKey)}
      tabIndex={-1}
    >
      <h3>
        <DisciplineBadge discipline={seat.disciplineKey} /> {seat.title}
        {alliance.mySeatIds.includes(seat.id) ? <Tag tone="mine">{t('mine')}</Tag> : null}
        {seat.isLead ? <Tag>{t('lead')}</Tag> : null}
        {seat.isSteward ? <Tag>{t('steward')}</Tag> : null}
        {seat.isRequired ? null : <Tag tone="quiet">{t('optional')}</Tag>}
        {seat.invitation === 'accepted' ? null : (
          <Tag tone="warn">{t(`invitation.${seat.invitation}`)}</Tag>
        )}
      </h3>
      <Invited seat={seat} />
      {seat.invitation === 'accepted' ? <Covers alliance={alliance} seat={seat} /> : null}
      <p className={styles['contact']} data-missing={seat.contact === '' ? '' : undefined}>
        {seat.contact === '' ? t('noContact') : seat.contact}
      </p>
      {isEmpty ? <p className={styles['quiet']}>{t('noCard')}</p> : null}
      <Expectations label={t('responsibilities')} items={seat.responsibilities} />
      <Expectations label={t('offers')} items={seat.offers} />
      <Expectations label={t('needsFrom')} items={seat.needs} />
      <Signed alliance={alliance} seat={seat} />
      {alliance.status === 'closed' ? null : (
        <Actions alliance={alliance} seat={seat} onAction={onAction} />
      )}
    </li>
  );
}

function Tag({
  tone,
  children,
}: {
  readonly tone?: 'warn' | 'mine' | 'quiet';
  readonly children: string;
}): JSX.Element {
  return (
    <span className={styles['tag']} data-tone={tone}>
      {children}
    </span>
  );
}

/** Who was asked, or what they have said. */
function Invited({ seat: { asked, declined } }: { readonly seat: SeatView }): JSX.Element | null {
  const t = useTranslations('alliance');
  const day = useDay();
  if (asked !== undefined) {
    const { byName: by, expiresAt, name } = asked;
    const date = day(expiresAt);
    return (
      <p>{name === undefined ? t('askedLink', { by, date }) : t('asked', { by, name, date })}</p>
    );
  }
  if (declined === undefined) return null;
  const { name, at, reason, recommendation } = declined;
  return (
    <div className={styles['declined']}>
      <p>{t('declinedBy', { name, date: day(at) })}</p>
      {reason === undefined ? null : <p dir="auto">{t('because', { reason })}</p>}
      {recommendation === undefined ? null : (
        <p dir="auto">{t('insteadAsk', { recommendation })}</p>
      )}
    </div>
  );
}

/** One of the three lists of a role card; nothing where it is empty. */
export function Expectations({
  label,
  items,
  level: Heading = 'h4',
}: {
  readonly label: string;
  readonly items: readonly string[];
  /** One below the heading that it stands under. */
  readonly level?: 'h3' | 'h4';
}): JSX.Element | null {
  if (items.length === 0) return null;
  return (
    <div className={styles['expectations']}>
      <Heading>{label}</Heading>
      <ul>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </div>
  );
}

function Signed({
  alliance: { charter },
  seat,
}: {
  readonly alliance: AllianceView;
  readonly seat: SeatView;
}): JSX.Element | null {
  const t = useTranslations('alliance');
  const day = useDay();
  const { signature } = seat;
  if (charter.sealed === undefined) return null;
  if (signature === undefined)
    return hasToSign(seat) ? <p className={styles['unsigned']}>{t('notSigned')}</p> : null;
  const { meaning, at, note = '' } = signature;
  const words = meaning === 'agree' ? 'signed' : 'signedReservation';
  return (
    <p className={hasSigned(seat) ? styles['quiet'] : styles['unsigned']}>
      {t(meaning === 'decline' ? 'declinedCharter' : words, { date: day(at), note })}
    </p>
  );
}

/** How many are buttons; the others are in the menu. */
const buttonsMax = 2;

function Actions({ alliance, seat, onAction }: SeatCardProps): JSX.Element | null {
  const t = useTranslations('alliance.do');
  const actions = actionsFor(alliance, seat);
  if (actions.length === 0) return null;
  const isAskedBefore = seat.invitation !== 'open';
  const words = (action: SeatAction): string =>
    t(action === 'invite' && isAskedBefore ? 'inviteAgain' : action);
  const rest = actions.slice(buttonsMax);
  return (
    <div className={styles['actions']} role="group" aria-label={`${t('group')}: ${seat.title}`}>
      {actions.slice(0, buttonsMax).map((action, index) => (
        <Button
          key={action}
          size="compact-sm"
          variant={action === 'invite' ? 'filled' : 'default'}
          data-mends={index === 0 ? '' : undefined}
          onClick={() => onAction(action)}
        >
          {words(action)}
        </Button>
      ))}
      {rest.length === 0 ? null : (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button
              size="compact-sm"
              variant="default"
              rightSection={<IconChevronDown size={14} aria-hidden="true" />}
            >
              {t('more')}
              <VisuallyHidden>{`: ${seat.title}`}</VisuallyHidden>
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {rest.map((action) => (
              <Menu.Item key={action} onClick={() => onAction(action)}>
                {words(action)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}

/** What the reader may do about a seat, what mends it first. */
function actionsFor(alliance: AllianceView, seat: SeatView): readonly SeatAction[] {
  const manages = alliance.abilities.includes('manage');
  const may = (ability: SeatView['abilities'][number]): boolean => seat.abilities.includes(ability);
  const isAccepted = seat.invitation === 'accepted';
  const isMine = alliance.mySeatIds.includes(seat.id);
  const possible: readonly (readonly [SeatAction, boolean])[] = [
    ['invite', manages && !isAccepted],
    ['withdraw', manages && seat.invitation === 'requested'],
    ['words', may('change-seat')],
    ['handOver', may('hand-over')],
    ['cover', isAccepted && may('cover')],
    ['rights', manages || isMine],
    ['leave', isMine && may('hand-over')],
    ['remove', manages],
  ];
  return possible.filter(([, isPossible]) => isPossible).map(([action]) => action);
}
