import { type ItemCommand } from '@alliance/shared/careplan/item/item-command';
import { type ItemView } from '@alliance/shared/careplan/item/item-view';
import { type Field } from '@alliance/shared/comments/field';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { useFieldName, useInstantWords, useValueWords } from './item-words.ts';
import { type ItemParts, nameOf } from './items-context.ts';
import { undecidedOf } from './undecided-fields.ts';

import styles from './undecided.module.css';

/** Every field that two people wrote at the same time, both values side by side until a named person decides. */
export function Undecided(parts: ItemParts): JSX.Element | null {
  const fields = undecidedOf(parts.item);
  if (fields.length === 0) return null;
  return (
    <>
      {fields.map(([name, field]) => (
        <Choice key={name} parts={parts} name={name} field={field} />
      ))}
    </>
  );
}

function Choice({
  parts,
  name,
  field,
}: {
  readonly parts: ItemParts;
  readonly name: string;
  readonly field: Field<unknown>;
}): JSX.Element {
  const t = useTranslations('items');
  const words = useValueWords(parts.items);
  const when = useInstantWords();
  const lead = t('undecided.lead', { field: useFieldName()(name) });
  const { desk } = parts.items;
  return (
    <section className={styles['undecided']} aria-label={lead}>
      <p>{lead}</p>
      <ul>
        {[field, ...(field.candidates ?? [])].map(({ value, by, at }) => {
          const shown = words(name, value) || t('undecided.empty');
          return (
            <li key={`${by} ${at} ${shown}`}>
              <span>
                <b>{shown}</b> – {nameOf(parts, by) ?? t('someone')}, {when(at)}
              </span>
              {parts.item.can.includes('write') ? (
                <button
                  type="button"
                  aria-label={t('undecided.keepThis', { value: shown })}
                  onClick={() =>
                    void desk.change(
                      parts.item.id,
                      writeOne(parts.item.kind, name, { value, baseVersion: field.version }),
                    )
                  }
                >
                  {t('undecided.keep')}
                </button>
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** A write of one field whose name is known only as a text: it came from the item itself. */
function writeOne(
  kind: ItemView['kind'],
  name: string,
  write: { readonly value: unknown; readonly baseVersion: number },
): ItemCommand {
  return { type: `write-${kind}`, fields: { [name]: write } };
}
