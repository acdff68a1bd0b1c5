import { toSeatId } from '@alliance/shared/alliance/alliance';
import { type MadeLink } from '@alliance/shared/alliance/alliance-request';
import { toPersonId } from '@alliance/shared/identity/person';
import { useQueryClient } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { useTranslations } from 'use-intl';

import { SelectField, TextField } from '../../ui/fields.tsx';
import { ActionDialog } from '../action-dialog.tsx';
import { addressOf, allianceKey } from '../alliance-queries.ts';
import { AskWhom, type Whom, nobodyYet } from '../ask-whom.tsx';
import { colleagueWithAddress } from '../colleagues.ts';
import { useAsking, useCommanding } from '../use-alliance.ts';
import { LinkMade } from './link-made.tsx';
import { type SeatDialogProps } from './seat-dialog.tsx';

/** Asks somebody to take a seat: by name, by e-mail address, or with a link to pass on. */
export function InviteDialog({ alliance, seat, onClose }: SeatDialogProps): JSX.Element {
  const t = useTranslations('alliance.invite');
  const queryClient = useQueryClient();
  const commanding = useCommanding(alliance.id);
  const asking = useAsking();
  const [whom, setWhom] = useState<Whom>(nobodyYet);
  const [message, setMessage] = useState('');
  const [days, setDays] = useState('7');
  const [isMissing, setIsMissing] = useState(false);
  const [unknown, setUnknown] = useState<string>();
  const [made, setMade] = useState<MadeLink>();
  if (made !== undefined)
    return (
      <LinkMade seat={seat} link={made} isAgain={seat.invitation !== 'open'} onClose={onClose} />
    );
  const words = { message: message.trim(), days: Number(days) };
  const invite = (personId: string): Promise<boolean> =>
    commanding.send({
      type: 'invite',
      seatId: toSeatId(seat.id),
      personId: toPersonId(personId),
      ...words,
    });
  const makeLink = async (): Promise<boolean> => {
    const link = await asking.ask<MadeLink>(
      addressOf(alliance.id, 'seats', seat.id, 'link'),
      words,
    );
    setMade(link);
    await queryClient.invalidateQueries({ queryKey: allianceKey(alliance.id) });
    return false;
  };
  const send = async (): Promise<boolean> => {
    setIsMissing(whom.way !== 'link' && whom[whom.way].trim() === '');
    if (whom.way === 'link') return makeLink();
    if (whom.way === 'name') return whom.name !== '' && invite(whom.name);
    if (whom.email.trim() === '') return false;
    const found = await colleagueWithAddress(whom.email, asking.ask);
    setUnknown(found === null ? whom.email : undefined);
    return found !== undefined && found !== null && invite(found.personId);
  };
  return (
    <ActionDialog
      title={t('title', { seat: seat.title })}
      sure={t(whom.way === 'link' ? 'make' : 'ask')}
      sending={{
        isSending: commanding.isSending || asking.isSending,
        error: asking.error ?? commanding.error,
      }}
      onSure={send}
      onClose={onClose}
    >
      <AskWhom
        whom={whom}
        onChange={setWhom}
        isMissing={isMissing}
        isUnknown={unknown === whom.email}
      />
      <TextField
        label={t('message')}
        help={t('messageHelp')}
        value={message}
        onChange={setMessage}
      />
      <SelectField
        label={t('days')}
        value={days}
        options={[1, 3, 7, 14, 30].map((count) => [String(count), t('day', { count })])}
        onChange={setDays}
      />
      {seat.invitation === 'requested' ? <p>{t('before')}</p> : null}
    </ActionDialog>
  );
}
