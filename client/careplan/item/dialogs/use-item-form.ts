import { type Field } from '@alliance/shared/comments/field';
import { useCallback } from 'react';

import { useStore } from '../../../ui/use-store.ts';
import { type ItemDesk, type ItemDraft } from '../item-desk.ts';
import { fromBox, toBox } from './form-values.ts';

/** Boxes whose texts are kept for as long as the tab lives. */
export interface KeptBoxes {
  readonly read: (name: string) => string;
  readonly write: (name: string, text: string) => void;
  /** Whether anything was typed that was not sent. */
  readonly isBegun: boolean;
  /** Forgets what was typed. */
  readonly drop: () => void;
}

/** A form about the fields of an item: texts of boxes, and what was changed in them. */
export interface ItemForm extends KeptBoxes {
  /** Whether somebody else wrote a field since its writer began to change it here. */
  readonly isOvertaken: (name: string) => boolean;
  /** What was changed, as values. */
  readonly changed: () => Readonly<Record<string, unknown>>;
  /** The same with the versions that its writer saw. */
  readonly writes: () => Readonly<
    Record<string, { readonly value: unknown; readonly baseVersion: number }>
  >;
}

type FormFields = Readonly<Record<string, Field<unknown>>>;

/** Boxes that begin with texts of their own, and keep what was typed in them. */
export function useKeptBoxes(desk: ItemDesk, form: string, first: ItemDraft): KeptBoxes {
  const edits = useStore(desk.drafts, desk.drafts.get()).get(form) ?? nothing;
  return {
    read: (name) => edits[name] ?? first[name] ?? '',
    write: (name, text) => {
      const { [name]: _before, ...others } = desk.drafts.get().get(form) ?? nothing;
      const next = text === (first[name] ?? '') ? others : { ...others, [name]: text };
      desk.keep(form, hasAny(next) ? next : undefined);
    },
    isBegun: hasAny(edits),
    drop: () => desk.keep(form, undefined),
  };
}

/** A form that shows what stands now, and keeps what was typed in it, and on which version, for as long as the tab lives. */
export function useItemForm(desk: ItemDesk, form: string, fields: FormFields): ItemForm {
  const edits = useStore(desk.drafts, desk.drafts.get()).get(form) ?? nothing;
  const write = useCallback(
    (name: string, text: string): void => {
      const { [name]: _before, ...others } = desk.drafts.get().get(form) ?? nothing;
      const { [name]: base = versionOf(fields, name), ...bases } = desk.basesOf(form);
      const isBack = text === toBox(name, fields[name]?.value);
      const next: ItemDraft = isBack ? others : { ...others, [name]: text };
      const onWhat = isBack ? bases : { ...bases, [name]: base };
      desk.keep(form, hasAny(next) ? next : undefined, onWhat);
    },
    [desk, form, fields],
  );
  const changed = (): Readonly<Record<string, unknown>> =>
    Object.fromEntries(Object.entries(edits).map(([name, text]) => [name, fromBox(name, text)]));
  const baseOf = (name: string): number => desk.basesOf(form)[name] ?? versionOf(fields, name);
  return {
    read: (name) => edits[name] ?? toBox(name, fields[name]?.value),
    write,
    isBegun: hasAny(edits),
    isOvertaken: (name) =>
      edits[name] !== undefined &&
      baseOf(name) !== versionOf(fields, name) &&
      fields[name]?.by !== desk.personId,
    changed,
    writes: () =>
      Object.fromEntries(
        Object.entries(changed()).map(([name, value]) => [
          name,
          { value, baseVersion: baseOf(name) },
        ]),
      ),
    drop: () => desk.keep(form, undefined),
  };
}

const nothing: ItemDraft = {};

function hasAny(draft: ItemDraft): boolean {
  return Object.keys(draft).length > 0;
}

function versionOf(fields: FormFields, name: string): number {
  return fields[name]?.version ?? 0;
}
