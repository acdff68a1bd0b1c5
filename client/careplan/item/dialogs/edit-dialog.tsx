import { type ItemCommand } from '@alliance/shared/careplan/item/item-command';
import { type ItemView } from '@alliance/shared/careplan/item/item-view';
import { type JSX, type ReactNode, useLayoutEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';

import { type ItemParts } from '../items-context.ts';
import { Undecided } from '../undecided.tsx';
import { GoalBoxes } from './fields-of-goal.tsx';
import { ContingencyBoxes, InterventionBoxes } from './fields-of-others.tsx';
import { FormDialog } from './form-dialog.tsx';
import { isReady } from './form-troubles.ts';
import { Helpers } from './helpers-group.tsx';
import { type ItemForm, useItemForm } from './use-item-form.ts';

import styles from './form-dialog.module.css';

/** Every field of an item. Only what was changed is written, each on the version that its writer saw. */
export function EditDialog({
  items,
  item,
  field,
  onClose,
}: ItemParts & { readonly field: string | undefined; readonly onClose: () => void }): JSX.Element {
  const t = useTranslations('items');
  const form = useItemForm(items.desk, `edit ${item.id}`, item.fields);
  const close = (): void => {
    form.drop();
    onClose();
  };
  const save = (): void => {
    const fields = form.writes();
    if (Object.keys(fields).length > 0) void items.desk.change(item.id, writeOf(item.kind, fields));
    close();
  };
  return (
    <FormDialog
      title={t(`editKind.${item.kind}`)}
      sure={t('form.save')}
      isReady={isReady(form)}
      isChanged={form.isBegun}
      size={item.kind === 'contingency' ? 'lg' : 'xl'}
      onSure={save}
      onClose={close}
    >
      <Undecided items={items} item={item} />
      <Focused field={field}>
        {item.kind === 'goal' ? (
          <GoalBoxes items={items} form={form} isProposal={false} />
        ) : item.kind === 'intervention' ? (
          <InterventionBoxes items={items} form={form} />
        ) : (
          <ContingencyBoxes items={items} form={form} />
        )}
      </Focused>
      <Helpers items={items} item={item} />
    </FormDialog>
  );
}

/** Puts the caret into the box that was asked for. */
export function Focused({
  field,
  children,
}: {
  readonly field: string | undefined;
  readonly children: ReactNode;
}): JSX.Element {
  const frame = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const boxes = 'input, textarea, select';
    const within =
      field === undefined ? null : frame.current?.querySelector(`[data-field="${field}"]`);
    (within ?? frame.current)?.querySelector(boxes)?.setAttribute('data-autofocus', '');
  }, [field]);
  return (
    <div ref={frame} className={styles['boxes']}>
      {children}
    </div>
  );
}

function writeOf(kind: ItemView['kind'], fields: ReturnType<ItemForm['writes']>): ItemCommand {
  return { type: `write-${kind}`, fields };
}
