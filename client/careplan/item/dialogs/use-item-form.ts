import { type Field } from '@alliance/shared/comments/field';
import { useCallback, useState } from 'react';

import { useStore } from '../../../ui/use-store.ts';
import { type ItemDesk, type ItemDraft } from '../item-desk.ts';
import { fromBox, toBox } from './form-values.ts';

/** A form about the fields of an item: texts of boxes, and what was changed in them. */
export interface ItemForm {
  readonly read: (name: string) => string;
  readonly write: (name: string, text: string) => void;
  /** Whether somebody else wrote a field that was changed here, since the form was opened. */
  readonly isOvertaken: (name: string) => boolean;
  /** What was changed, as values. */
  readonly changed: () => Readonly<Record<string, unknown>>;
  /** The same with the versions that its writer saw. */
  readonly writes: () => Readonly<
    Record<string, { readonly value: unknown; readonly baseVersion: number }>
  >;
  /** Forgets what was typed. */
  readonly drop: () => void;
}

type FormFields = Readonly<Record<string, Field<unknown>>>;

/** A form that shows what stands now, and keeps what was typed in it for as long as the tab lives. */
export function useItemForm(desk: ItemDesk, form: string, fields: FormFields): ItemForm {
  const drafts = useStore(desk.drafts, desk.drafts.get());
  const edits = drafts.get(form) ?? nothing;
  const [seen] = useState(fields);
  const write = useCallback(
    (name: string, text: string): void => {
      const present = desk.drafts.get().get(form) ?? nothing;
      const { [name]: _before, ...others } = present;
      const standing = toBox(name, fields[name]?.value);
      const next: ItemDraft = text === standing ? others : { ...others, [name]: text };
      desk.keep(form, Object.keys(next).length === 0 ? undefined : next);
    },
    [desk, form, fields],
  );
  const drop = useCallback(() => desk.keep(form, undefined), [desk, form]);
  const changed = (): Readonly<Record<string, unknown>> =>
    Object.fromEntries(Object.entries(edits).map(([name, text]) => [name, fromBox(name, text)]));
  return {
    read: (name) => edits[name] ?? toBox(name, fields[name]?.value),
    write,
    isOvertaken: (name) =>
      edits[name] !== undefined && seen[name]?.version !== fields[name]?.version,
    changed,
    writes: () =>
      Object.fromEntries(
        Object.entries(changed()).map(([name, value]) => [
          name,
          { value, baseVersion: seen[name]?.version ?? 0 },
        ]),
      ),
    drop,
  };
}

const nothing: ItemDraft = {};
