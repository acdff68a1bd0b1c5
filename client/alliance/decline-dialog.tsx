import { type JSX, useState } from 'react';
import { useTranslations } from 'use-intl';

import { TextAreaField } from '../ui/fields.tsx';
import { ActionDialog } from './action-dialog.tsx';
import { type Sending } from './use-alliance.ts';

/** Why not, or whom to ask instead: one of both, so that the lead can go on. */
export interface DeclineWords {
  readonly reason?: string;
  readonly recommendation?: string;
}

/** Declines a seat, with a reason or a recommendation. */
export function DeclineDialog({
  title,
  sending,
  onDecline,
  onClose,
}: {
  /** Of the seat. */
  readonly title: string;
  readonly sending: Pick<Sending, 'isSending' | 'error'>;
  readonly onDecline: (words: DeclineWords) => Promise<boolean>;
  readonly onClose: () => void;
}): JSX.Element {
  const t = useTranslations('alliance.answer');
  const [reason, setReason] = useState('');
  const [recommendation, setRecommendation] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const words: DeclineWords = {
    ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
    ...(recommendation.trim() === '' ? {} : { recommendation: recommendation.trim() }),
  };
  const decline = async (): Promise<boolean> => {
    const isEmpty = Object.keys(words).length === 0;
    setIsMissing(isEmpty);
    return !isEmpty && (await onDecline(words));
  };
  return (
    <ActionDialog
      title={t('declineTitle', { seat: title })}
      sure={t('decline')}
      sending={sending}
      onSure={decline}
      onClose={onClose}
    >
      <p>{t('oneOf')}</p>
      <TextAreaField
        label={t('reason')}
        value={reason}
        onChange={setReason}
        trouble={isMissing ? t('oneOf') : undefined}
      />
      <TextAreaField
        label={t('recommendation')}
        value={recommendation}
        onChange={setRecommendation}
      />
    </ActionDialog>
  );
}
