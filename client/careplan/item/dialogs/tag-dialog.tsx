import { tagNames } from '@alliance/shared/careplan/item/item';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { ChoiceField, TextField } from '../../../ui/fields.tsx';
import { type ItemParts } from '../items-context.ts';
import { FormDialog } from './form-dialog.tsx';
import { useKeptBoxes } from './use-item-form.ts';

const first = { name: 'follow-up' } as const;

/** Hangs a tag on an item, with what it is about. */
export function TagDialog({
  items,
  item,
  onClose,
}: ItemParts & { readonly onClose: () => void }): JSX.Element {
  const t = useTranslations('items');
  const { read, write, isBegun, drop } = useKeptBoxes(items.desk, `tag ${item.id}`, first);
  const name = tagNames.find((each) => each === read('name')) ?? first.name;
  const note = read('note');
  const close = (): void => {
    drop();
    onClose();
  };
  return (
    <FormDialog
      title={t('tagging.title')}
      sure={t('tagging.save')}
      onSure={() => {
        void items.desk.change(item.id, { type: 'tag', name, note: note.trim() });
        close();
      }}
      isChanged={isBegun}
      onClose={close}
    >
      <ChoiceField
        label={t('tagging.which')}
        value={name}
        options={tagNames.map((each) => [each, t(`tag.${each}`)])}
        onChange={(chosen) => write('name', chosen)}
      />
      <TextField label={t('tagging.note')} value={note} onChange={(text) => write('note', text)} />
    </FormDialog>
  );
}
