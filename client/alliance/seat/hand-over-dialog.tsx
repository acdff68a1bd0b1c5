import { toSeatId } from '@alliance/shared/alliance/alliance';
import { type Person } from '@alliance/shared/identity/person';
import { type JSX, useState } from 'react';
import { useTranslations } from 'use-intl';

import { TextAreaField } from '../../ui/fields.tsx';
import { ActionDialog } from '../action-dialog.tsx';
import { useCommanding } from '../use-alliance.ts';
import { type SeatDialogProps } from './seat-dialog.tsx';

/** What I leave to whoever comes next in my seat; what I left already can be written on. */
export function HandOverDialog({
  alliance,
  seat,
  person,
  onClose,
}: SeatDialogProps & { readonly person: Person }): JSX.Element {
  const t = useTranslations('alliance.handOver');
  const { send, ...sending } = useCommanding(alliance.id);
  const mine = seat.now.find(({ personId }) => personId === person.id)?.handover;
  const [text, setText] = useState(mine?.text ?? '');
  return (
    <ActionDialog
      title={t('title', { seat: seat.title })}
      sure={t('save')}
      sending={sending}
      onSure={() => send({ type: 'hand-over', seatId: toSeatId(seat.id), text: text.trim() })}
      onClose={onClose}
    >
      <TextAreaField label={t('label')} help={t('help')} rows={5} value={text} onChange={setText} />
    </ActionDialog>
  );
}
