import { type Role } from '@alliance/shared/alliance/alliance';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { TextAreaField, TextField } from '../../ui/fields.tsx';
import { linesOf } from '../words.ts';

/** A role card as it is being written: each list as the lines of a box. */
export interface RoleWords {
  readonly title: string;
  readonly responsibilities: string;
  readonly offers: string;
  readonly needs: string;
}

/** A role card, ready to be written on. */
export function roleWords(role: Omit<Role, 'disciplineKey'>): RoleWords {
  return {
    title: role.title,
    responsibilities: role.responsibilities.join('\n'),
    offers: role.offers.join('\n'),
    needs: role.needs.join('\n'),
  };
}

/** The role card that was written. */
export function roleOf(words: RoleWords, disciplineKey: Role['disciplineKey']): Role {
  return {
    disciplineKey,
    title: words.title.trim(),
    responsibilities: linesOf(words.responsibilities),
    offers: linesOf(words.offers),
    needs: linesOf(words.needs),
  };
}

/** What a seat is called, and the three questions of its role card. */
export function RoleFields({
  words,
  onChange,
}: {
  readonly words: RoleWords;
  readonly onChange: (words: RoleWords) => void;
}): JSX.Element {
  const t = useTranslations('alliance');
  const lists = [
    ['responsibilities', t('responsibilities')],
    ['offers', t('offers')],
    ['needs', t('needsFrom')],
  ] as const;
  return (
    <>
      <TextField
        label={t('words.seatTitle')}
        value={words.title}
        onChange={(title) => onChange({ ...words, title })}
      />
      {lists.map(([key, label]) => (
        <TextAreaField
          key={key}
          label={label}
          help={t('words.lines')}
          value={words[key]}
          onChange={(lines) => onChange({ ...words, [key]: lines })}
        />
      ))}
    </>
  );
}
