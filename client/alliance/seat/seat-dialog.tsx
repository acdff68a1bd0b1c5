import { toSeatId } from '@alliance/shared/alliance/alliance';
import { type AllianceView, type SeatView } from '@alliance/shared/alliance/alliance-view';
import { type Person } from '@alliance/shared/identity/person';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { ActionDialog } from '../action-dialog.tsx';
import { useCommanding } from '../use-alliance.ts';
import { CoverDialog } from './cover-dialog.tsx';
import { HandOverDialog } from './hand-over-dialog.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { RightsDialog } from './rights-dialog.tsx';
import { WordsDialog } from './words-dialog.tsx';

/** What can be done about one seat. */
export type SeatAction =
  | 'words'
  | 'rights'
  | 'invite'
  | 'withdraw'
  | 'cover'
  | 'handOver'
  | 'leave'
  | 'remove';

/** What every dialog about a seat needs. */
export interface SeatDialogProps {
  readonly alliance: AllianceView;
  readonly seat: SeatView;
  readonly onClose: () => void;
}

/** The dialog in which something is done about a seat. */
export function SeatDialog({
  action,
  person,
  ...props
}: SeatDialogProps & { readonly action: SeatAction; readonly person: Person }): JSX.Element {
  switch (action) {
    case 'words':
      return <WordsDialog {...props} />;
    case 'rights':
      return <RightsDialog {...props} />;
    case 'invite':
      return <InviteDialog {...props} />;
    case 'cover':
      return <CoverDialog {...props} person={person} />;
    case 'handOver':
      return <HandOverDialog {...props} person={person} />;
    case 'withdraw':
    case 'leave':
    case 'remove':
      return <SureDialog {...props} action={action} />;
  }
}

const commandOf = { withdraw: 'withdraw', leave: 'leave', remove: 'remove-seat' } as const;

/** What cannot be taken back: its consequences are said before. */
function SureDialog({
  alliance,
  seat,
  action,
  onClose,
}: SeatDialogProps & { readonly action: keyof typeof commandOf }): JSX.Element {
  const t = useTranslations('alliance');
  const { send, ...sending } = useCommanding(alliance.id);
  return (
    <ActionDialog
      title={t(`${action}.title`, { seat: seat.title })}
      sure={t(`${action}.sure`)}
      sending={sending}
      onSure={() => send({ type: commandOf[action], seatId: toSeatId(seat.id) })}
      onClose={onClose}
      isDangerous={action !== 'withdraw'}
    >
      <p>{t(`${action}.text`, { seat: seat.title })}</p>
    </ActionDialog>
  );
}
