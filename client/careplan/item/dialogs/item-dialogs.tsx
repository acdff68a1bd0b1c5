import { type JSX } from 'react';

import { useStore } from '../../../ui/use-store.ts';
import { type ItemDialog, type Items } from '../items-context.ts';
import { EditDialog } from './edit-dialog.tsx';
import { GoneDialog } from './gone-dialog.tsx';
import { HistoryDialog } from './history-dialog.tsx';
import { NewDialog } from './new-dialog.tsx';
import { ProgressDialog } from './progress-dialog.tsx';
import { TagDialog } from './tag-dialog.tsx';
import { WordsDialog } from './words-dialog.tsx';

/** The dialog about an item that is open. Where its item is not there any more, what was typed still is. */
export function ItemDialogs({
  items,
  dialog,
  onClose,
}: {
  readonly items: Items;
  readonly dialog: ItemDialog;
  readonly onClose: () => void;
}): JSX.Element | null {
  const all = useStore(items.desk.items, undefined);
  if (dialog.about === 'new') return <NewDialog items={items} dialog={dialog} onClose={onClose} />;
  const item = all?.find(({ id }) => id === dialog.itemId);
  // Not known is not gone: they may be asked for again, after signing in.
  if (all === undefined) return null;
  if (item === undefined)
    return (
      <GoneDialog desk={items.desk} form={`${dialog.about} ${dialog.itemId}`} onClose={onClose} />
    );
  const parts = { items, item, onClose };
  switch (dialog.about) {
    case 'edit':
      return <EditDialog {...parts} field={dialog.field} />;
    case 'progress':
      return item.kind === 'goal' ? <ProgressDialog {...parts} item={item} /> : null;
    case 'history':
      return <HistoryDialog {...parts} />;
    case 'tag':
      return <TagDialog {...parts} />;
    case 'part':
    case 'disagree':
    case 'strike':
    case 'done':
      return <WordsDialog {...parts} about={dialog.about} />;
  }
}
