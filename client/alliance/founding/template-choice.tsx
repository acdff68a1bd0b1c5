import { templateKeys } from '@alliance/shared/alliance/template';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { SelectField } from '../../ui/fields.tsx';
import { type StepProps } from './founding-page.tsx';

/** Begins a team with a template, or by hand. */
export function TemplateChoice({
  draft,
  change,
}: Pick<StepProps, 'draft' | 'change'>): JSX.Element {
  const t = useTranslations('alliance.found');
  return (
    <SelectField
      label={t('template')}
      help={t('templateNote')}
      value={draft.template ?? ''}
      options={[
        ['', t('byHand')],
        ...templateKeys.map((key) => [key, t(`templates.${key}`)] as const),
      ]}
      onChange={(value) => change({ template: templateKeys.find((key) => key === value) })}
    />
  );
}
