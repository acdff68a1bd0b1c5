import { type AllianceView, type CharterView } from '@alliance/shared/alliance/alliance-view';
import { type Agreements } from '@alliance/shared/alliance/charter';
import { Button } from '@mantine/core';
import { type JSX, type SubmitEvent, useState } from 'react';
import { useTranslations } from 'use-intl';

import { Notice } from '../../ui/notice.tsx';
import { RefusalWords } from '../../ui/refusal-words.tsx';
import { useCommanding } from '../use-alliance.ts';
import { AgreementsFields } from './agreements-fields.tsx';
import { AgreementsText, titlesIn } from './agreements-text.tsx';

import dialog from '../action-dialog.module.css';

/** Changes the agreements. What somebody else has made of them meanwhile is shown before it is written over. */
export function AgreementsForm({
  alliance,
  charter,
  onClose,
}: {
  readonly alliance: AllianceView;
  readonly charter: CharterView;
  readonly onClose: () => void;
}): JSX.Element {
  const t = useTranslations('alliance.charter');
  const cancel = useTranslations('alliance.do');
  const { send, ...sending } = useCommanding(alliance.id);
  const { content, revision } = charter;
  const [seen] = useState(revision);
  const [agreements, setAgreements] = useState<Agreements>(content.agreements);
  const isOther = revision !== seen;
  const save = (event: SubmitEvent): void => {
    event.preventDefault();
    void send({ type: 'agree', agreements: tidied(agreements), baseRevision: revision }).then(
      (isDone) => isDone && onClose(),
    );
  };
  return (
    <form className={dialog['form']} onSubmit={save} noValidate>
      {isOther ? (
        <Notice tone="warn">
          <p>{t('stale')}</p>
          <AgreementsText agreements={content.agreements} titleOf={titlesIn(content.seats)} />
        </Notice>
      ) : null}
      <AgreementsFields
        agreements={agreements}
        seats={content.seats.map(({ seatId, title, disciplineKey }) => ({
          seatId,
          title,
          disciplineKey,
        }))}
        onChange={setAgreements}
      />
      {isOther ? null : <RefusalWords error={sending.error} />}
      <div className={dialog['actions']}>
        <Button type="submit" loading={sending.isSending}>
          {t(isOther ? 'staleKeep' : 'save')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {cancel('cancel')}
        </Button>
      </div>
    </form>
  );
}

/** Without lines in which nothing is written. */
function tidied(agreements: Agreements): Agreements {
  return { ...agreements, working: agreements.working.filter(({ text }) => text.trim() !== '') };
}
