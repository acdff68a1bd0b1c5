import { type ItemId } from '@alliance/shared/careplan/item/item';
import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { type Person } from '@alliance/shared/identity/person';
import { type JSX, lazy, type ReactNode, Suspense, useCallback, useMemo, useState } from 'react';

import { createSource } from '../../sync/store.ts';
import { Guard } from '../../ui/guard.tsx';
import { type ItemDesk } from './item-desk.ts';
import { type Items, ItemsProvider } from './items-context.ts';
import { useDialog } from './use-dialog.ts';

const ItemDialogs = lazy(async () => {
  const { ItemDialogs: component } = await import('./dialogs/item-dialogs.tsx');
  return { default: component };
});

/** Gives everything on the page of a plan its goals, interventions and rows, and shows the dialogs about them. */
export function PlanItems({
  plan,
  person,
  desk,
  children,
}: {
  readonly plan: PlanView;
  /** Me. */
  readonly person: Person;
  /** Undefined for the moment before it is there. */
  readonly desk: ItemDesk | undefined;
  readonly children: ReactNode;
}): JSX.Element {
  const { dialog, open, close } = useDialog();
  const [placed] = useState(() => createSource<ReadonlySet<string> | undefined>(undefined));
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback(
    (itemId: ItemId) => setOpened((present) => toggled(present, itemId)),
    [],
  );
  const items = useMemo(
    (): Items | undefined =>
      desk && { desk, plan, personId: person.id, open, opened, toggle, placed },
    [desk, plan, person.id, open, opened, toggle, placed],
  );
  return (
    <ItemsProvider value={items}>
      {children}
      {items === undefined || dialog === undefined ? null : (
        <Guard fallback={null}>
          <Suspense fallback={null}>
            <ItemDialogs items={items} dialog={dialog} onClose={close} />
          </Suspense>
        </Guard>
      )}
    </ItemsProvider>
  );
}

function toggled(present: ReadonlySet<string>, itemId: string): ReadonlySet<string> {
  const next = new Set(present);
  if (!next.delete(itemId)) next.add(itemId);
  return next;
}
