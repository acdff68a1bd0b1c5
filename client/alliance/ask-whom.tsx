import { useQuery } from '@tanstack/react-query';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { ChoiceField, SelectField, TextField } from '../ui/fields.tsx';
import { colleaguesQuery } from './colleagues.ts';
import { useDisciplineName } from './words.ts';

/** Whom to ask, as it is being chosen. */
export interface Whom {
  readonly way: 'name' | 'email' | 'link';
  /** The id of a colleague; empty while nobody is chosen. */
  readonly name: string;
  readonly email: string;
}

/** Nobody is chosen: a link reaches everybody. */
export const nobodyYet: Whom = { way: 'link', name: '', email: '' };

interface AskProps {
  readonly whom: Whom;
  readonly onChange: (whom: Whom) => void;
  /** It was sent, and nobody was chosen. */
  readonly isMissing: boolean;
  /** Nobody signs in with the address. */
  readonly isUnknown?: boolean;
}

/** By name, by e-mail address, or by a link. */
export function AskWhom(props: AskProps): JSX.Element {
  const t = useTranslations('alliance.invite');
  const { whom, onChange } = props;
  return (
    <>
      <ChoiceField
        label={t('way')}
        value={whom.way}
        options={ways.map((way) => [way, t(way)])}
        onChange={(way) => onChange({ ...whom, way })}
      />
      <Chosen {...props} />
    </>
  );
}

/** The same in one line for one of many seats; undefined: nobody yet. */
export function AskWhomInLine({
  label,
  nobody,
  whom,
  onChange,
  isMissing,
}: Omit<AskProps, 'whom' | 'onChange'> & {
  readonly label: string;
  /** The word for nobody. */
  readonly nobody: string;
  readonly whom: Whom | undefined;
  readonly onChange: (whom: Whom | undefined) => void;
}): JSX.Element {
  const t = useTranslations('alliance.invite');
  return (
    <>
      <SelectField
        label={label}
        value={whom?.way ?? ''}
        options={[...ways.map((way) => [way, t(way)] as const), ['', nobody]]}
        onChange={(value) => {
          const way = ways.find((each) => each === value);
          onChange(way === undefined ? undefined : { ...nobodyYet, ...whom, way });
        }}
      />
      {whom === undefined ? null : <Chosen whom={whom} isMissing={isMissing} onChange={onChange} />}
    </>
  );
}

const ways = ['link', 'name', 'email'] as const;

function Chosen({ whom, onChange, isMissing, isUnknown = false }: AskProps): JSX.Element | null {
  const t = useTranslations('alliance.invite');
  const trouble = isMissing ? t('choose') : undefined;
  if (whom.way === 'link') return null;
  if (whom.way === 'name')
    return (
      <Colleagues
        personId={whom.name}
        trouble={trouble}
        onChange={(name) => onChange({ ...whom, name })}
      />
    );
  return (
    <TextField
      type="email"
      label={t('address')}
      help={t('addressHelp')}
      value={whom.email}
      trouble={isUnknown ? t('unknown') : trouble}
      onChange={(email) => onChange({ ...whom, email })}
    />
  );
}

/** One of the people whom I can ask by name. */
export function Colleagues({
  personId,
  trouble,
  label,
  others = none,
  onChange,
}: {
  readonly personId: string;
  readonly trouble: string | undefined;
  readonly label?: string;
  /** More people to choose from, before them. */
  readonly others?: readonly (readonly [personId: string, name: string])[];
  readonly onChange: (personId: string) => void;
}): JSX.Element {
  const t = useTranslations('alliance.invite');
  const discipline = useDisciplineName();
  const { data = [] } = useQuery(colleaguesQuery);
  const known = new Set(others.map(([id]) => id));
  const people = [
    ...others,
    ...data
      .filter((each) => !known.has(each.personId))
      .map(
        ({ personId: id, name, disciplineKey: key }) =>
          [id, key === undefined ? name : `${name} – ${discipline(key)}`] as const,
      ),
  ];
  return (
    <SelectField
      label={label ?? t('who')}
      value={personId}
      options={[['', t('choose')], ...people]}
      trouble={trouble}
      help={people.length === 0 ? t('nobody') : undefined}
      onChange={onChange}
    />
  );
}

const none: readonly (readonly [string, string])[] = [];
