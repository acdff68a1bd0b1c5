import { toSeatId } from '@alliance/shared/alliance/alliance';
import { type SeatChange } from '@alliance/shared/alliance/alliance-command';
import { type SeatView } from '@alliance/shared/alliance/alliance-view';
import { isDisciplineKey } from '@alliance/shared/alliance/discipline';
import { Button } from '@mantine/core';
import { type JSX, useState } from 'react';
import { useTranslations } from 'use-intl';

import { TextField, TickField } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ActionDialog } from '../action-dialog.tsx';
import { useCommanding } from '../use-alliance.ts';
import { RoleFields, type RoleWords, roleOf, roleWords } from './role-fields.tsx';
import { Expectations } from './seat-card.tsx';
import { type SeatDialogProps } from './seat-dialog.tsx';

interface Written {
  readonly role: RoleWords;
  readonly contact: string;
  readonly isRequired: boolean;
  readonly isLead: boolean;
  readonly isSteward: boolean;
}

/** Changes the words of a seat. What somebody else has made of them meanwhile is shown before it is written over. */
export function WordsDialog({ alliance, seat, onClose }: SeatDialogProps): JSX.Element {
  const t = useTranslations('alliance.words');
  const { send, ...sending } = useCommanding(alliance.id);
  const [seen, setSeen] = useState(seat);
  const [written, setWritten] = useState(() => writtenOf(seat));
  const isOther = seat.revision !== seen.revision;
  const save = (): Promise<boolean> =>
    send({
      type: 'change-seat',
      seatId: toSeatId(seat.id),
      change: changeOf(seen, written),
      baseRevision: seat.revision,
    });
  const takeTheirs = (): void => {
    setSeen(seat);
    setWritten(writtenOf(seat));
    sending.forget();
  };
  return (
    <ActionDialog
      title={t('title', { seat: seat.title })}
      sure={t(isOther ? 'keepMine' : 'save')}
      sending={isOther ? { ...sending, error: undefined } : sending}
      onSure={save}
      onClose={onClose}
      size="lg"
    >
      {isOther ? <Meanwhile seat={seat} onTake={takeTheirs} /> : null}
      <RoleFields
        words={written.role}
        onChange={(role) => setWritten((before) => ({ ...before, role }))}
      />
      <TextField
        label={t('contact')}
        help={t('contactHelp')}
        value={written.contact}
        onChange={(contact) => setWritten((before) => ({ ...before, contact }))}
      />
      {alliance.abilities.includes('manage') ? (
        <div>
          {(['isRequired', 'isLead', 'isSteward'] as const).map((key) => (
            <TickField
              key={key}
              label={t(tickWords[key])}
              isTicked={written[key]}
              onChange={(isTicked) => setWritten((before) => ({ ...before, [key]: isTicked }))}
            />
          ))}
        </div>
      ) : null}
      {alliance.charter.sealed === undefined ? null : <p>{t('again')}</p>}
    </ActionDialog>
  );
}

const tickWords = { isRequired: 'required', isLead: 'lead', isSteward: 'steward' } as const;

/** What the card says since somebody else has changed it. */
function Meanwhile({
  seat,
  onTake,
}: {
  readonly seat: SeatView;
  readonly onTake: () => void;
}): JSX.Element {
  const t = useTranslations('alliance');
  return (
    <Notice
      tone="warn"
      actions={
        <Button size="compact-sm" variant="default" onClick={onTake}>
          {t('words.takeTheirs')}
        </Button>
      }
    >
      <p>{t('words.changedTitle')}</p>
      <p>
        {seat.title} · {seat.contact}
      </p>
      <Expectations level="h3" label={t('responsibilities')} items={seat.responsibilities} />
      <Expectations level="h3" label={t('offers')} items={seat.offers} />
      <Expectations level="h3" label={t('needsFrom')} items={seat.needs} />
    </Notice>
  );
}

function writtenOf(seat: SeatView): Written {
  const { contact, isRequired, isLead, isSteward } = seat;
  return { role: roleWords(seat), contact, isRequired, isLead, isSteward };
}

/** Only what was changed: a holder may not send what is the lead's. */
function changeOf(seat: SeatView, written: Written): SeatChange {
  const before = writtenOf(seat);
  const isRoleChanged = JSON.stringify(before.role) !== JSON.stringify(written.role);
  const { disciplineKey } = seat;
  return {
    ...(isRoleChanged &&
      isDisciplineKey(disciplineKey) && { role: roleOf(written.role, disciplineKey) }),
    ...(before.contact !== written.contact && { contact: written.contact.trim() }),
    ...(before.isRequired !== written.isRequired && { isRequired: written.isRequired }),
    ...(before.isLead !== written.isLead && { isLead: written.isLead }),
    ...(before.isSteward !== written.isSteward && { isSteward: written.isSteward }),
  };
}
