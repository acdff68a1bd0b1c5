import { type TagName, tagNames } from '@alliance/shared/careplan/item/item';
import { type JSX, useState } from 'react';
import { useTranslations } from 'use-intl';

import { ChoiceField, TextField } from '../../../ui/fields.tsx';
import { type ItemParts } from '../items-context.ts';
import { FormDialog } from './form-dialog.tsx';

/** Hangs a tag on an item, with what it is about. */
export function TagDialog({
  items,
  item,
  onClose,
}: ItemParts & { readonly onClose: () => void }): JSX.Element {
  const t = useTranslations('items');
  const [name, setName] = useState<TagName>('follow-up');
  const [note, setNote] = useState('');
  return (
    <FormDialog
      title={t('tagging.title')}
      sure={t('tagging.save')}
      isChanged={note.trim() !== ''}
      onSure={() => {
        void items.desk.change(item.id, { type: 'tag', name, note: note.trim() });
        onClose();
      }}
      onClose={onClose}
    >
      <ChoiceField
        label={t('tagging.which')}
        value={name}
        options={tagNames.map((each) => [each, t(`tag.${each}`)])}
        onChange={setName}
      />
      <TextField label={t('tagging.note')} value={note} onChange={setNote} />
    </FormDialog>
  );
}
