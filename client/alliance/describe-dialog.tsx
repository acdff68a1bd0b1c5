import { type AllianceView } from '@alliance/shared/alliance/alliance-view';
import { type JSX, useState } from 'react';
import { useTranslations } from 'use-intl';

import { TextAreaField, TextField } from '../ui/fields.tsx';
import { Notice } from '../ui/notice.tsx';
import { ActionDialog } from './action-dialog.tsx';
import { useCommanding } from './use-alliance.ts';

/** Changes name and purpose. What somebody else has made of them meanwhile is shown before it is written over. */
export function DescribeDialog({
  alliance,
  onClose,
}: {
  readonly alliance: AllianceView;
  readonly onClose: () => void;
}): JSX.Element {
  const t = useTranslations('alliance.describe');
  const { send, ...sending } = useCommanding(alliance.id);
  const [seen] = useState(alliance);
  const [name, setName] = useState(alliance.name);
  const [purpose, setPurpose] = useState(alliance.purpose);
  const isOther = alliance.name !== seen.name || alliance.purpose !== seen.purpose;
  // What it says now is on the screen while this is open: whoever sends has read it.
  const save = async (): Promise<boolean> =>
    send({ type: 'describe', name, purpose, baseVersion: alliance.version });
  return (
    <ActionDialog
      title={t('title')}
      sure={t('save')}
      sending={sending}
      onSure={save}
      onClose={onClose}
    >
      {isOther ? (
        <Notice tone="warn">
          {t('changed', { name: alliance.name, purpose: alliance.purpose })}
        </Notice>
      ) : null}
      <TextField label={t('name')} value={name} onChange={setName} />
      <TextAreaField
        label={t('purpose')}
        help={t('purposeHelp')}
        value={purpose}
        onChange={setPurpose}
      />
    </ActionDialog>
  );
}
