import { type JSX } from 'react';

import { useStore } from '../../../ui/use-store.ts';
import { type ItemDialog, type Items } from '../items-context.ts';
import { EditDialog } from './edit-dialog.tsx';
import { HistoryDialog } from './history-dialog.tsx';
import { NewDialog } from './new-dialog.tsx';
import { ProgressDialog } from './progress-dialog.tsx';
import { TagDialog } from './tag-dialog.tsx';
import { WordsDialog } from './words-dialog.tsx';

/** The dialog about an item that is open. It closes by itself where its item is not there any more. */
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
  if (item === undefined) return null;
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
